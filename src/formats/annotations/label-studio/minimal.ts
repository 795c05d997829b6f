import { FileText } from '../foreign/canonical.ts';
import { isObject, type JsonObject, objectsOf, textOf } from '../foreign/json-value.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { problem } from '../foreign/problem.ts';
import { originalOf, type RecordContext } from '../foreign/record-reader.ts';
import type { ForeignItem } from '../foreign/types.ts';
import { labelsOf, readResults, type TaskParts, timesOf } from './result.ts';
import { personOf, textFieldOf } from './task-data.ts';

/*
 * JSON_MIN, and the CSV made of it: a row for each annotation of a task, the task's data and the values of results side by
 * side.
 */

const ABOUT = new Set(['id', 'annotator', 'annotation_id', 'created_at', 'updated_at', 'lead_time']);

function isRegions(value: unknown): boolean {
  const [first] = objectsOf(value);
  return first !== undefined && 'start' in first && 'end' in first;
}

function choicesOf(value: unknown): readonly unknown[] | undefined {
  return isObject(value) && Array.isArray(value.choices) ? value.choices : undefined;
}

export function isMinimal(record: JsonObject): boolean {
  if (isObject(record.data)) return false;
  if ('annotation_id' in record && 'lead_time' in record) return true;
  return Object.values(record).some(
    (value) => isRegions(value) && objectsOf(value).some((each) => labelsOf(each)),
  );
}

export function* readMinimal(row: JsonObject, context: RecordContext): Generator<ForeignItem> {
  const { path, line, unheld } = context;
  const field = textFieldOf(Object.fromEntries(Object.entries(row).filter(([name]) => !ABOUT.has(name))), []);
  if (field === undefined) {
    yield problem('error', 'record-malformed', 'The row has no text.', { path, line });
    return;
  }
  const text = new FileText(String(row[field]));
  const results: JsonObject[] = [];
  const others: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (name === field || ABOUT.has(name)) continue;
    const choices = choicesOf(value);
    if (choices) results.push({ type: 'choices', from_name: name, value: { choices } });
    else if (isRegions(value)) {
      for (const region of objectsOf(value)) results.push({ type: 'labels', from_name: name, value: region });
    } else others[name] = value;
  }
  const parts: TaskParts = { annotations: [], relations: [], documentCodes: [], comments: [] };
  const person = personOf(row.annotator);
  const key = textOf(row.annotation_id) ?? 'a1';
  readResults(results, text, parts, { person, key, ...timesOf(row), line, unheld, twice: [] });
  yield {
    kind: 'document',
    document: {
      key: context.keyOf(textOf(row.id)),
      metadata: metadataFrom(others),
      structured: text.structured(),
      original: originalOf(context),
      ...parts,
    },
  };
}
