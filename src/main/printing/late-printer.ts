import type { PrintAnswer } from '../../contract/printing.ts';
import { isRecord } from '../../contract/shape.ts';
import type { Log } from '../log/log-file.ts';
import type { ReportPrinter } from './report-printer.ts';

/** Whether a message of a process is for its printer, as far as can be seen without the printer's schemas. */
export function isPrinting(message: unknown): boolean {
  return isRecord(message) && (message.type === 'print' || message.type === 'cancel-print');
}

/** A process's printer, loaded when something is printed: with it come schemas that a start does without. */
export class LatePrinter {
  readonly #log: Log;
  #printer: Promise<ReportPrinter> | null = null;

  constructor(log: Log) {
    this.#log = log;
  }

  /** As the printer's own, in the order of the messages. */
  async take(message: unknown, answer: (answer: PrintAnswer) => void): Promise<boolean> {
    this.#printer ??= import('./report-printer.ts').then(({ ReportPrinter }) => new ReportPrinter(this.#log));
    return (await this.#printer).take(message, answer);
  }

  /** The process has gone: nobody waits any more. */
  end(): void {
    void this.#printer?.then((printer) => printer.end());
  }
}
