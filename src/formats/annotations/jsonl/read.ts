import type { z } from 'zod';
import type { AttributeDefinition, AttributeValues } from '../../../core/attribute/attribute.ts';
import { GlossatorError } from '../../../core/errors.ts';
import { codePointCounter } from '../code-points.ts';
import type { AnnotationReader, ReadDocument, ReadRecord } from '../reader.ts';
import { type CheckedText, checkAnnotation } from './annotation-line.ts';
import { DocumentLines } from './document-lines.ts';
import { MAX_LINE_BYTES, MAX_PROBLEMS } from './layout.ts';
import { type Line, LineDivider } from './lines.ts';
import { fault, malformed, type RecordPlace } from './malformed.ts';
import { type KnownRecords, OwnLines } from './own-line.ts';
import { checked, parseLine, type RawRecord, readHeader, recognises } from './parse-line.ts';
import { RecordReaders } from './record-readers.ts';
import {
  documentSchema,
  type EndCounts,
  endSchema,
  noneCounted,
  originalSchema,
  textSchema,
} from './records.ts';
import { References } from './references.ts';
import { RunGatherer } from './run-gatherer.ts';
import { readValues } from './values.ts';

/** What `end` counts each kind of record as. */
const COUNTED = {
  person: 'persons',
  entity: 'entities',
  documentField: 'documentFields',
  code: 'codes',
  document: 'documents',
  documentCode: 'documentCodes',
  progress: 'progress',
  assignment: 'assignments',
  annotation: 'annotations',
  relation: 'relations',
  verdict: 'verdicts',
  relationVerdict: 'relationVerdicts',
  comment: 'comments',
  memo: 'memos',
} as const satisfies Record<string, keyof EndCounts>;

