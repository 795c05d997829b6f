import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { AttributeDefinition } from '../../../core/attribute/attribute.ts';
import type { Id } from '../../../core/ids.ts';
import type { Relation } from '../../../core/relation/relation.ts';
import type { Block, Mark, TextChunk } from '../../../core/text/structure.ts';
import { ByteGatherer } from '../byte-gatherer.ts';
import type { ExportSource, PathedCode, ReadyLines, SourceDocument } from '../source.ts';
import { DigestHere, StreamDigest } from '../stream-digest.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';
import { annotationWriter, type CodeParts, codePartsOf } from './annotation-writer.ts';
import { FORMAT_NAME, FORMAT_VERSION, ORIGINAL_LINE_BYTES, PIECE_LENGTH, UNITS } from './layout.ts';
import {
  assignmentLine,
  codeLine,
  commentLine,
  documentCodeLine,
  documentFieldLine,
  entityLine,
  memoLine,
  orderedValues,
  progressLine,
  relationLine,
  relationVerdictLine,
  verdictLine,
} from './record-lines.ts';
import { type EndCounts, noneCounted } from './records.ts';

const json = JSON.stringify;

function headerLine(generator: string): string {
  return json({ record: 'header', format: FORMAT_NAME, version: FORMAT_VERSION, generator, units: UNITS });
}

function sortedFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function documentLine(
  { document, text }: SourceDocument,
  fields: readonly AttributeDefinition[],
  originalLines: number,
): string {
  return json({
    record: 'document',
    id: document.id,
    title: document.title,
    source: document.source,
    author: document.author,
    date: document.date,
    language: document.language,
    fields: sortedFields(document.fields),
    attributes: orderedValues(document.attributes, fields),
    fileName: document.fileName,
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
    text: {
      sha256: text.sha256,
      length: text.length,
      codePoints: text.codePoints,
      lines: text.chunkCount,
    },
    original: {
      sha256: text.sourceSha256,
      mediaType: text.mediaType,
      encoding: text.encoding,
      format: text.format,
      lines: originalLines,
    },
  });
}

/** Keys in one order, whatever order the store hands them out in. */
function orderedBlock({ kind, start, end, level, ordinal, quote, cell, back, continues }: Block): object {
  return {
    kind,
    start,
    end,
    level,
    ordinal,
    quote,
    cell: cell && {
      table: cell.table,
      row: cell.row,
      column: cell.column,
      header: cell.header,
      columnSpan: cell.columnSpan,
    },
    back,
    continues,
  };
}

function orderedMark({ kind, start, end, href }: Mark): object {
  return { kind, start, end, href };
}

function textLine(documentId: Id, chunk: TextChunk): string {
  return json({
    record: 'text',
    document: documentId,
    seq: chunk.seq,
    start: chunk.start,
    text: chunk.text,
    blocks: chunk.blocks.map(orderedBlock),
    marks: chunk.marks.map(orderedMark),
  });
}

function originalLine(documentId: Id, seq: number, original: Uint8Array): string {
  const bytes = original.subarray(seq * ORIGINAL_LINE_BYTES, (seq + 1) * ORIGINAL_LINE_BYTES);
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return json({ record: 'original', document: documentId, seq, base64 });
}

/** What is counted line by line; annotations are as they are written. */
type CountedKind = Exclude<keyof EndCounts, 'annotations'>;

function codeIn(
  codes: ReadonlyMap<Id, CodeParts>,
  { id, codeId }: { readonly id: Id; readonly codeId: Id },
): PathedCode {
  const parts = codes.get(codeId);
  if (!parts) throw new Error(`The record ${id} has no code of the set.`);
  return parts.code;
}

/** A set being written: what has been gathered is handed out piece by piece. */
class Writing {
  readonly #source: ExportSource;
  readonly #tally: ExportTally;
  readonly #out = new ByteGatherer(PIECE_LENGTH);
  readonly #counts = noneCounted();
  #lines = 0;

  constructor(source: ExportSource, tally: ExportTally) {
    this.#source = source;
    this.#tally = tally;
  }

