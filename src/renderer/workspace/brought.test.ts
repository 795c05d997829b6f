import { expect, test } from 'vitest';
import type { WorkbenchClient } from '../../contract/client.ts';
import { Brought } from './brought.ts';

function broughtWith(fails = false) {
  const asked: unknown[] = [];
  const client = {
    call: async (_name: string, input: { documentId: string }) => {
      asked.push(input);
      if (fails) throw new Error('gone');
      return { textId: `text of ${input.documentId}`, chunks: [], annotations: [] };
    },
  } as unknown as WorkbenchClient;
  return { brought: new Brought(client), asked };
}

test('a document is asked for once, and handed over once', async () => {
  const { brought, asked } = broughtWith();
  void brought.begin('a', 7);
  void brought.begin('a', 7);
  expect(asked).toEqual([{ documentId: 'a', offset: 7 }]);
  expect(brought.take('b')).toBeNull();
  expect(await brought.take('a')).toMatchObject({ textId: 'text of a' });
  expect(brought.take('a')).toBeNull();
});

test('the next one takes the place of the one before, and a change makes either stale', () => {
  const { brought } = broughtWith();
  void brought.begin('a', 0);
  void brought.begin('b', 0);
  expect(brought.take('a')).toBeNull();
  brought.forget();
  expect(brought.take('b')).toBeNull();
});

test('what could not be had is nothing', async () => {
  const { brought } = broughtWith(true);
  expect(await brought.begin('a', 0)).toBeNull();
});
