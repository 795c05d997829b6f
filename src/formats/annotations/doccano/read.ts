import { FileText } from '../foreign/canonical.ts';
import { isObject, type JsonObject, listOf, offsetOf, textOf } from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { problem } from '../foreign/problem.ts';
import { originalOf, type RecordContext, recordReader } from '../foreign/record-reader.ts';
import type {
  ForeignAnnotation,
  ForeignComment,
  ForeignDocumentCode,
  ForeignItem,
  ForeignRelation,
} from '../foreign/types.ts';
import { isTable, readTable } from './tables.ts';

/*
 * doccano (1.8): JSON lines and JSON with `text` and `label`, `entities` and `relations`, `cats`; CSV and fastText of
 * classification. Offsets are code points.
 */

export const TEXT_FIELDS = ['text', 'data', 'column_data'] as const;
export const LABEL_FIELDS = ['label', 'labels', 'column_label'] as const;
const SPAN_FIELDS = [...LABEL_FIELDS, 'entities'] as const;
const COMMENT_FIELDS = ['Comments', 'comments'] as const;
const OTHERS = new Set<string>([
  ...TEXT_FIELDS,
  ...SPAN_FIELDS,
  ...COMMENT_FIELDS,
  'id',
  'cats',
  'relations',
  'meta',
  'metadata',
]);

function isSpan(value: unknown): boolean {
  return (
    (Array.isArray(value) && typeof value[0] === 'number') || (isObject(value) && 'start_offset' in value)
  );
}

function sniff(record: unknown, _path: string, head: string): number {
  if (isTable(head)) return head.startsWith('__label__') ? 0.9 : 0.5;
  if (!isObject(record) || 'tokens' in record || 'denotations' in record || 'fields' in record) return 0;
  const found = SPAN_FIELDS.map((field) => record[field]).find(Array.isArray) as
    | readonly unknown[]
    | undefined;
  const hasText = TEXT_FIELDS.some((field) => typeof record[field] === 'string');
  if (!hasText || 'annotation' in record || 'prediction' in record) return 0;
  if (found?.some(isSpan)) return isObject(found[0]) ? 0.95 : 0.85;
  if (found) return found.some((each) => typeof each !== 'string') ? 0 : found.length > 0 ? 0.75 : 0.5;
  return LABEL_FIELDS.some((field) => typeof record[field] === 'string') || Array.isArray(record.cats)
    ? 0.5
    : 0;
}

/** The parts of a span, whichever way it is written. */
function spanOf(value: unknown): { id?: string; start: number; end: number; label: string } | null {
  const [start, end, label, id] = Array.isArray(value)
    ? (value as readonly unknown[])
    : isObject(value)
      ? [value.start_offset, value.end_offset, value.label, value.id]
      : [];
  const [from, to, name, key] = [offsetOf(start), offsetOf(end), textOf(label), textOf(id)];
  if (from === undefined || to === undefined || name === undefined) return null;
  return { start: from, end: to, label: name, ...(key === undefined ? {} : { id: key }) };
}

function* readRecord(record: JsonObject, context: RecordContext): Generator<ForeignItem> {
  const { path, line } = context;
  const raw = TEXT_FIELDS.map((field) => record[field]).find((value) => typeof value === 'string');
  if (raw === undefined || raw === '') {
    yield problem('error', 'record-malformed', 'The record has no text.', { path, line, field: 'text' });
    return;
  }
  const text = new FileText(raw);
  const annotations: ForeignAnnotation[] = [];
  const documentCodes: ForeignDocumentCode[] = [];
  const keys = new Set<string>();
  const labels = SPAN_FIELDS.flatMap((field) =>
    typeof record[field] === 'string' ? [record[field]] : listOf(record[field]),
  );
  for (const [index, value] of [...labels, ...listOf(record.cats)].entries()) {
    const name = textOf(value);
    if (name !== undefined) {
      documentCodes.push({ key: `c${index + 1}`, code: pathOf(name) });
      continue;
    }
    const span = spanOf(value);
    const own = span?.id === undefined ? `s${index + 1}` : span.id;
    if (!span || keys.has(own)) {
      const message = span
        ? `The id ${own} is given twice.`
        : 'A label is neither a name nor a span with a label.';
      yield problem('error', 'record-malformed', message, { path, line, recordKind: 'annotation' });
      continue;
    }
    keys.add(own);
    annotations.push({
      key: own,
      code: pathOf(span.label),
      ranges: [{ start: text.codePoint(span.start), end: text.codePoint(span.end) }],
      line,
    });
  }
  const relations: ForeignRelation[] = [];
  for (const [index, value] of listOf(record.relations).entries()) {
    const [from, to, type] = isObject(value)
      ? [textOf(value.from_id), textOf(value.to_id), textOf(value.type)]
      : [];
    if (from === undefined || to === undefined || type === undefined || !keys.has(from) || !keys.has(to)) {
      const code = from !== undefined && to !== undefined ? 'record-unknown-reference' : 'record-malformed';
      yield problem('error', code, 'A relation names no two entities of its text.', {
        path,
        line,
        recordKind: 'relation',
      });
      continue;
    }
    relations.push({ key: `r${index + 1}`, code: pathOf(type), from, to, line });
  }
  const comments = COMMENT_FIELDS.flatMap((field) => listOf(record[field]))
    .map((value) => textOf(isObject(value) ? value.text : value))
    .filter((body) => body !== undefined)
    .map((body, index): ForeignComment => ({ key: `k${index + 1}`, body }));
  const further = Object.fromEntries(Object.entries(record).filter(([name]) => !OTHERS.has(name)));
  const meta = isObject(record.meta) ? record.meta : isObject(record.metadata) ? record.metadata : {};
  yield {
    kind: 'document',
    document: {
      key: context.keyOf(textOf(record.id)),
      metadata: metadataFrom({ ...further, ...meta }),
      structured: text.structured(),
      original: originalOf(context),
      annotations,
      relations,
      documentCodes,
      comments,
    },
  };
}

export const doccanoReader = recordReader({
  format: 'doccano',
  title: 'doccano',
  sniff,
  read: readRecord,
  readOther: (file, head, keyOf) => (isTable(head) ? readTable(file, head, keyOf) : null),
});
