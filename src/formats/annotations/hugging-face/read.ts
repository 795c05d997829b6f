import { FileText } from '../foreign/canonical.ts';
import { fromFeatures } from '../foreign/features.ts';
import { runsOf } from '../foreign/iob.ts';
import { isObject, type JsonObject, listOf, offsetOf, textOf } from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { problem } from '../foreign/problem.ts';
import { originalOf, type RecordContext, recordReader } from '../foreign/record-reader.ts';
import type { ForeignAnnotation, ForeignItem } from '../foreign/types.ts';

/*
 * What the Hugging Face ecosystem trains token classification on: JSON lines of `tokens` with tags, or of a text with `spans`.
 * Offsets of spans are code points.
 */

const TAG_FIELDS = ['ner_tags', 'tags', 'labels', 'ner'] as const;
const SPAN_FIELDS = ['spans', 'entities'] as const;
const LABEL_FIELDS = ['label', 'labels', 'type', 'entity_group', 'entity', 'tag'] as const;
const OURS = new Set<string>([...TAG_FIELDS, ...SPAN_FIELDS, 'id', 'text', 'tokens', 'sentence']);

function tagsOf(record: JsonObject): readonly unknown[] | undefined {
  return TAG_FIELDS.map((field) => record[field]).find(Array.isArray) as readonly unknown[] | undefined;
}

function sniff(record: unknown): number {
  if (!isObject(record) || '_input_hash' in record || 'denotations' in record || 'annotation' in record)
    return 0;
  const tokens = listOf(record.tokens);
  if (tokens.length > 0 && tokens.every((token) => typeof token === 'string') && tagsOf(record)) return 0.9;
  if (typeof (record.text ?? record.sentence) !== 'string') return 0;
  const [first] = SPAN_FIELDS.flatMap((field) => listOf(record[field]));
  return isObject(first) && 'start' in first && 'end' in first ? 0.6 : 0;
}

function* readSpans(
  spans: readonly unknown[],
  text: FileText,
  context: RecordContext,
  into: ForeignAnnotation[],
): Generator<ForeignItem> {
  const { path, line } = context;
  for (const [index, span] of spans.entries()) {
    const object = isObject(span) ? span : {};
    const [start, end] = [offsetOf(object.start), offsetOf(object.end)];
    const field = LABEL_FIELDS.find((each) => object[each] !== undefined) ?? 'label';
    const labels = (Array.isArray(object[field]) ? object[field] : [object[field]]).map(textOf);
    if (start === undefined || end === undefined || labels.length === 0 || labels.includes(undefined)) {
      yield problem('error', 'record-malformed', 'A span has no start, end and label.', {
        path,
        line,
        recordKind: 'annotation',
      });
      continue;
    }
    const { start: _start, end: _end, [field]: _label, text: quote, word, ...others } = object;
    const said = quote ?? word;
    for (const [place, label] of labels.entries()) {
      into.push({
        ...fromFeatures(others),
        key: `s${index + 1}${place === 0 ? '' : `:${place + 1}`}`,
        code: pathOf(label ?? ''),
        ranges: [{ start: text.codePoint(start), end: text.codePoint(end) }],
        ...(typeof said === 'string' ? { quotes: [said.replace(/\r\n?/g, '\n')] } : {}),
        line,
      });
    }
  }
}

/** The tokens in a row, and where each stands in it. */
function joined(tokens: readonly string[]): {
  raw: string;
  places: readonly { start: number; end: number }[];
} {
  let length = 0;
  const places = tokens.map((token) => {
    const start = length;
    length += token.length + 1;
    return { start, end: start + token.length };
  });
  return { raw: tokens.join(' '), places };
}

