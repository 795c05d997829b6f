import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHELL_CALL_NAMES } from '../../contract/shell-names.ts';
import { answerShellCall, type ShellHandlers } from './answer.ts';

function recorder() {
  const done: unknown[] = [];
  const handlers = Object.fromEntries(
    SHELL_CALL_NAMES.map((name) => [
      name,
      (from: string, input: unknown) => {
        done.push([name, from, input]);
        return null;
      },
    ]),
  ) as unknown as ShellHandlers<string>;
  return { done, handlers };
}

describe('answerShellCall', () => {
  it('does a well-formed call', async () => {
    const { done, handlers } = recorder();
    expect(await answerShellCall(handlers, 'w', 'setTheme', { theme: 'dark' })).toEqual({
      ok: true,
      value: null,
    });
    expect(await answerShellCall(handlers, 'w', 'openProject', undefined)).toEqual({ ok: true, value: null });
    expect(done).toEqual([
      ['setTheme', 'w', { theme: 'dark' }],
      ['openProject', 'w', undefined],
    ]);
  });

  it.each([
    ['an unknown call', 'quit', undefined],
    ['a call of every object', 'constructor', undefined],
    ['no name', 7, undefined],
    ['a wrong value', 'setTheme', { theme: 'sepia' }],
    ['a missing input', 'setZoom', undefined],
    ['an endless zoom', 'setZoom', { zoom: Number.POSITIVE_INFINITY }],
    ['one field too many', 'setTheme', { theme: 'dark', path: '/' }],
    ['an input where none is taken', 'start', {}],
    ['an empty path', 'openProject', { path: '' }],
    ['an extension that is none', 'chooseFiles', { filters: [{ name: 'x', extensions: ['../../x'] }] }],
  ])('refuses %s, and does nothing', async (_, name, input) => {
    const { done, handlers } = recorder();
    expect(await answerShellCall(handlers, 'w', name, input)).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    expect(done).toEqual([]);
  });

  it('refuses a caller that is none of ours', async () => {
    const { done, handlers } = recorder();
    const answer = await answerShellCall<string>(handlers, null, 'setTheme', { theme: 'dark' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(done).toEqual([]);
  });

  it('answers whatever it is asked, and never throws', async () => {
    const { handlers } = recorder();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...SHELL_CALL_NAMES), fc.string()),
        fc.anything(),
        async (name, input) => {
          expect(await answerShellCall(handlers, 'w', name, input)).toHaveProperty('ok');
        },
      ),
    );
  });

  it('gives a failure back with its code', async () => {
    const { handlers } = recorder();
    const failing: ShellHandlers<string> = {
      ...handlers,
      start: () => {
        throw new Error('broken');
      },
    };
    expect(await answerShellCall(failing, 'w', 'start', undefined)).toEqual({
      ok: false,
      error: { code: 'internal', message: 'broken' },
    });
  });
});
