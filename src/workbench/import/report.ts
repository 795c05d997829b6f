import type { ImportReport } from '../../contract/procedures.ts';
import type { ErrorValue, Warning } from '../../core/errors.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** An import's report while it is being made. */
export class ReportDraft {
  readonly #report: Writable<ImportReport> = {
    documents: [],
    duplicates: [],
    errors: [],
    warnings: [],
    cancelled: false,
  };

  document(entry: ImportReport['documents'][number]): void {
    this.#report.documents.push(entry);
  }

  duplicate(path: string, { id, title }: { readonly id: string; readonly title: string }): void {
    this.#report.duplicates.push({ path, id, title });
  }

  error(path: string, { code, message, remedy }: ErrorValue, line?: number): void {
    const where = line === undefined ? message : `Line ${line}: ${message}`;
    this.#report.errors.push({ path, code, message: where, ...(remedy === undefined ? {} : { remedy }) });
  }

  warning(path: string, { code, message }: Pick<Warning, 'message'> & { readonly code: string }): void {
    this.#report.warnings.push({ path, code, message });
  }

  cancelled(): void {
    this.#report.cancelled = true;
  }

  get report(): ImportReport {
    return this.#report;
  }
}
