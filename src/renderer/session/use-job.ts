import { useCallback, useEffect, useRef, useState } from 'react';
import type { Progress } from '../../contract/messages.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../contract/procedures.ts';
import { toErrorValue } from '../../core/errors.ts';
import { useWorkspace } from './session-context.ts';
import { shell } from './shell.ts';

export type JobState<Output> =
  /** not yet started */
  | { readonly phase: 'idle' }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'running'; readonly progress: Progress | null }
  | { readonly phase: 'done'; readonly output: Output }
  | { readonly phase: 'failed'; readonly error: unknown };

export interface Job<N extends ProcedureName> {
  readonly state: JobState<OutputOf<N>>;
  /** Starts it; what ran before is cancelled. `work` in words, while closing the window would cut it short. */
  start(input: InputOf<N>, work?: string): void;
  cancel(): void;
}

/** One long call with its progress. It is cancelled when the component goes. */
export function useJob<N extends ProcedureName>(name: N): Job<N> {
  const { client, notices } = useWorkspace();
  const [state, setState] = useState<JobState<OutputOf<N>>>({ phase: 'idle' });
  const running = useRef<AbortController | null>(null);

  const cancel = useCallback(() => running.current?.abort(), []);
  useEffect(() => cancel, [cancel]);

  const start = useCallback(
    (input: InputOf<N>, work?: string) => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      const isCurrent = () => running.current === abort;
      const tellBusy = (busy: string | null) =>
        work === undefined ? undefined : void shell('reportBusy', { work: busy }).catch(notices.error);
      setState((before) => (before.phase === 'running' ? before : { phase: 'running', progress: null }));
      tellBusy(work ?? null);
      client
        .call(name, input, {
          signal: abort.signal,
          onProgress: (progress) => {
            if (isCurrent()) setState({ phase: 'running', progress });
          },
        })
        .then((output) => {
          if (isCurrent()) setState({ phase: 'done', output });
        })
        .catch((thrown) => {
          if (!isCurrent()) return;
          const cancelled = toErrorValue(thrown).code === 'cancelled';
          setState(cancelled ? { phase: 'cancelled' } : { phase: 'failed', error: thrown });
        })
        .finally(() => tellBusy(null));
    },
    [client, name, notices],
  );
  return { state, start, cancel };
}
