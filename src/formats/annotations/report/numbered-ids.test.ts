import { expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { NumberedIds } from './numbered-ids.ts';

it('ids come back as they were, with their numbers', () => {
  const ids = new NumberedIds();
  const wanted = Array.from({ length: 40 }, (_, at) => [newId(), at * 3] as const);
  for (const [id, number] of wanted) ids.add(id, number);
  expect(ids.length).toBe(40);
  expect([...ids]).toEqual(wanted);
});
