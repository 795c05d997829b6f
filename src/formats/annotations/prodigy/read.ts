import { FileText } from '../foreign/canonical.ts';
import { fromFeatures } from '../foreign/features.ts';
import { isObject, type JsonObject, listOf, objectsOf, offsetOf, textOf } from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { problem } from '../foreign/problem.ts';
import { originalOf, type RecordContext, recordReader } from '../foreign/record-reader.ts';
import type {
  ForeignAnnotation,
  ForeignDocumentCode,
  ForeignItem,
  ForeignRelation,
} from '../foreign/types.ts';

/*
 * Prodigy's JSON lines: tasks with `spans`, `relations`, and the choices of a class. Offsets are code points.
 */

/** What is said of a task besides its text and what is tagged in it; `_…` are hashes and sessions. */
const OURS = new Set([
  'text',
  'tokens',
  'spans',
  'relations',
  'meta',
  'label',
  'accept',
  'options',
  'answer',
  'html',
  'image',
  'config',
]);
const SPAN_OURS = new Set(['start', 'end', 'label', 'token_start', 'token_end', 'text']);

function sniff(record: unknown): number {
  if (!isObject(record) || typeof record.text !== 'string') return 0;
  const [token] = objectsOf(record.tokens);
  if ('_input_hash' in record || '_task_hash' in record) return 0.95;
  if ('answer' in record && (Array.isArray(record.spans) || 'accept' in record || 'label' in record))
    return 0.9;
  return Array.isArray(record.spans) && token !== undefined && 'start' in token ? 0.85 : 0;
}

function placeOf(span: JsonObject): string {
  return `${String(span.start)}-${String(span.end)}`;
}

class TaskReader {
  readonly annotations: ForeignAnnotation[] = [];
  readonly relations: ForeignRelation[] = [];
  /** keys of annotations by where they stand, and by where and what */
  readonly #at = new Map<string, string>();
  readonly #context: RecordContext;
  readonly #text: FileText;
  readonly #person: string | undefined;

  constructor(context: RecordContext, text: FileText, person: string | undefined) {
    this.#context = context;
    this.#text = text;
    this.#person = person;
  }

  *spans(spans: readonly unknown[]): Generator<ForeignItem> {
    const { path, line } = this.#context;
    for (const [index, value] of spans.entries()) {
      const span = isObject(value) ? value : {};
      const [start, end, label] = [offsetOf(span.start), offsetOf(span.end), textOf(span.label)];
      if (start === undefined || end === undefined || label === undefined) {
        yield problem('error', 'record-malformed', 'A span has no start, end and label.', {
          path,
          line,
          recordKind: 'annotation',
        });
        continue;
      }
      const key = `s${index + 1}`;
      this.#at.set(placeOf(span), key);
      if (!this.#at.has(`${placeOf(span)} ${label}`)) this.#at.set(`${placeOf(span)} ${label}`, key);
      this.annotations.push({
        ...(this.#person === undefined ? {} : { person: this.#person }),
        ...fromFeatures(Object.fromEntries(Object.entries(span).filter(([name]) => !SPAN_OURS.has(name)))),
        key,
        code: pathOf(label),
        ranges: [{ start: this.#text.codePoint(start), end: this.#text.codePoint(end) }],
        line,
      });
    }
  }

  #end(span: unknown, token: unknown, tokens: readonly JsonObject[]): string | undefined {
    if (isObject(span))
      return this.#at.get(`${placeOf(span)} ${textOf(span.label) ?? ''}`) ?? this.#at.get(placeOf(span));
    const at = typeof token === 'number' ? tokens[token] : undefined;
    return at && this.#at.get(placeOf(at));
  }

  *related(relations: readonly unknown[], tokens: readonly JsonObject[]): Generator<ForeignItem> {
    const { path, line } = this.#context;
    for (const [index, value] of relations.entries()) {
      const relation = isObject(value) ? value : {};
      const from = this.#end(relation.head_span, relation.head, tokens);
      const to = this.#end(relation.child_span, relation.child, tokens);
      const label = textOf(relation.label);
      if (from === undefined || to === undefined || label === undefined) {
        yield problem('error', 'record-unknown-reference', 'A relation is not between two spans.', {
          path,
          line,
          recordKind: 'relation',
        });
        continue;
      }
      const person = this.#person === undefined ? {} : { person: this.#person };
      this.relations.push({ key: `r${index + 1}`, code: pathOf(label), from, to, ...person, line });
    }
  }
}

function classesOf(record: JsonObject): readonly string[] {
  const accepted = listOf(record.accept).map(textOf);
  const label = record.answer === 'reject' ? undefined : textOf(record.label);
  return [...accepted, label].filter((name) => name !== undefined);
}

function* readRecord(record: JsonObject, context: RecordContext): Generator<ForeignItem> {
  const { path, line, unheld } = context;
  const raw = textOf(record.text);
  if (raw === undefined) {
    yield problem('error', 'record-malformed', 'The task has no text.', { path, line, field: 'text' });
    return;
  }
  const text = new FileText(raw);
  const person = textOf(record._annotator_id) ?? textOf(record._session_id);
  const reader = new TaskReader(context, text, person);
  yield* reader.spans(listOf(record.spans));
  yield* reader.related(listOf(record.relations), objectsOf(record.tokens));
  if (record.answer === 'reject' || record.answer === 'ignore')
    unheld.add(`answers “${record.answer}”`, line);
  const others = Object.entries(record).filter(([name]) => !OURS.has(name) && !name.startsWith('_'));
  const documentCodes = classesOf(record).map((name, index): ForeignDocumentCode => {
    return { key: `c${index + 1}`, code: pathOf(name), ...(person === undefined ? {} : { person }) };
  });
  const { annotations, relations } = reader;
  yield {
    kind: 'document',
    document: {
      key: context.keyOf(textOf(record._task_hash)),
      metadata: metadataFrom({
        ...Object.fromEntries(others),
        ...(isObject(record.meta) ? record.meta : {}),
      }),
      structured: text.structured(),
      original: originalOf(context),
      annotations,
      relations,
      documentCodes,
    },
  };
}

export const prodigyReader = recordReader({ format: 'prodigy', title: 'Prodigy', sniff, read: readRecord });