  /** All records but the last. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    const { generator, persons, codes, entities, documentFields, memos } = this.#source;
    this.#line(headerLine(generator));
    for (const { id, name, colour } of persons) {
      this.#record('persons', json({ record: 'person', id, name, colour }));
    }
    for (const entity of entities) {
      this.#record('entities', entityLine(entity));
      if (this.#out.isFull) yield this.#out.take();
    }
    for (const definition of documentFields) this.#record('documentFields', documentFieldLine(definition));
    for (const code of codes) this.#record('codes', codeLine(code));
    const parts = new Map(codes.map((code) => [code.id, codePartsOf(code)]));
    for (const entry of this.#source.documents()) yield* this.#document(entry, parts);
    const saidBy = this.#relationSaidBy();
    for (const relation of this.#source.relations()) {
      this.#record('relations', relationLine(relation, codeIn(parts, relation), saidBy?.(relation) ?? null));
      if (this.#out.isFull) yield this.#out.take();
    }
    for (const verdict of this.#source.verdicts()) {
      this.#record('verdicts', verdictLine(verdict));
      if (this.#out.isFull) yield this.#out.take();
    }
    for (const verdict of this.#source.relationVerdicts()) {
      this.#record('relationVerdicts', relationVerdictLine(verdict));
      if (this.#out.isFull) yield this.#out.take();
    }
    for (const comment of this.#source.comments()) {
      this.#record('comments', commentLine(comment));
      if (this.#out.isFull) yield this.#out.take();
    }
    for (const memo of memos) {
      this.#record('memos', memoLine(memo));
      if (this.#out.isFull) yield this.#out.take();
    }
    yield this.#out.take();
  }

  /** The last record. */
  end(sha256: string): Uint8Array {
    const counts = { ...this.#counts, annotations: this.#tally.annotations };
    this.#line(json({ record: 'end', lines: this.#lines, counts, sha256 }));
    return this.#out.take();
  }

  #record(kind: CountedKind, line: string): void {
    this.#counts[kind] += 1;
    this.#line(line);
  }

  #line(text: string): void {
    this.#lines += 1;
    this.#out.text(`${text}\n`);
  }

  /** In a set of what reviewers let stand, each says whose it was: those may not be in it. */
  #saidBy(): ((annotation: Annotation) => readonly string[]) | null {
    const source = this.#source;
    return source.adjudicatedOnly ? ({ id }) => source.reviewed(id).saidBy : null;
  }

  #relationSaidBy(): ((relation: Relation) => readonly string[]) | null {
    const source = this.#source;
    return source.adjudicatedOnly ? (relation) => source.reviewedRelation(relation).saidBy : null;
  }

  async *#document(entry: SourceDocument, codes: ReadonlyMap<Id, CodeParts>): AsyncGenerator<Uint8Array> {
    const { document, text } = entry;
    // Where the original is the very text in UTF-8 it is not written a second time.
    const original = text.sourceSha256 === text.sha256 ? null : this.#source.originalBytes(text.sourceSha256);
    const originalLines = original ? Math.ceil(original.byteLength / ORIGINAL_LINE_BYTES) : 0;
    this.#record('documents', documentLine(entry, this.#source.documentFields, originalLines));
    for (const chunk of this.#source.chunks(document.textId)) {
      this.#line(textLine(document.id, chunk));
      if (this.#out.isFull) yield this.#out.take();
    }
    for (let seq = 0; original && seq < originalLines; seq++) {
      this.#line(originalLine(document.id, seq, original));
      if (this.#out.isFull) yield this.#out.take();
    }
    for (const documentCode of this.#source.documentCodes(document.id)) {
      this.#record('documentCodes', documentCodeLine(documentCode, codeIn(codes, documentCode)));
    }
    for (const progress of this.#source.progress(document.id)) {
      this.#record('progress', progressLine(progress));
    }
    for (const assignment of this.#source.assignments(document.id)) {
      this.#record('assignments', assignmentLine(assignment));
    }
    yield* this.#source.annotationLines
      ? this.#readyLines(this.#source.annotationLines(document.id))
      : this.#annotations(entry, codes);
  }

  async *#readyLines(pieces: AsyncIterable<ReadyLines>): AsyncGenerator<Uint8Array> {
    // What stands before them.
    yield this.#out.take();
    for await (const { bytes, count } of pieces) {
      this.#count(count);
      yield bytes;
    }
  }

  *#annotations(entry: SourceDocument, codes: ReadonlyMap<Id, CodeParts>): Generator<Uint8Array> {
    const write = annotationWriter(this.#out, entry, codes, this.#source, this.#saidBy());
    for (const annotation of this.#source.packedAnnotations(entry.document.id)) {
      write(annotation);
      this.#count(1);
      if (this.#out.isFull) yield this.#out.take();
    }
  }

  #count(annotations: number): void {
    this.#lines += annotations;
    this.#tally.annotations += annotations;
  }
}

/** The set as Glossator JSONL version 1, UTF-8, one record a line, the last one with counts and a hash of all before. */
async function* writeJsonl(source: ExportSource, tally: ExportTally): AsyncGenerator<Uint8Array> {
  // While others make the lines this thread has the time for it.
  const digest = source.annotationLines ? new DigestHere() : new StreamDigest();
  try {
    const writing = new Writing(source, tally);
    for await (const piece of writing.pieces()) {
      digest.update(piece);
      yield piece;
    }
    yield writing.end(await digest.digest());
  } finally {
    await digest.end();
  }
}

export const jsonlWriter: AnnotationWriter = {
  format: 'jsonl',
  extension: '.jsonl',
  lossless: true,
  holdsLost: true,
  takesLines: true,
  write: writeJsonl,
};
