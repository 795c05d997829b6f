import type { Annotation, Span } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import type { Block, Mark, TextChunk } from '../../../core/text/structure.ts';
import { ByteGatherer } from '../byte-gatherer.ts';
import { codePointsOf } from '../code-points.ts';
import type { ExportSource, PathedCode, SourceDocument } from '../source.ts';
import { StreamDigest } from '../stream-digest.ts';
import { type AnnotationWriter, type ExportTally, PIECE_LENGTH } from '../writer.ts';
import { FORMAT_NAME, FORMAT_VERSION, ORIGINAL_LINE_BYTES, UNITS } from './layout.ts';

const json = JSON.stringify;

function headerLine(generator: string): string {
  return json({ record: 'header', format: FORMAT_NAME, version: FORMAT_VERSION, generator, units: UNITS });
}

function codeLine(code: PathedCode): string {
  const { id, name, parentId, path, colour, key, description, position, createdAt, updatedAt } = code;
  return json({
    record: 'code',
    id,
    name,
    parent: parentId,
    path,
    colour,
    key,
    description,
    position,
    createdAt,
    updatedAt,
  });
}

function sortedFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function documentLine({ document, text }: SourceDocument, originalLines: number): string {
  return json({
    record: 'document',
    id: document.id,
    title: document.title,
    source: document.source,
    author: document.author,
    date: document.date,
    language: document.language,
    fields: sortedFields(document.fields),
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
function orderedBlock({ kind, start, end, level, ordinal, quote, cell, continues }: Block): object {
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

type CodePoints = (utf16: number) => number;

/** The place of a span up to its quotation: ASCII. */
function spanStart({ start, end }: Span, codePoints: CodePoints): string {
  return `{"start":${start},"end":${end},"codePointStart":${codePoints(start)},"codePointEnd":${codePoints(end)},"quote":`;
}

/** A span from its quotation on. */
function spanEnd({ quote, prefix, suffix }: Span): string {
  // One call for the three is quicker than three, and spanStart has written the first name.
  return json({ quote, prefix, suffix }).slice('{"quote":'.length);
}

/** What of an annotation's line all those with the same code have in common. */
interface CodeParts {
  /** ASCII */
  readonly id: string;
  /** the path and the beginning of the spans, in UTF-8 */
  readonly path: Uint8Array;
}

function codePartsOf({ id, path }: PathedCode): CodeParts {
  return { id: `,"code":${json(id)}`, path: Buffer.from(`,"codePath":${json(path)},"spans":[`) };
}

/**
 * Writes the lines of one document's annotations. A set has many more of these than of anything else, so that what they
 * have in common is put into JSON once, and what is ASCII is written as such.
 */
function annotationWriter(
  out: ByteGatherer,
  { document, text }: SourceDocument,
  codes: ReadonlyMap<Id, CodeParts>,
  codePoints: CodePoints,
): (annotation: Annotation) => void {
  const place = `,"document":${json(document.id)},"textSha256":${json(text.sha256)}`;
  const persons = new Map<Id, string>();
  const personPart = (id: Id): string => {
    const part = `,"person":${json(id)}`;
    persons.set(id, part);
    return part;
  };
  return ({ id, codeId, personId, spans, note, createdAt, updatedAt }) => {
    const code = codes.get(codeId);
    const [first, ...others] = spans;
    if (!code || !first) throw new Error(`The annotation ${id} has no code of the set, or no span.`);
    const person = persons.get(personId) ?? personPart(personId);
    const created = json(createdAt);
    const updated = updatedAt === createdAt ? created : json(updatedAt);
    out.ascii(
      `{"record":"annotation","id":${json(id)}${place}${code.id}${person},"createdAt":${created},"updatedAt":${updated}`,
    );
    out.bytes(code.path);
    out.ascii(spanStart(first, codePoints));
    const rest = others.map((span) => `,${spanStart(span, codePoints)}${spanEnd(span)}`).join('');
    out.text(`${spanEnd(first)}${rest}],"note":${json(note)}}\n`);
  };
}

/** A set being written: what has been gathered is handed out piece by piece. */
class Writing {
  readonly #source: ExportSource;
  readonly #tally: ExportTally;
  readonly #out = new ByteGatherer(PIECE_LENGTH);
  #lines = 0;
  #documents = 0;

  constructor(source: ExportSource, tally: ExportTally) {
    this.#source = source;
    this.#tally = tally;
  }

  /** All records but the last. */
  *pieces(): Generator<Uint8Array> {
    const { generator, persons, codes } = this.#source;
    this.#line(headerLine(generator));
    for (const { id, name, colour } of persons) this.#line(json({ record: 'person', id, name, colour }));
    for (const code of codes) this.#line(codeLine(code));
    const parts = new Map(codes.map((code) => [code.id, codePartsOf(code)]));
    for (const entry of this.#source.documents()) yield* this.#document(entry, parts);
    yield this.#out.take();
  }

  /** The last record. */
  end(sha256: string): Uint8Array {
    const { persons, codes } = this.#source;
    const { annotations } = this.#tally;
    const counts = { persons: persons.length, codes: codes.length, documents: this.#documents, annotations };
    this.#line(json({ record: 'end', lines: this.#lines, counts, sha256 }));
    return this.#out.take();
  }

  #line(text: string): void {
    this.#lines += 1;
    this.#out.text(`${text}\n`);
  }

  *#document(entry: SourceDocument, codes: ReadonlyMap<Id, CodeParts>): Generator<Uint8Array> {
    const { document, text } = entry;
    this.#documents += 1;
    // Where the original is the very text in UTF-8 it is not written a second time.
    const original = text.sourceSha256 === text.sha256 ? null : this.#source.originalBytes(text.sourceSha256);
    const originalLines = original ? Math.ceil(original.byteLength / ORIGINAL_LINE_BYTES) : 0;
    this.#line(documentLine(entry, originalLines));
    for (const chunk of this.#source.chunks(document.textId)) {
      this.#line(textLine(document.id, chunk));
      if (this.#out.isFull) yield this.#out.take();
    }
    for (let seq = 0; original && seq < originalLines; seq++) {
      this.#line(originalLine(document.id, seq, original));
      if (this.#out.isFull) yield this.#out.take();
    }
    const write = annotationWriter(this.#out, entry, codes, codePointsOf(this.#source, text));
    for (const annotation of this.#source.annotations(document.id)) {
      write(annotation);
      this.#lines += 1;
      this.#tally.annotations += 1;
      if (this.#out.isFull) yield this.#out.take();
    }
  }
}

/** The set as Glossator JSONL version 1, UTF-8, one record a line, the last one with counts and a hash of all before. */
async function* writeJsonl(source: ExportSource, tally: ExportTally): AsyncGenerator<Uint8Array> {
  const digest = new StreamDigest();
  try {
    const writing = new Writing(source, tally);
    for (const piece of writing.pieces()) {
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
  write: writeJsonl,
};
