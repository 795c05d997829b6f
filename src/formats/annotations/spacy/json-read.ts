import { FileText } from '../foreign/canonical.ts';
import { runsOf } from '../foreign/iob.ts';
import { isObject, type JsonObject, listOf, objectsOf, offsetOf, textOf } from '../foreign/json-value.ts';
import { problem } from '../foreign/problem.ts';
import { originalOf, type RecordContext, recordReader } from '../foreign/record-reader.ts';
import type { ForeignAnnotation, ForeignItem } from '../foreign/types.ts';
import { annotationOf, classesOf } from './spans.ts';

/*
 * spaCy's JSON: documents as `Doc.to_json` writes them, the training format of version 2, and pairs of a text with its annotations.
 * Offsets are code points.
 */

function sniff(record: unknown): number {
  if (Array.isArray(record))
    return typeof record[0] === 'string' &&
      isObject(record[1]) &&
      ('entities' in record[1] || 'cats' in record[1])
      ? 0.9
      : 0;
  if (!isObject(record)) return 0;
  if (Array.isArray(record.paragraphs)) return 0.9;
  const hasText = typeof record.text === 'string' && !('_input_hash' in record);
  if (hasText && Array.isArray(record.ents)) return 0.95;
  return hasText && isObject(record.spans) ? 0.8 : 0;
}

function* spansFrom(
  values: unknown,
  group: string | null,
  text: FileText,
  context: RecordContext,
  into: ForeignAnnotation[],
): Generator<ForeignItem> {
  const { path, line } = context;
  for (const [index, value] of listOf(values).entries()) {
    const [from, to, name, kb] = Array.isArray(value)
      ? (value as readonly unknown[])
      : isObject(value)
        ? [value.start, value.end, value.label, value.kb_id]
        : [];
    const [start, end] = [offsetOf(from), offsetOf(to)];
    if (start === undefined || end === undefined) {
      yield problem('error', 'record-malformed', 'A span has no start and end.', {
        path,
        line,
        recordKind: 'annotation',
      });
      continue;
    }
    const range = { start: text.codePoint(start), end: text.codePoint(end) };
    const key = `${group ?? 'e'}:${index + 1}`;
    into.push({ ...annotationOf(key, range, textOf(name) ?? '', textOf(kb) ?? '', group), line });
  }
}

function documentItem(
  raw: string,
  key: string,
  text: FileText,
  annotations: readonly ForeignAnnotation[],
  cats: JsonObject,
  context: RecordContext,
): ForeignItem {
  return {
    kind: 'document',
    document: {
      key,
      metadata: {},
      structured: text.structured(),
      original:
        raw === ''
          ? { bytes: new Uint8Array(0), mediaType: 'text/plain', encoding: 'utf-8' }
          : originalOf(context),
      annotations,
      relations: [],
      documentCodes: classesOf(cats),
    },
  };
}

function* readText(raw: unknown, said: JsonObject, context: RecordContext): Generator<ForeignItem> {
  const { path, line } = context;
  if (typeof raw !== 'string' || raw === '') {
    yield problem('error', 'record-malformed', 'The record has no text.', { path, line, field: 'text' });
    return;
  }
  const text = new FileText(raw);
  const annotations: ForeignAnnotation[] = [];
  yield* spansFrom(said.ents ?? said.entities, null, text, context, annotations);
  for (const [group, spans] of Object.entries(isObject(said.spans) ? said.spans : {})) {
    yield* spansFrom(spans, group, text, context, annotations);
  }
  yield documentItem(
    raw,
    context.keyOf(textOf(said.id)),
    text,
    annotations,
    isObject(said.cats) ? said.cats : {},
    context,
  );
}

/** A paragraph of the training format: sentences of tokens with BILUO tags. */
function* readParagraph(paragraph: JsonObject, key: string, context: RecordContext): Generator<ForeignItem> {
  const { path, line } = context;
  const tokens = objectsOf(paragraph.sentences).flatMap(({ tokens: own }) => objectsOf(own));
  const words = tokens.map(({ orth }) => textOf(orth) ?? '');
  const raw = textOf(paragraph.raw) ?? words.join(' ');
  const text = new FileText(raw);
  const places: { start: number; end: number }[] = [];
  let from = 0;
  for (const word of words) {
    const start = raw.indexOf(word, from);
    if (start < 0) {
      yield problem(
        'error',
        'quotation-mismatch',
        `The token “${word}” is not in the text where it should be.`,
        { path, line },
      );
      return;
    }
    from = start + word.length;
    places.push({ start: text.utf16(start), end: text.utf16(from) });
  }
  const tags = tokens.map(({ ner }) => textOf(ner) ?? 'O');
  const annotations = runsOf(tags).map(({ label, first, end }, index) =>
    annotationOf(
      `e:${index + 1}`,
      { start: places[first]?.start ?? 0, end: places[end - 1]?.end ?? 0 },
      label,
      '',
      null,
    ),
  );
  const cats = Object.fromEntries(
    objectsOf(paragraph.cats).map(({ label, value }) => [textOf(label) ?? '', value]),
  );
  if (raw !== '') yield documentItem(raw, key, text, annotations, cats, context);
}

function* readRecord(record: JsonObject, context: RecordContext): Generator<ForeignItem> {
  if (!Array.isArray(record.paragraphs)) {
    yield* readText(record.text, record, context);
    return;
  }
  const paragraphs = objectsOf(record.paragraphs);
  for (const [index, paragraph] of paragraphs.entries()) {
    const id = textOf(record.id);
    yield* readParagraph(
      paragraph,
      context.keyOf(paragraphs.length > 1 && id !== undefined ? `${id}.${index + 1}` : id),
      context,
    );
  }
}

export const spacyJsonReader = recordReader({
  format: 'spacy-json',
  title: 'spaCy JSON',
  sniff,
  read: readRecord,
  readList: ([text, said], context) => readText(text, isObject(said) ? said : {}, context),
});
