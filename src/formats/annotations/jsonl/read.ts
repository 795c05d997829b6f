import type { z } from 'zod';
import { GlossatorError } from '../../../core/errors.ts';
import { codePointCounter } from '../code-points.ts';
import type { AnnotationReader, ReadDocument, ReadRecord } from '../reader.ts';
import { type CheckedText, checkAnnotation } from './annotation-line.ts';
import { DocumentLines } from './document-lines.ts';
import { MAX_LINE_BYTES, MAX_PROBLEMS } from './layout.ts';
import { type Line, LineDivider } from './lines.ts';
import { fault, malformed, type RecordPlace } from './malformed.ts';
import { checked, parseLine, type RawRecord, readHeader, recognises } from './parse-line.ts';
import {
  codeSchema,
  documentSchema,
  endSchema,
  originalSchema,
  personSchema,
  textSchema,
} from './records.ts';

interface Reference {
  /** what became of the record that others may refer to */
  readonly state: 'read' | 'refused';
  /** how many others were left out because this one was refused */
  dependants: number;
}

/** One file being read: what has come so far that later lines depend on. */
class Reading {
  readonly #references = {
    person: new Map<string, Reference>(),
    code: new Map<string, Reference>(),
    document: new Map<string, Reference>(),
  };
  readonly #counts = { person: 0, code: 0, document: 0, annotation: 0 };
  #records: ReadRecord[] = [];
  #assembling: DocumentLines | null = null;
  #current: CheckedText | null = null;
  /** lines with something on them, and how many of these were no JSON object */
  #lines = 0;
  #unreadable = 0;
  #lastLine = 0;
  #problems = 0;
  #header = false;
  #end: z.output<typeof endSchema> | null = null;

  /** What has been made of the lines since it was last asked. */
  take(): readonly ReadRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  /** Raises what makes the file unreadable as a whole. */
  line({ number, bytes }: Line): void {
    this.#lastLine = number;
    this.#lines += 1;
    if (!this.#header) {
      readHeader(bytes);
      this.#header = true;
      return;
    }
    const place = { line: number, recordKind: 'line' };
    this.#guard(() => {
      if (this.#end) throw malformed('There is more after the last record.', place);
      this.#unreadable += 1;
      const raw = parseLine(bytes, place);
      this.#unreadable -= 1;
      this.#record(raw, number);
    });
  }

  /** After the last line. `digest` is of all bytes before it. */
  finish(digest: string): void {
    if (!this.#header) throw malformed('The file is empty.', { line: 1, recordKind: 'header' });
    this.#guard(() => this.#finishDocument());
    const place = { line: this.#lastLine, recordKind: 'end' };
    this.#guard(() => this.#checkEnd(digest, place));
    for (const [recordKind, references] of Object.entries(this.#references)) {
      for (const [recordId, { dependants }] of references) {
        if (dependants === 0) continue;
        this.#problem(
          'error',
          fault(
            'record-unknown-reference',
            `${dependants} ${dependants === 1 ? 'record was' : 'records were'} left out because the ${recordKind} was.`,
            { line: this.#lastLine, recordKind, recordId },
          ),
        );
      }
    }
    const untold = this.#problems - MAX_PROBLEMS;
    if (untold <= 0) return;
    const error = malformed(`There are ${untold} more problems that are not listed.`, place);
    this.#records.push({ kind: 'problem', severity: 'error', error: error.toValue() });
  }

  #checkEnd(digest: string, place: RecordPlace): void {
    const end = this.#end;
    if (!end) throw malformed('The last record is missing: the file has been cut off.', place);
    const { counts } = end;
    const found = this.#counts;
    const asCounted =
      counts.persons === found.person &&
      counts.codes === found.code &&
      counts.documents === found.document &&
      counts.annotations === found.annotation;
    // The last line counts those before it. What kind of record an unreadable line was is not known.
    if (end.lines !== this.#lines - 1 || (this.#unreadable === 0 && !asCounted)) {
      throw malformed('There are not as many records as the last one says.', place, 'counts');
    }
    if (end.sha256 !== digest) {
      const message = 'The file has been changed since it was written. What is in it has been read.';
      this.#problem('warning', fault('text-hash-mismatch', message, place, 'sha256'));
    }
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      if (!(thrown instanceof GlossatorError)) throw thrown;
      this.#problem('error', thrown);
    }
  }

  #problem(severity: 'error' | 'warning', error: GlossatorError): void {
    this.#problems += 1;
    if (this.#problems > MAX_PROBLEMS) return;
    this.#records.push({ kind: 'problem', severity, error: error.toValue() });
  }

  #record(raw: RawRecord, line: number): void {
    const recordKind = typeof raw.record === 'string' ? raw.record : 'line';
    const place: RecordPlace = {
      line,
      recordKind,
      ...(typeof raw.id === 'string' ? { recordId: raw.id } : {}),
    };
    // A record that is no part of a document says that the lines of the one before are complete.
    if (this.#assembling && recordKind !== 'text' && recordKind !== 'original') {
      this.#guard(() => this.#finishDocument());
    }
    switch (recordKind) {
      case 'annotation':
        this.#annotation(raw, place);
        break;
      case 'text':
      case 'original':
        this.#part(raw, place);
        break;
      case 'person':
        this.#defining('person', raw, place, () => {
          this.#records.push({ kind: 'person', line, person: checked(personSchema, raw, place) });
        });
        break;
      case 'code':
        this.#defining('code', raw, place, () => this.#code(raw, place));
        break;
      case 'document':
        this.#defining('document', raw, place, () => {
          this.#assembling = new DocumentLines(checked(documentSchema, raw, place), place);
        });
        break;
      case 'end':
        this.#end = checked(endSchema, raw, place);
        break;
      default:
        throw malformed(`‘${recordKind.slice(0, 40)}’ is not a kind of record known here.`, place, 'record');
    }
  }

  /** Notes what becomes of a record that others refer to. */
  #defining(
    kind: 'person' | 'code' | 'document',
    raw: RawRecord,
    place: RecordPlace,
    work: () => void,
  ): void {
    this.#counts[kind] += 1;
    this.#current = null;
    const references = this.#references[kind];
    const { id } = raw;
    if (typeof id === 'string' && references.has(id)) {
      throw malformed(`There is a ${kind} of this id already in the file.`, place, 'id');
    }
    const note = (state: Reference['state']): void => {
      if (typeof id === 'string') references.set(id, { state, dependants: 0 });
    };
    try {
      work();
      note('read');
    } catch (thrown) {
      note('refused');
      throw thrown;
    }
  }

  #code(raw: RawRecord, place: RecordPlace): void {
    const { parent, ...code } = checked(codeSchema, raw, place);
    if (parent !== null && this.#references.code.get(parent)?.state !== 'read') {
      const message = 'The code above this one does not come before it, or was left out.';
      throw fault('record-unknown-reference', message, place, 'parent');
    }
    this.#records.push({ kind: 'code', line: place.line, code: { ...code, parentId: parent } });
  }

  #part(raw: RawRecord, place: RecordPlace): void {
    const assembling = this.#assembling;
    if (!assembling || raw.document !== assembling.line.id) {
      const { document } = raw;
      const reference = typeof document === 'string' ? this.#references.document.get(document) : undefined;
      // Why the document was refused has been told.
      if (reference?.state === 'refused') return;
      throw fault('record-unknown-reference', 'This line does not follow its document.', place, 'document');
    }
    try {
      if (raw.record === 'text') assembling.addText(checked(textSchema, raw, place), place);
      else assembling.addOriginal(checked(originalSchema, raw, place), place);
    } catch (thrown) {
      this.#assembling = null;
      this.#references.document.set(assembling.line.id, { state: 'refused', dependants: 0 });
      throw thrown;
    }
  }

  #finishDocument(): void {
    const assembling = this.#assembling;
    if (!assembling) return;
    this.#assembling = null;
    try {
      const document = assembling.finish();
      this.#records.push({ kind: 'document', line: assembling.place.line, document });
      this.#current = checkedText(document);
    } catch (thrown) {
      this.#references.document.set(assembling.line.id, { state: 'refused', dependants: 0 });
      throw thrown;
    }
  }

  #annotation(raw: RawRecord, place: RecordPlace): void {
    this.#counts.annotation += 1;
    const text = this.#current;
    if (!text || raw.document !== text.documentId) {
      if (!this.#refersTo('document', raw.document, place)) return;
      const message = 'Annotations come right after their document; this one stands elsewhere.';
      throw fault('record-unknown-reference', message, place, 'document');
    }
    if (!this.#refersTo('code', raw.code, place) || !this.#refersTo('person', raw.person, place)) return;
    this.#records.push({
      kind: 'annotation',
      line: place.line,
      annotation: checkAnnotation(raw, text, place),
    });
  }

  /**
   * Whether the record of this key has been read; false where it was refused, which has been told. Raises
   * `record-unknown-reference` where there is none.
   */
  #refersTo(kind: 'person' | 'code' | 'document', key: unknown, place: RecordPlace): boolean {
    const reference = typeof key === 'string' ? this.#references[kind].get(key) : undefined;
    if (!reference) {
      const message = `No ${kind} of the id ${JSON.stringify(key ?? null).slice(0, 80)} comes before.`;
      throw fault('record-unknown-reference', message, place, kind);
    }
    if (reference.state === 'read') return true;
    reference.dependants += 1;
    return false;
  }
}

function checkedText({ id, structured: { text }, textSha256 }: ReadDocument): CheckedText {
  return { documentId: id, text, sha256: textSha256, codePoints: codePointCounter(text) };
}

async function* readJsonl(input: AsyncIterable<Uint8Array>): AsyncGenerator<readonly ReadRecord[]> {
  const divider = new LineDivider(MAX_LINE_BYTES);
  const reading = new Reading();
  try {
    for await (const piece of input) {
      for (const line of divider.divide(piece)) reading.line(line);
      yield reading.take();
    }
    for (const line of divider.finish()) reading.line(line);
    reading.finish(await divider.digestBeforeLastLine());
    yield reading.take();
  } finally {
    await divider.end();
  }
}

export const jsonlReader: AnnotationReader = { format: 'jsonl', recognises, read: readJsonl };
