import { GlossatorError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { isFromWorkbench, type Progress, type ToWorkbench, type WorkbenchEvent } from './messages.ts';
import { isAction, isJob } from './natures.ts';
import type { InputOf, OutputOf, ProcedureName } from './procedures.ts';

/** What client and server need of a port: the renderer's MessagePort and the utility process's both fit through adapters. */
export interface Port<Out, In> {
  post(message: Out): void;
  /** Called for every message that arrives, in order. */
  listen(receive: (message: In) => void): void;
  close(): void;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface WorkbenchClient {
  /**
   * Asks the workbench. Rejects with a GlossatorError. Before the first port is attached, and while the workbench's
   * process is being restarted, calls wait. A query or an action under way when the process died is sent again to the new one (an
   * action carries its id, so that it is done once); a job is rejected with `host-gone`.
   */
  call<N extends ProcedureName>(name: N, input: InputOf<N>, options?: CallOptions): Promise<OutputOf<N>>;
  /** Returns the function that ends the listening. */
  onEvent(listener: (event: WorkbenchEvent) => void): () => void;
  attach(port: Port<ToWorkbench, unknown>): void;
  /** The workbench's process has died; another port may follow. */
  detach(): void;
}

interface Pending {
  readonly name: ProcedureName;
  readonly input: unknown;
  readonly resolve: (output: never) => void;
  readonly reject: (error: GlossatorError) => void;
  readonly onProgress: CallOptions['onProgress'];
  readonly settle: () => void;
}

export function createWorkbenchClient(): WorkbenchClient {
  let port: Port<ToWorkbench, unknown> | null = null;
  let nextId = 1;
  const pending = new Map<number, Pending>();
  const listeners = new Set<(event: WorkbenchEvent) => void>();

  function take(id: number): Pending | undefined {
    const call = pending.get(id);
    pending.delete(id);
    call?.settle();
    return call;
  }

  function send(id: number, call: Pending): void {
    port?.post({ t: 'call', id, name: call.name, input: call.input });
  }

  function receive(message: unknown): void {
    if (!isFromWorkbench(message))
      throw new GlossatorError('internal', 'The workbench sent what is no message.');
    switch (message.t) {
      case 'ok':
        take(message.id)?.resolve(message.output as never);
        return;
      case 'error':
        take(message.id)?.reject(GlossatorError.fromValue(message.error));
        return;
      case 'progress':
        pending.get(message.id)?.onProgress?.(message.progress);
        return;
      case 'event':
        for (const listener of listeners) listener(message.event);
    }
  }

  return {
    call(name, input, options = {}) {
      const { signal, onProgress } = options;
      if (signal?.aborted)
        return Promise.reject(new GlossatorError('cancelled', 'Cancelled before it began.'));
      const id = nextId++;
      const sent =
        isAction(name) && !('actionId' in input && input.actionId) ? { ...input, actionId: newId() } : input;
      return new Promise((resolve, reject) => {
        const cancel = () => port?.post({ t: 'cancel', id });
        signal?.addEventListener('abort', cancel, { once: true });
        const call: Pending = {
          name,
          input: sent,
          resolve,
          reject,
          onProgress,
          settle: () => signal?.removeEventListener('abort', cancel),
        };
        pending.set(id, call);
        send(id, call);
      });
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attach(next) {
      port?.close();
      port = next;
      next.listen(receive);
      for (const [id, call] of pending) send(id, call);
    },
    detach() {
      port?.close();
      port = null;
      for (const [id, call] of [...pending]) {
        if (!isJob(call.name)) continue;
        take(id)?.reject(
          new GlossatorError(
            'host-gone',
            'The process that holds the project stopped in the middle of this work.',
            {
              remedy: 'What was finished is kept. Start the work again: what is already there is recognised.',
            },
          ),
        );
      }
    },
  };
}
