import { z } from 'zod';
import { type ErrorValue, GlossatorError } from '../core/errors.ts';
import { isErrorValue } from './error-value.ts';
import { once } from './once.ts';

/*
 * How a process without windows (a project's, the command line's) has main print a page as PDF. The page lies in a folder of its own as
 * PRINT_PAGE; main puts PRINT_RESULT beside it.
 */

export const PRINT_PAGE = 'report.html';
export const PRINT_RESULT = 'report.pdf';

const id = once(() => z.number().int().nonnegative());

const orderSchema = once(() =>
  z.strictObject({
    type: z.literal('print'),
    id: id(),
    /** absolute */
    folder: z.string().min(1).max(32_767),
    /** at the head of each page */
    heading: z.string().max(500),
    /** beside it, as it is to be shown */
    date: z.string().max(100),
  }),
);
export type PrintOrder = z.infer<ReturnType<typeof orderSchema>>;

/** What main is asked. */
export const printRequestSchema = once(() =>
  z.discriminatedUnion('type', [
    orderSchema(),
    z.strictObject({ type: z.literal('cancel-print'), id: id() }),
  ]),
);
export type PrintRequest = z.infer<ReturnType<typeof printRequestSchema>>;

/** What it answers, once to each order. */
const printAnswerSchema = once(() =>
  z.strictObject({
    type: z.literal('printed'),
    id: id(),
    error: z.custom<ErrorValue>(isErrorValue).exactOptional(),
  }),
);
export type PrintAnswer = z.infer<ReturnType<typeof printAnswerSchema>>;

/** A page to print: see PrintOrder. */
export type PrintJob = Omit<PrintOrder, 'type' | 'id'>;

interface Waiting {
  done(): void;
  failed(error: Error): void;
}

/** Has pages printed by main, over whatever carries messages to it. */
export class RemotePrinter {
  readonly #post: (request: PrintRequest) => void;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;

  constructor(post: (request: PrintRequest) => void) {
    this.#post = post;
  }

  /** Raises `print-failed`, `cancelled`. */
  async print(job: PrintJob, signal: AbortSignal): Promise<void> {
    const order = this.#next;
    this.#next += 1;
    const cancel = (): void => this.#post({ type: 'cancel-print', id: order });
    const printed = new Promise<void>((resolve, reject) => {
      this.#waiting.set(order, { done: resolve, failed: reject });
    });
    this.#post({ type: 'print', id: order, ...job });
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    try {
      await printed;
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#waiting.delete(order);
    }
  }

  /** Takes a message of main; false where it is none of these. */
  receive(message: unknown): boolean {
    const answer = printAnswerSchema().safeParse(message).data;
    if (!answer) return false;
    const waiting = this.#waiting.get(answer.id);
    if (answer.error) waiting?.failed(GlossatorError.fromValue(answer.error));
    else waiting?.done();
    return true;
  }
}