function* readTags(
  tokens: readonly string[],
  tags: readonly unknown[],
  context: RecordContext,
  into: ForeignAnnotation[],
): Generator<ForeignItem> {
  const { path, line, unheld } = context;
  if (tags.length !== tokens.length) {
    const message = `There are ${tokens.length} tokens and ${tags.length} tags.`;
    yield problem('error', 'record-malformed', message, { path, line });
    return;
  }
  const { places } = joined(tokens);
  const numbered = tags.some((tag) => typeof tag === 'number');
  // Without the names of the classes 0 is, by custom, “outside”, and each other number a label of its own.
  if (numbered)
    unheld.add('documents whose tags are numbers without names (taken as “tag 1”, “tag 2” …)', line);
  const names = tags.map((tag) => (typeof tag === 'number' ? (tag === 0 ? 'O' : `tag ${tag}`) : String(tag)));
  for (const { label, first, end } of runsOf(names)) {
    into.push({
      key: `t${first + 1}`,
      code: pathOf(label),
      ranges: [{ start: places[first]?.start ?? 0, end: places[end - 1]?.end ?? 0 }],
      line,
    });
  }
}

function* readRecord(record: JsonObject, context: RecordContext): Generator<ForeignItem> {
  const { path, line } = context;
  const given = textOf(record.text) ?? textOf(record.sentence);
  const tokens = listOf(record.tokens).filter((token) => typeof token === 'string');
  const raw = given ?? joined(tokens).raw;
  if (raw === '') {
    yield problem('error', 'record-malformed', 'The record has neither text nor tokens.', { path, line });
    return;
  }
  const text = new FileText(raw);
  const annotations: ForeignAnnotation[] = [];
  const spans = SPAN_FIELDS.map((field) => record[field]).find(Array.isArray) as
    | readonly unknown[]
    | undefined;
  const tags = tagsOf(record);
  if (spans && given !== undefined) yield* readSpans(spans, text, context, annotations);
  else if (tags && given === undefined) yield* readTags(tokens, tags, context, annotations);
  else if (tags) yield* readTagsInText(tokens, tags, text, context, annotations);
  const others = Object.fromEntries(Object.entries(record).filter(([name]) => !OURS.has(name)));
  const meta = isObject(others.metadata) ? others.metadata : {};
  const { metadata: _metadata, ...rest } = others;
  yield {
    kind: 'document',
    document: {
      key: context.keyOf(textOf(record.id)),
      metadata: metadataFrom({ ...rest, ...meta }),
      structured: text.structured(),
      original: originalOf(context),
      annotations,
      relations: [],
    },
  };
}

/** Tags of tokens that stand in a text of their own: each is sought after the one before. */
function* readTagsInText(
  tokens: readonly string[],
  tags: readonly unknown[],
  text: FileText,
  context: RecordContext,
  into: ForeignAnnotation[],
): Generator<ForeignItem> {
  const inRow: ForeignAnnotation[] = [];
  yield* readTags(tokens, tags, context, inRow);
  const { places } = joined(tokens);
  const found: { start: number; end: number }[] = [];
  let from = 0;
  for (const token of tokens) {
    const start = text.text.indexOf(token, from);
    if (start < 0) {
      const { path, line } = context;
      yield problem(
        'error',
        'quotation-mismatch',
        `The token “${token}” is not in the text where it should be.`,
        { path, line },
      );
      return;
    }
    from = start + token.length;
    found.push({ start, end: from });
  }
  const byStart = new Map(places.map(({ start }, index) => [start, index]));
  const byEnd = new Map(places.map(({ end }, index) => [end, index]));
  for (const annotation of inRow) {
    const [range] = annotation.ranges;
    const first = found[byStart.get(range?.start ?? -1) ?? -1];
    const last = found[byEnd.get(range?.end ?? -1) ?? -1];
    if (first && last) into.push({ ...annotation, ranges: [{ start: first.start, end: last.end }] });
  }
}

export const huggingFaceReader = recordReader({
  format: 'hugging-face',
  title: 'Hugging Face token classification',
  sniff,
  read: readRecord,
});
