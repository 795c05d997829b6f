import { type ShellInput, type ShellOutput, type ShellResult, shellCalls } from '../../contract/shell.ts';
import { SHELL_CALL_NAMES, type ShellCallName } from '../../contract/shell-names.ts';
import { GlossatorError, toErrorValue } from '../../core/errors.ts';

/** What does the calls, for a caller of type `From`. */
export type ShellHandlers<From> = {
  readonly [N in ShellCallName]: (
    from: From,
    input: ShellInput<N>,
  ) => ShellOutput<N> | Promise<ShellOutput<N>>;
};

function isCallName(name: unknown): name is ShellCallName {
  return (SHELL_CALL_NAMES as readonly unknown[]).includes(name);
}

function checked(name: ShellCallName, input: unknown): unknown {
  const isWellFormed: (value: unknown) => boolean = shellCalls[name].input;
  if (isWellFormed(input)) return input;
  throw new GlossatorError('invalid-input', `${name}: what was given is not what it takes.`);
}

/**
 * Checks a call and does it. Whatever happens the answer is a value: an unknown call, an input of another shape and a
 * caller that is none of ours (`from` is null) are `invalid-input`.
 */
export async function answerShellCall<From>(
  handlers: ShellHandlers<From>,
  from: From | null,
  name: unknown,
  input: unknown,
): Promise<ShellResult<unknown>> {
  try {
    if (from === null) throw new GlossatorError('invalid-input', 'Only a page of Glossator may ask that.');
    if (!isCallName(name)) throw new GlossatorError('invalid-input', 'There is no such call.');
    const handler = handlers[name] as (from: From, input: unknown) => unknown;
    return { ok: true, value: await handler(from, checked(name, input)) };
  } catch (thrown) {
    return { ok: false, error: toErrorValue(thrown) };
  }
}
