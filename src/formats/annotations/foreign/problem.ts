import type { ErrorCode, ErrorPlace, ErrorValue } from '../../../core/errors.ts';
import type { ForeignItem } from './types.ts';

/** Something of a file that was left out (error) or is odd or not held by the model (warning). */
export function problem(
  severity: 'error' | 'warning',
  code: ErrorCode,
  message: string,
  place: ErrorPlace,
  remedy?: string,
): Extract<ForeignItem, { kind: 'problem' }> {
  const error: ErrorValue = { code, message, place, ...(remedy === undefined ? {} : { remedy }) };
  return { kind: 'problem', severity, error };
}

/** Counts what a file holds and the model does not, to say it once a kind and file rather than once a record. */
export class Unheld {
  readonly #counts = new Map<string, { count: number; line: number | undefined; code: ErrorCode }>();

  /** `what` is a plural noun phrase for people; `line` where it was met first. */
  add(what: string, line?: number, count = 1, code: ErrorCode = 'record-malformed'): void {
    if (count === 0) return;
    const known = this.#counts.get(what);
    this.#counts.set(what, {
      count: (known?.count ?? 0) + count,
      line: known ? known.line : line,
      code,
    });
  }

  *items(path: string): Generator<ForeignItem> {
    for (const [what, { count, line, code }] of this.#counts) {
      yield problem('warning', code, `Not taken over: ${count.toLocaleString('en')} ${what}.`, {
        path,
        ...(line === undefined ? {} : { line }),
      });
    }
  }
}
