import { FileText } from '../foreign/canonical.ts';
import { isObject, type JsonObject, listOf, objectsOf, textOf } from '../foreign/json-value.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { problem } from '../foreign/problem.ts';
import { originalOf, type RecordContext, recordReader } from '../foreign/record-reader.ts';
import type { ForeignItem } from '../foreign/types.ts';
import { isConfig, readConfig } from './config.ts';
import { isMinimal, readMinimal } from './minimal.ts';
import { readResults, type TaskParts, timesOf } from './result.ts';
import { isExportTable, readExportTable } from './table.ts';
import { personOf, textFieldOf } from './task-data.ts';

/*
 * Label Studio (1.x): JSON, JSON_MIN and CSV exports, and labelling configurations.
 */

function sniff(record: unknown, _path: string, head: string): number {
  if (isConfig(head, record)) return 0.8;
  if (isExportTable(head)) return 0.85;
  if (!isObject(record)) return 0;
  const made = record.annotations ?? record.completions ?? record.predictions;
  if (isObject(record.data) && Array.isArray(made)) return 0.95;
  return isMinimal(record) ? 0.9 : 0;
}

function* readTask(task: JsonObject, context: RecordContext): Generator<ForeignItem> {
  if (isMinimal(task)) {
    yield* readMinimal(task, context);
    return;
  }
  const { path, line, unheld } = context;
  const data = isObject(task.data) ? task.data : {};
  const made = [...objectsOf(task.annotations), ...objectsOf(task.completions)];
  const predictions = objectsOf(task.predictions);
  const targets = [...made, ...predictions]
    .flatMap(({ result }) => objectsOf(result))
    .map(({ to_name }) => textOf(to_name) ?? '');
  const field = textFieldOf(data, targets);
  if (field === undefined) {
    const what = 'The task has no text: pictures, sound and video are not read.';
    yield problem('error', 'record-malformed', what, { path, line, field: 'data' });
    return;
  }
  const text = new FileText(String(data[field]));
  const twice: string[] = [];
  const parts: TaskParts = { annotations: [], relations: [], documentCodes: [], comments: [] };
  for (const [index, annotation] of made.entries()) {
    if (annotation.was_cancelled === true) unheld.add('annotations that were cancelled', line);
    else {
      const key = textOf(annotation.id) ?? `a${index + 1}`;
      readResults(annotation.result, text, parts, {
        person: personOf(annotation.completed_by),
        key,
        ...timesOf(annotation),
        line,
        unheld,
        twice,
      });
    }
  }
  for (const [index, prediction] of predictions.entries()) {
    readResults(prediction.result, text, parts, {
      person: textOf(prediction.model_version) ?? 'prediction',
      key: `p${textOf(prediction.id) ?? index + 1}`,
      ...timesOf(prediction),
      line,
      unheld,
      twice,
    });
  }
  unheld.add('drafts', line, listOf(task.drafts).length);
  for (const id of twice) {
    const message = `Two regions have the id ${id}; the second was left out.`;
    yield problem('error', 'record-malformed', message, {
      path,
      line,
      recordKind: 'annotation',
      recordId: id,
    });
  }
  const known = new Set(parts.annotations.map(({ key }) => key));
  const relations = parts.relations.filter(({ from, to }) => known.has(from) && known.has(to));
  if (relations.length < parts.relations.length) {
    const message = 'A relation names a region that is not there.';
    yield problem('error', 'record-unknown-reference', message, { path, line, recordKind: 'relation' });
  }
  const { [field]: _text, ...others } = data;
  yield {
    kind: 'document',
    document: {
      key: context.keyOf(textOf(task.id)),
      metadata: metadataFrom(others),
      structured: text.structured(),
      original: originalOf(context),
      ...parts,
      relations,
    },
  };
}

export const labelStudioReader = recordReader({
  format: 'label-studio',
  title: 'Label Studio',
  sniff,
  read: readTask,
  readOther: (file, head, keyOf) =>
    isConfig(head) ? readConfig(file) : isExportTable(head) ? readExportTable(file, keyOf) : null,
});
