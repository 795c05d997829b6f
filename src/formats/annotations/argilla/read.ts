import { FileText } from '../foreign/canonical.ts';
import { isObject, type JsonObject, listOf, objectsOf, offsetOf, textOf } from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { problem } from '../foreign/problem.ts';
import { originalOf, type RecordContext, recordReader } from '../foreign/record-reader.ts';
import type { ForeignAnnotation, ForeignDocumentCode, ForeignItem } from '../foreign/types.ts';

/*
 * Argilla: records of version 2 (`fields`, `responses`, `suggestions`) and of version 1 (`annotation`, `prediction`, whose spans put the
 * label first). Offsets are code points.
 */

function sniff(record: unknown): number {
  if (!isObject(record)) return 0;
  if (isObject(record.fields)) return 'responses' in record || 'suggestions' in record ? 0.95 : 0.5;
  const isLegacy = 'annotation_agent' in record || 'prediction_agent' in record;
  return isLegacy && ('annotation' in record || 'prediction' in record) ? 0.95 : 0;
}

interface By {
  readonly person: string | undefined;
  readonly status: 'draft' | 'final';
  readonly key: string;
}

class ValueReader {
  readonly annotations: ForeignAnnotation[] = [];
  readonly documentCodes: ForeignDocumentCode[] = [];
  readonly #context: RecordContext;
  readonly #text: FileText;

  constructor(context: RecordContext, text: FileText) {
    this.#context = context;
    this.#text = text;
  }

  /** Answers to a question: spans in either form, labels, or something else. */
  *read(value: unknown, question: string, by: By): Generator<ForeignItem> {
    const values = Array.isArray(value) ? value : [value];
    for (const [index, each] of values.entries()) {
      const key = `${by.key}:${index + 1}`;
      const person = by.person === undefined ? {} : { person: by.person };
      if (typeof each === 'string') this.documentCodes.push({ key, code: pathOf(each), ...person });
      else if (typeof each === 'number')
        this.documentCodes.push({ key, code: [question], attributes: { value: each }, ...person });
      else if (Array.isArray(each) || (isObject(each) && 'start' in each)) yield* this.#span(each, key, by);
      else if (each !== null && each !== undefined)
        this.#context.unheld.add('rankings and other answers', this.#context.line);
    }
  }

  *#span(value: unknown, key: string, by: By): Generator<ForeignItem> {
    const { path, line } = this.#context;
    const [name, from, to, score] = Array.isArray(value)
      ? (value as readonly unknown[])
      : isObject(value)
        ? [value.label, value.start, value.end, value.score]
        : [];
    const [label, start, end] = [textOf(name), offsetOf(from), offsetOf(to)];
    if (label === undefined || start === undefined || end === undefined) {
      yield problem('error', 'record-malformed', 'A span has no label, start and end.', {
        path,
        line,
        recordKind: 'annotation',
      });
      return;
    }
    this.annotations.push({
      key,
      code: pathOf(label),
      ranges: [{ start: this.#text.codePoint(start), end: this.#text.codePoint(end) }],
      ...(by.person === undefined ? {} : { person: by.person }),
      status: by.status,
      ...(typeof score === 'number' ? { attributes: { score } } : {}),
      line,
    });
  }
}

function* readAnswers(record: JsonObject, reader: ValueReader): Generator<ForeignItem> {
  if (!isObject(record.fields)) {
    const status = record.status === 'Validated' ? 'final' : 'draft';
    yield* reader.read(record.prediction, 'prediction', {
      person: textOf(record.prediction_agent),
      status: 'draft',
      key: 'p',
    });
    yield* reader.read(record.annotation, 'annotation', {
      person: textOf(record.annotation_agent),
      status,
      key: 'a',
    });
    return;
  }
  const [suggestions, responses] = [record.suggestions, record.responses].map((each) =>
    isObject(each) ? each : {},
  );
  for (const [question, suggestion] of Object.entries(suggestions ?? {})) {
    if (!isObject(suggestion)) continue;
    yield* reader.read(suggestion.value, question, {
      person: textOf(suggestion.agent) ?? 'suggestion',
      status: 'draft',
      key: `p:${question}`,
    });
  }
  for (const [question, answers] of Object.entries(responses ?? {})) {
    for (const [index, answer] of objectsOf(answers).entries()) {
      const status = answer.status === 'draft' || answer.status === 'discarded' ? 'draft' : 'final';
      yield* reader.read(answer.value, question, {
        person: textOf(answer.user_id),
        status,
        key: `a${index + 1}:${question}`,
      });
    }
  }
}

function* readRecord(record: JsonObject, context: RecordContext): Generator<ForeignItem> {
  const { path, line } = context;
  const fields = isObject(record.fields) ? record.fields : isObject(record.inputs) ? record.inputs : record;
  const name =
    typeof fields.text === 'string'
      ? 'text'
      : Object.keys(fields).find((each) => typeof fields[each] === 'string' && fields !== record);
  const raw = name === undefined ? undefined : textOf(fields[name]);
  if (raw === undefined) {
    yield problem('error', 'record-malformed', 'The record has no text.', { path, line, field: 'text' });
    return;
  }
  const text = new FileText(raw);
  const reader = new ValueReader(context, text);
  yield* readAnswers(record, reader);
  const others =
    fields === record ? {} : Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name));
  const { annotations, documentCodes } = reader;
  const vectors = isObject(record.vectors)
    ? Object.keys(record.vectors).length
    : listOf(record.vectors).length;
  context.unheld.add('vectors', line, vectors);
  yield {
    kind: 'document',
    document: {
      key: context.keyOf(textOf(record.id)),
      metadata: metadataFrom({ ...others, ...(isObject(record.metadata) ? record.metadata : {}) }),
      structured: text.structured(),
      original: originalOf(context),
      annotations,
      relations: [],
      documentCodes,
    },
  };
}

export const argillaReader = recordReader({ format: 'argilla', title: 'Argilla', sniff, read: readRecord });
