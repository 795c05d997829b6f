import { FileText } from '../foreign/canonical.ts';
import { fromFeatures } from '../foreign/features.ts';
import { isObject, type JsonObject, objectsOf, offsetOf, textOf } from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { problem } from '../foreign/problem.ts';
import { originalOf, type RecordContext, recordReader } from '../foreign/record-reader.ts';
import type { ForeignAnnotation, ForeignItem, ForeignRelation } from '../foreign/types.ts';

/*
 * PubAnnotation's JSON: denotations, relations and attributes of a text, of one project or in a track for each. Offsets are code
 * points.
 */

const OURS = new Set([
  'text',
  'denotations',
  'blocks',
  'relations',
  'attributes',
  'modifications',
  'tracks',
  'project',
  'namespaces',
  'config',
]);

function sniff(record: unknown): number {
  if (!isObject(record) || typeof record.text !== 'string') return 0;
  return Array.isArray(record.denotations) ||
    Array.isArray(record.tracks) ||
    ('sourcedb' in record && 'sourceid' in record)
    ? 0.95
    : 0;
}

class TrackReader {
  readonly annotations: ForeignAnnotation[] = [];
  readonly relations: ForeignRelation[] = [];
  readonly #text: FileText;
  readonly #context: RecordContext;

  constructor(text: FileText, context: RecordContext) {
    this.#text = text;
    this.#context = context;
  }

  *read(track: JsonObject, project: string | undefined): Generator<ForeignItem> {
    const said = this.#attributes(track);
    const keys = new Set<string>();
    const keyOf = (id: string): string => (project === undefined ? id : `${project}/${id}`);
    const denotations = [...objectsOf(track.denotations), ...objectsOf(track.blocks)];
    for (const [index, denotation] of denotations.entries()) {
      const id = textOf(denotation.id) ?? `T-${index + 1}`;
      yield* this.#denotation(denotation, id, keyOf(id), project, said.get(id) ?? {}, keys);
    }
    for (const [index, relation] of objectsOf(track.relations).entries()) {
      yield* this.#relation(relation, index, keyOf, project, keys);
    }
    const lost = [...said.keys()].filter((subject) => !keys.has(keyOf(subject))).length;
    this.#context.unheld.add('attributes of relations or of what is not there', this.#context.line, lost);
  }

  /** By their subjects; one that is given several times is a list. */
  #attributes(track: JsonObject): ReadonlyMap<string, Record<string, unknown>> {
    const said = new Map<string, Record<string, unknown>>();
    for (const { subj, pred, obj } of [...objectsOf(track.attributes), ...objectsOf(track.modifications)]) {
      const [subject, name] = [textOf(subj), textOf(pred)];
      if (subject === undefined || name === undefined) continue;
      const own = said.get(subject) ?? {};
      const before = own[name];
      own[name] =
        before === undefined
          ? (obj ?? true)
          : [...(Array.isArray(before) ? before : [before]), ...(Array.isArray(obj) ? obj : [obj])];
      said.set(subject, own);
    }
    return said;
  }

  *#denotation(
    denotation: JsonObject,
    id: string,
    key: string,
    project: string | undefined,
    features: JsonObject,
    keys: Set<string>,
  ): Generator<ForeignItem> {
    const { path, line } = this.#context;
    const spans = Array.isArray(denotation.span) ? objectsOf(denotation.span) : objectsOf([denotation.span]);
    const ranges = spans.flatMap(({ begin, end }) => {
      const [from, to] = [offsetOf(begin), offsetOf(end)];
      return from === undefined || to === undefined
        ? []
        : [{ start: this.#text.codePoint(from), end: this.#text.codePoint(to) }];
    });
    const label = textOf(denotation.obj);
    if (ranges.length === 0 || ranges.length < spans.length || label === undefined || keys.has(key)) {
      const message = keys.has(key)
        ? `The id ${id} is given twice.`
        : `The denotation ${id} has no span or no object.`;
      yield problem('error', 'record-malformed', message, {
        path,
        line,
        recordKind: 'annotation',
        recordId: id,
      });
      return;
    }
    keys.add(key);
    this.annotations.push({
      ...(project === undefined ? {} : { person: project }),
      ...fromFeatures(features),
      key,
      code: pathOf(label),
      ranges,
      line,
    });
  }

  *#relation(
    relation: JsonObject,
    index: number,
    keyOf: (id: string) => string,
    project: string | undefined,
    keys: ReadonlySet<string>,
  ): Generator<ForeignItem> {
    const { path, line } = this.#context;
    const [subject, name, object] = [textOf(relation.subj), textOf(relation.pred), textOf(relation.obj)];
    const id = textOf(relation.id) ?? `R-${index + 1}`;
    if (
      subject === undefined ||
      name === undefined ||
      object === undefined ||
      !keys.has(keyOf(subject)) ||
      !keys.has(keyOf(object))
    ) {
      const message = `The relation ${id} is not between two denotations.`;
      yield problem('error', 'record-unknown-reference', message, {
        path,
        line,
        recordKind: 'relation',
        recordId: id,
      });
      return;
    }
    const person = project === undefined ? {} : { person: project };
    this.relations.push({
      key: keyOf(id),
      code: pathOf(name),
      from: keyOf(subject),
      to: keyOf(object),
      ...person,
      line,
    });
  }
}

function* readRecord(record: JsonObject, context: RecordContext): Generator<ForeignItem> {
  const { path, line } = context;
  const raw = textOf(record.text);
  if (raw === undefined) {
    yield problem('error', 'record-malformed', 'The record has no text.', { path, line, field: 'text' });
    return;
  }
  const text = new FileText(raw);
  const reader = new TrackReader(text, context);
  yield* reader.read(record, textOf(record.project));
  for (const track of objectsOf(record.tracks)) yield* reader.read(track, textOf(track.project));
  const { target, source_url, ...others } = Object.fromEntries(
    Object.entries(record).filter(([name]) => !OURS.has(name)),
  );
  const source = textOf(source_url) ?? textOf(target);
  const id = [record.sourcedb, record.sourceid, record.divid]
    .map(textOf)
    .filter((part) => part !== undefined);
  yield {
    kind: 'document',
    document: {
      key: context.keyOf(id.length > 0 ? id.join(':') : textOf(target)),
      metadata: metadataFrom({ ...others, ...(source === undefined ? {} : { source }) }),
      structured: text.structured(),
      original: originalOf(context),
      annotations: reader.annotations,
      relations: reader.relations,
    },
  };
}

export const pubAnnotationReader = recordReader({
  format: 'pubannotation',
  title: 'PubAnnotation',
  sniff,
  read: readRecord,
});
