import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import type { Relation } from '../../../core/relation/relation.ts';
import { Describer, LossCounter, loseSaid } from '../foreign/describe.ts';
import { toFeatures } from '../foreign/features.ts';
import type { ForeignWriter, WriteOptions } from '../foreign/format.ts';
import { jsonList } from '../foreign/json-write.ts';
import { metadataOf } from '../foreign/metadata.ts';
import { partsOf } from '../foreign/parts.ts';
import type { ForeignValue } from '../foreign/types.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import type { ExportTally } from '../writer.ts';

const [FROM, TO, CODE] = ['label', 'text', 'code'];

/** One person's part of a task. */
interface Made {
  readonly result: unknown[];
  first: string | undefined;
  last: string | undefined;
}

/** Whether a control of Label Studio that is asked for each region says the value; others go into the region's `meta`. */
function hasControl(said: ForeignValue): said is string | number {
  return typeof said === 'number' || (typeof said === 'string' && said !== '');
}

/** A result that says an attribute of a region. */
function attributeResult(name: string, said: string | number, id: string, place: object): unknown {
  const held = typeof said === 'number' ? { number: said } : { text: [said] };
  const type = typeof said === 'number' ? 'number' : 'textarea';
  return { id, type, from_name: name, to_name: TO, origin: 'manual', value: { ...place, ...held } };
}

class Task {
  readonly made = new Map<Id, Made>();
  readonly #ids = new Map<Id, string>();
  readonly #describer: Describer;
  #count = 0;

  constructor(describer: Describer) {
    this.#describer = describer;
  }

  of(personId: Id): Made {
    const known = this.made.get(personId);
    if (known) return known;
    const made: Made = { result: [], first: undefined, last: undefined };
    this.made.set(personId, made);
    return made;
  }

  add(annotation: Annotation, text: string, options: WriteOptions, tally: ExportTally): void {
    const made = this.of(annotation.personId);
    const { attributes, note, person: _person, ...said } = this.#describer.said(annotation);
    const asked = Object.entries(toFeatures({ attributes: attributes ?? {} }));
    const meta = Object.fromEntries(asked.filter(([, value]) => !hasControl(value)));
    for (const { start, end } of partsOf(annotation, options.discontinuous, tally)) {
      this.#count += 1;
      const id = `r${this.#count}`;
      if (!this.#ids.has(annotation.id)) this.#ids.set(annotation.id, id);
      const place = { start, end, text: text.slice(start, end) };
      made.result.push(
        {
          id,
          type: 'labels',
          from_name: FROM,
          to_name: TO,
          origin: 'manual',
          value: { ...place, labels: [this.#describer.label(annotation.codeId)] },
          meta: { ...(note === undefined ? {} : { text: [note] }), ...toFeatures(said), ...meta },
        },
        ...asked.flatMap(([name, value]) =>
          hasControl(value) ? [attributeResult(name, value, id, place)] : [],
        ),
      );
    }
    if (made.first === undefined || annotation.createdAt < made.first) made.first = annotation.createdAt;
    if (made.last === undefined || annotation.updatedAt > made.last) made.last = annotation.updatedAt;
  }

  relate(relation: Relation, source: ExportSource, tally: ExportTally): void {
    const { fromId, toId, codeId } = relation;
    const by = source.annotation(fromId)?.personId;
    if (by === undefined || by !== source.annotation(toId)?.personId) {
      tally.lose('relations between annotations of different people', 1);
      return;
    }
    loseSaid(relation, tally);
    this.of(by).result.push({
      type: 'relation',
      from_id: this.#ids.get(fromId),
      to_id: this.#ids.get(toId),
      direction: 'right',
      labels: [this.#describer.label(codeId)],
    });
  }

  choose(personId: Id, labels: readonly string[]): void {
    this.#count += 1;
    const value = { choices: labels };
    const id = `r${this.#count}`;
    this.of(personId).result.push({
      id,
      type: 'choices',
      from_name: CODE,
      to_name: TO,
      origin: 'manual',
      value,
    });
  }
}

function taskOf(
  entry: SourceDocument,
  source: ExportSource,
  describer: Describer,
  losses: LossCounter,
  tally: ExportTally,
  options: WriteOptions,
) {
  const text = describer.text(entry);
  const task = new Task(describer);
  for (const annotation of losses.annotations(entry.document.id)) task.add(annotation, text, options, tally);
  for (const relation of describer.relations(entry.document.id)) task.relate(relation, source, tally);
  const chosen = Map.groupBy(source.documentCodes(entry.document.id), ({ personId }) => personId);
  for (const [personId, codes] of chosen)
    task.choose(
      personId,
      codes.map(({ codeId }) => describer.label(codeId)),
    );
  return { text, made: task.made };
}

function* tasksOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<unknown> {
  const describer = new Describer(source);
  const holds = { relations: true, documentCodes: true, metadata: true, features: true, persons: true };
  const losses = new LossCounter(source, tally, describer, holds);
  const numbers = new Map(source.persons.map(({ id }, index) => [id, index + 1]));
  let id = 0;
  let annotationId = 0;
  for (const entry of source.documents()) {
    losses.document(entry);
    const { text, made } = taskOf(entry, source, describer, losses, tally, options);
    id += 1;
    const { text: about, ...metadata } = metadataOf(entry.document);
    yield {
      id,
      data: { text, ...metadata, ...(about === undefined ? {} : { 'field:text': about }) },
      annotations: Array.from(made, ([personId, { result, first, last }]) => {
        annotationId += 1;
        const completedBy = {
          id: numbers.get(personId),
          email: '',
          first_name: describer.person(personId),
          last_name: '',
        };
        return {
          id: annotationId,
          completed_by: completedBy,
          result,
          was_cancelled: false,
          ground_truth: false,
          ...(first === undefined ? {} : { created_at: first, updated_at: last }),
        };
      }),
      predictions: [],
    };
  }
  losses.set();
}

export const labelStudioWriter: ForeignWriter = {
  format: 'label-studio',
  write: (source, tally, options) => [
    { path: 'export.json', pieces: jsonList(tasksOf(source, tally, options)) },
  ],
};