/** One file being read: what has come so far that later lines depend on. */
class Reading {
  readonly #references = new References();
  readonly #readers = new RecordReaders(this.#references, (error) => this.#problem('error', error));
  readonly #counts = noneCounted();
  #records: ReadRecord[] = [];
  #assembling: DocumentLines | null = null;
  #current: CheckedText | null = null;
  /** of the current document */
  #own: OwnLines | null = null;
  readonly #gatherer = new RunGatherer();
  readonly #known: KnownRecords = {
    code: (id) => this.#readers.knownCode('span', id),
    person: (id) => this.#references.state('person', id) === 'read',
  };
  /** lines with something on them, and how many of these were no JSON object */
  #lines = 0;
  #unreadable = 0;
  #lastLine = 0;
  #problems = 0;
  #header = false;
  #end: z.output<typeof endSchema> | null = null;

  /** What has been made of the lines since it was last asked. */
  take(): readonly ReadRecord[] {
    this.#takeRun();
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
    if (bytes && !this.#assembling && !this.#end && this.#own?.read(bytes)) {
      this.#counts.annotations += 1;
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
    for (const error of this.#readers.missingCodes()) this.#problem('error', error);
    for (const error of this.#references.orphans(this.#lastLine)) this.#problem('error', error);
    const untold = this.#problems - MAX_PROBLEMS;
    if (untold <= 0) return;
    const error = malformed(`There are ${untold} more problems that are not listed.`, place);
    this.#hand({ kind: 'problem', severity: 'error', error: error.toValue() });
  }

  #checkEnd(digest: string, place: RecordPlace): void {
    const end = this.#end;
    if (!end) throw malformed('The last record is missing: the file has been cut off.', place);
    const { counts } = end;
    const found = this.#counts;
    const kinds = Object.values(COUNTED);
    const asCounted = kinds.every((kind) => counts[kind] === found[kind]);
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
    this.#hand({ kind: 'problem', severity, error: error.toValue() });
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
    if (Object.hasOwn(COUNTED, recordKind)) this.#counts[COUNTED[recordKind as keyof typeof COUNTED]] += 1;
    const readers = this.#readers;
    switch (recordKind) {
      case 'annotation':
        this.#annotation(raw, place);
        break;
      case 'text':
      case 'original':
        this.#part(raw, place);
        break;
      case 'person':
      case 'entity':
      case 'documentField':
      case 'code':
        this.#references.defining(recordKind, raw, place, () => this.#hand(readers[recordKind](raw, place)));
        break;
      case 'document':
        this.#takeRun();
        this.#current = null;
        this.#own = null;
        this.#references.defining('document', raw, place, () => this.#document(raw, place));
        break;
      case 'documentCode':
      case 'progress':
      case 'assignment':
      case 'relation':
      case 'verdict':
      case 'relationVerdict':
      case 'comment':
      case 'memo':
        this.#hand(readers[recordKind](raw, place));
        break;
      case 'end':
        this.#end = checked(endSchema, raw, place);
        break;
      default:
        throw malformed(`‘${recordKind.slice(0, 40)}’ is not a kind of record known here.`, place, 'record');
    }
  }

  #hand(record: ReadRecord | null): void {
    if (!record) return;
    this.#takeRun();
    this.#records.push(record);
  }

  /** Annotations that have been gathered come before what came after them. */
  #takeRun(): void {
    const run = this.#own?.take();
    if (run) this.#records.push({ kind: 'annotations', run });
  }

  #document(raw: RawRecord, place: RecordPlace): void {
    const line = checked(documentSchema, raw, place);
    this.#assembling = new DocumentLines(
      line,
      this.#values(line.attributes, this.#readers.documentFields, place),
      place,
    );
  }

  #values(raw: unknown, definitions: readonly AttributeDefinition[], place: RecordPlace): AttributeValues {
    return readValues(raw, definitions, this.#references, place, (error) => this.#problem('error', error));
  }

  #part(raw: RawRecord, place: RecordPlace): void {
    const assembling = this.#assembling;
    if (!assembling || raw.document !== assembling.line.id) {
      // Why the document was refused has been told.
      if (this.#references.state('document', raw.document) === 'refused') return;
      throw fault('record-unknown-reference', 'This line does not follow its document.', place, 'document');
    }
    try {
      if (raw.record === 'text') assembling.addText(checked(textSchema, raw, place), place);
      else assembling.addOriginal(checked(originalSchema, raw, place), place);
    } catch (thrown) {
      this.#assembling = null;
      this.#references.refuse('document', assembling.line.id);
      throw thrown;
    }
  }

  #finishDocument(): void {
    const assembling = this.#assembling;
    if (!assembling) return;
    this.#assembling = null;
    try {
      const document = assembling.finish();
      this.#hand({ kind: 'document', line: assembling.place.line, document });
      this.#current = checkedText(document);
      this.#own = new OwnLines(this.#current, this.#known, this.#gatherer);
    } catch (thrown) {
      this.#references.refuse('document', assembling.line.id);
      throw thrown;
    }
  }

  #annotation(raw: RawRecord, place: RecordPlace): void {
    const references = this.#references;
    const text = this.#current;
    if (!text || raw.document !== text.documentId) {
      if (!references.has('document', raw.document, place)) return;
      const message = 'Annotations come right after their document; this one stands elsewhere.';
      throw fault('record-unknown-reference', message, place, 'document');
    }
    const code = this.#readers.codeFor('span', raw.code, place);
    if (!code || !references.has('person', raw.person, place)) return;
    const annotation = checkAnnotation(raw, text, code, place);
    const { attributes } = raw;
    this.#hand({
      kind: 'annotation',
      line: place.line,
      annotation:
        attributes === undefined && annotation.entityId === null
          ? annotation
          : {
              ...annotation,
              attributes: this.#values(attributes, code.attributes, place),
              entityId: this.#entity(annotation.entityId, place),
            },
    });
  }

  /** The entity where the file has it; else the link is left out and told. */
  #entity(id: string | null, place: RecordPlace): string | null {
    if (id === null || this.#references.state('entity', id) === 'read') return id;
    const message = 'The entity that it is linked to is not in the file; the link was left out.';
    this.#problem('error', fault('record-unknown-reference', message, place, 'entity'));
    return null;
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
