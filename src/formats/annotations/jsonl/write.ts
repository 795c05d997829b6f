import { createHash } from 'node:crypto';
import type { Annotation, Span } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import type { Block, Mark, TextChunk } from '../../../core/text/structure.ts';
import { codePointsOf } from '../code-points.ts';
import type { ExportSource, PathedCode, SourceDocument } from '../source.ts';
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

function spanJson(span: Span, codePoints: (offset: number) => number): string {
  return `{"start":${span.start},"end":${span.end},"codePointStart":${codePoints(span.start)},"codePointEnd":${codePoints(
    span.end,
  )},"quote":${json(span.quote)},"prefix":${json(span.prefix)},"suffix":${json(span.suffix)}}`;
}

/**
 * Makes the line of one annotation. What all those of a document, a code or a person have in common is put into JSON
 * once: a set has many more annotations than these.
 */
function annotationLines(
  { document, text }: SourceDocument,
  codePaths: ReadonlyMap<Id, string>,
  codePoints: (offset: number) => number,
): (annotation: Annotation) => string {
  const place = `"document":${json(document.id)},"textSha256":${json(text.sha256)}`;
  return (annotation) => {
    const first = annotation.spans[0];
    const spans =
      first && annotation.spans.length === 1
        ? spanJson(first, codePoints)
        : annotation.spans.map((span) => spanJson(span, codePoints)).join();
    return `{"record":"annotation","id":${json(annotation.id)},${place},"code":${json(annotation.codeId)},"codePath":${
      codePaths.get(annotation.codeId) ?? '[]'
    },"person":${json(annotation.personId)},"spans":[${spans}],"note":${json(annotation.note)},"createdAt":${json(
      annotation.createdAt,
    )},"updatedAt":${json(annotation.updatedAt)}}`;
  };
}

function* setLines(source: ExportSource, tally: ExportTally): Generator<string, object> {
  yield headerLine(source.generator);
  for (const { id, name, colour } of source.persons) yield json({ record: 'person', id, name, colour });
  for (const code of source.codes) yield codeLine(code);
  const codePaths = new Map(source.codes.map((code) => [code.id, json(code.path)]));
  let documents = 0;
  for (const entry of source.documents()) {
    const { document, text } = entry;
    documents += 1;
    // Where the original is the very text in UTF-8 it is not written a second time.
    const original = text.sourceSha256 === text.sha256 ? null : source.originalBytes(text.sourceSha256);
    const originalLines = original ? Math.ceil(original.byteLength / ORIGINAL_LINE_BYTES) : 0;
    yield documentLine(entry, originalLines);
    for (const chunk of source.chunks(document.textId)) yield textLine(document.id, chunk);
    for (let seq = 0; original && seq < originalLines; seq++) {
      const bytes = original.subarray(seq * ORIGINAL_LINE_BYTES, (seq + 1) * ORIGINAL_LINE_BYTES);
      yield json({
        record: 'original',
        document: document.id,
        seq,
        base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
      });
    }
    const lineOf = annotationLines(entry, codePaths, codePointsOf(source, text));
    for (const annotation of source.annotations(document.id)) {
      tally.annotations += 1;
      yield lineOf(annotation);
    }
  }
  return {
    persons: source.persons.length,
    codes: source.codes.length,
    documents,
    annotations: tally.annotations,
  };
}

/** The set as Glossator JSONL version 1, UTF-8, one record a line, the last one with counts and a hash of all before. */
function* writeJsonl(source: ExportSource, tally: ExportTally): Generator<Uint8Array> {
  const hash = createHash('sha256');
  const lines = setLines(source, tally);
  let gathered = '';
  let count = 0;
  let next = lines.next();
  for (; !next.done; next = lines.next()) {
    gathered += `${next.value}\n`;
    count += 1;
    if (gathered.length < PIECE_LENGTH) continue;
    const piece = Buffer.from(gathered);
    hash.update(piece);
    yield piece;
    gathered = '';
  }
  const rest = Buffer.from(gathered);
  const sha256 = hash.update(rest).digest('hex');
  yield rest;
  yield Buffer.from(`${json({ record: 'end', lines: count, counts: next.value, sha256 })}\n`);
}

export const jsonlWriter: AnnotationWriter = {
  format: 'jsonl',
  extension: '.jsonl',
  lossless: true,
  write: writeJsonl,
};
