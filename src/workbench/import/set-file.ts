import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type ErrorValue, GlossatorError } from '../../core/errors.ts';
import type { ReadRecord } from '../../formats/annotations/reader.ts';
import type { ImportActions } from './actions.ts';
import { SetImport } from './annotated-set.ts';
import { fileError } from './find-files.ts';
import type { FoundSet, SetWishes } from './found-set.ts';
import type { ReportDraft } from './report.ts';
import { DIFFERING_KINDS, type SetTally } from './set-tally.ts';

/** Records and UTF-16 code units of document text that go into one transaction. */
const BATCH_COUNT = 8_000;
const BATCH_LENGTH = 524_288;

/** What is wrong, after the file of the folder or archive and the line in which it is. */
function placed(path: string, { place = {}, message }: ErrorValue): string {
  const file = place.path === undefined || path.endsWith(place.path) ? '' : place.path;
  const line = place.line === undefined ? '' : `line ${place.line}`;
  if (file === '') return line === '' ? message : `L${line.slice(1)}: ${message}`;
  // Some messages begin with the document that they are about, which is the file.
  const what = message.startsWith(`${file}: `) ? message.slice(file.length + 2) : message;
  return `${line === '' ? file : `${file}, ${line}`}: ${what}`;
}

/** A problem of a reader told in a report. */
function tellProblem(
  report: ReportDraft,
  path: string,
  severity: 'error' | 'warning',
  error: ErrorValue,
): void {
  const message = placed(path, error);
  if (severity === 'error') report.error(path, { ...error, message });
  else report.warning(path, { ...error, message });
}

function tellTally(report: ReportDraft, path: string, format: string, tally: SetTally): void {
  for (const { id, title, length, made, annotations, relations } of tally.documents) {
    if (!made && annotations === 0 && relations === 0) report.duplicate(path, { id, title });
    else report.document({ id, title, path, format, length, annotations, relations, leftOut: [] });
  }
  for (const { line, error } of tally.problems) report.error(path, error, line);
  const tell = (code: string, count: number, what: string, became: string): void => {
    if (count > 0) report.warning(path, { code, message: `${what}: ${count} ${became}.` });
  };
  const differs = 'already here in another state, and left as they are here';
  for (const [kind, count] of tally.differing) tell('record-differs', count, DIFFERING_KINDS[kind], differs);
  tell('code-mapped', tally.codesByPath, 'Codes', 'taken for those of the same path here');
  tell('code-mapped', tally.fieldsByName, 'Document fields', 'taken for those of the same name here');
  tell('code-key-taken', tally.keysLost, 'Keys of codes', 'left out, since other codes have them here');
  tell(
    'code-cycle',
    tally.parentsLost,
    'Further places of codes',
    'left out: they would stand below themselves here',
  );
  tell(
    'attribute-value-invalid',
    tally.valuesLost,
    'Values of attributes',
    'left out, since nothing here asks for them',
  );
  tell('record-unknown-reference', tally.problemsUntold, 'Further problems', 'not listed');
}

/**
 * Imports one annotated set, some thousand records in a transaction. What is wrong with a record is told in the report and
 * stops nothing; a file that cannot be read at all, or a disk that is full, ends this file. `onRead` is called before each
 * piece of the file with its length in bytes, and may raise to end the import.
 */
export async function importSetFile(
  path: string,
  found: FoundSet,
  wishes: SetWishes,
  actions: ImportActions,
  report: ReportDraft,
  onRead: (bytes: number) => void,
): Promise<void> {
  const set = new SetImport(found.foreign);
  let batch: ReadRecord[] = [];
  let count = 0;
  let length = 0;
  const write = async (): Promise<void> => {
    if (batch.length === 0) return;
    const records = batch;
    batch = [];
    count = 0;
    length = 0;
    actions.transact(basename(path), (tx) => set.put(tx, records));
    set.committed();
    await setImmediate();
  };
  try {
    for await (const records of found.records(wishes, onRead)) {
      for (const record of records) {
        if (record.kind === 'problem') tellProblem(report, path, record.severity, record.error);
        else {
          batch.push(record);
          count += record.kind === 'annotations' ? record.run.count : 1;
          length += record.kind === 'document' ? record.document.structured.text.length : 0;
          if (count >= BATCH_COUNT || length >= BATCH_LENGTH) await write();
        }
      }
    }
    await write();
  } catch (thrown) {
    if (thrown instanceof GlossatorError && thrown.code === 'cancelled') throw thrown;
    tellProblem(report, path, 'error', fileError(thrown, path));
  } finally {
    tellTally(report, path, found.format, set.tally);
  }
}
