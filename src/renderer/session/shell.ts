import type { ShellInput, ShellOutput, ShellResult } from '../../contract/shell.ts';
import type { ShellCallName } from '../../contract/shell-names.ts';
import { GlossatorError } from '../../core/errors.ts';

/** Asks main. Rejects with a GlossatorError where main refused. */
export async function shell<N extends ShellCallName>(
  name: N,
  ...input: undefined extends ShellInput<N> ? [input?: ShellInput<N>] : [input: ShellInput<N>]
): Promise<ShellOutput<N>> {
  const call = window.glossator[name] as (given?: ShellInput<N>) => Promise<ShellResult<ShellOutput<N>>>;
  const result = await call(input[0]);
  if (result.ok) return result.value;
  throw GlossatorError.fromValue(result.error);
}
