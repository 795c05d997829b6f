import { z } from 'zod';
import { GlossatorError, toErrorValue } from '../core/errors.ts';
import type { Port } from './client.ts';
import type { FromWorkbench, Progress, WorkbenchEvent } from './messages.ts';
import { once } from './once.ts';
import { type OutputOf, type ProcedureName, type Procedures, procedures } from './procedures.ts';

const callId = once(() => z.number().int().nonnegative());

const toWorkbenchSchema = once(() =>
  z.discriminatedUnion('t', [
    z.strictObject({ t: z.literal('call'), id: callId(), name: z.string().max(100), input: z.unknown() }),
    z.strictObject({ t: z.literal('cancel'), id: callId() }),
  ]),
);

/** What a handler gets beside its input. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

export type ParsedInput<N extends ProcedureName> = z.output<Procedures[N]['input']>;

export type Handlers = {
  readonly [N in ProcedureName]: (
    input: ParsedInput<N>,
    context: CallContext,
  ) => OutputOf<N> | Promise<OutputOf<N>>;
};

export interface WorkbenchServer {
  /** Serves one window; a port that closes cancels what it had asked for. */
  serve(port: Port<FromWorkbench, unknown>): { readonly end: () => void };
  /** Tells every window served. */
  emit(event: WorkbenchEvent): void;
  /** Cancels the jobs that run and resolves when every call has been answered. */
  settle(): Promise<void>;
}

/** Progress is sent at most this often (milliseconds), so that a fast job does not drown the window in messages. */
const PROGRESS_INTERVAL = 50;

export function createWorkbenchServer(handlers: Handlers): WorkbenchServer {
  const ports = new Set<Port<FromWorkbench, unknown>>();
  const underWay = new Map<Promise<void>, AbortController>();

  async function answer(
    port: Port<FromWorkbench, unknown>,
    abort: AbortController,
    id: number,
    name: string,
    rawInput: unknown,
  ): Promise<void> {
    let lastProgress = 0;
    try {
      if (!Object.hasOwn(procedures, name)) {
        throw new GlossatorError('invalid-input', `The workbench has no procedure ‘${name.slice(0, 100)}’.`);
      }
      const known = name as ProcedureName;
      const input = procedures[known].input.safeParse(rawInput);
      if (!input.success) {
        const first = input.error.issues[0];
        const field = first?.path.join('.') ?? '';
        throw new GlossatorError(
          'invalid-input',
          `${name}: ${field ? `${field}: ` : ''}${first?.message ?? 'malformed'}`,
          {
            ...(field ? { place: { field } } : {}),
          },
        );
      }
      const context: CallContext = {
        signal: abort.signal,
        progress: (progress) => {
          const now = Date.now();
          if (now - lastProgress < PROGRESS_INTERVAL && progress.done !== progress.total) return;
          lastProgress = now;
          port.post({ t: 'progress', id, progress });
        },
      };
      const handler = handlers[known] as (input: unknown, context: CallContext) => unknown;
      const output = await handler(input.data, context);
      port.post({ t: 'ok', id, output });
    } catch (thrown) {
      port.post({ t: 'error', id, error: toErrorValue(thrown) });
    }
  }

  return {
    serve(port) {
      const running = new Map<number, AbortController>();
      ports.add(port);
      port.listen((raw) => {
        const parsed = toWorkbenchSchema().safeParse(raw);
        if (!parsed.success) {
          const notice = {
            code: 'invalid-input',
            message: `Refused what is no message: ${parsed.error.message}`,
          } as const;
          port.post({ t: 'event', event: { type: 'notice', level: 'error', notice } });
          return;
        }
        const message = parsed.data;
        if (message.t === 'cancel') {
          running.get(message.id)?.abort();
          return;
        }
        const abort = new AbortController();
        running.set(message.id, abort);
        const answered = answer(port, abort, message.id, message.name, message.input).finally(() => {
          running.delete(message.id);
          underWay.delete(answered);
        });
        underWay.set(answered, abort);
      });
      return {
        end: () => {
          ports.delete(port);
          for (const abort of running.values()) abort.abort();
        },
      };
    },
    emit(event) {
      for (const port of ports) port.post({ t: 'event', event });
    },
    async settle() {
      for (const abort of underWay.values()) abort.abort();
      await Promise.allSettled(underWay.keys());
    },
  };
}
