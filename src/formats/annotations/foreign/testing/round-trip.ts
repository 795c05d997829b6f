import type { Annotation } from '../../../../core/annotation/annotation.ts';
import type { Code } from '../../../../core/codebook/code.ts';
import type { ErrorValue } from '../../../../core/errors.ts';
import type { Person } from '../../../../core/project/records.ts';
import { PROJECT } from '../../testing/arbitrary-links.ts';
import type { AnnotatedSet } from '../../testing/arbitrary-set.ts';
import { sourceOf } from '../../testing/source-of.ts';
import { ExportTally } from '../../writer.ts';
import { DEFAULT_WRITE_OPTIONS, type ForeignWriter, type WriteOptions } from '../format.ts';
import { intake } from '../intake.ts';
import { takeSpans } from '../intake-spans.ts';
import type { Bundle, ForeignDocument, ForeignItem, ForeignReader } from '../types.ts';
import { bundleWritten } from './memory-bundle.ts';

const NOBODY: Person = { id: '01900000-0000-7000-8000-00000000aaaa', name: 'Nobody', colour: 0 };
const NOW = '2024-01-02T03:04:05.000Z';

/** All that a reader hands on, without intake. */
export async function itemsOf(reader: ForeignReader, bundle: Bundle): Promise<readonly ForeignItem[]> {
  const items: ForeignItem[] = [];
  for await (const item of reader.read(bundle)) items.push(item);
  return items;
}

export function documentsIn(items: readonly ForeignItem[]): readonly ForeignDocument[] {
  return items.flatMap((item) => (item.kind === 'document' ? [item.document] : []));
}

export function problemsIn(items: readonly ForeignItem[]): readonly ErrorValue[] {
  return items.flatMap((item) => (item.kind === 'problem' ? [item.error] : []));
}

export interface TakenSet {
  readonly set: AnnotatedSet;
  readonly problems: readonly ErrorValue[];
}

/** A bundle read and taken in: the set that an import into an empty project would make. */
export async function setOf(reader: ForeignReader, bundle: Bundle): Promise<TakenSet> {
  const problems: ErrorValue[] = [];
  const codes = new Map<string, Code>();
  const set = {
    persons: [] as Person[],
    documents: [] as AnnotatedSet['documents'][number][],
    annotations: [] as Annotation[],
    entities: [] as AnnotatedSet['entities'][number][],
    documentFields: [],
    documentCodes: [] as AnnotatedSet['documentCodes'][number][],
    progress: [],
    assignments: [],
    verdicts: [],
    relations: [] as AnnotatedSet['relations'][number][],
    comments: [] as AnnotatedSet['comments'][number][],
    memos: [] as AnnotatedSet['memos'][number][],
  };
  const options = { format: reader.format, nobody: NOBODY, now: NOW };
  for await (const records of intake(reader.read(bundle), options)) {
    for (const record of records) {
      if (record.kind === 'problem') problems.push(record.error);
      else if (record.kind === 'person') set.persons.push(record.person);
      else if (record.kind === 'code') {
        const { path: _, ...code } = record.code;
        codes.set(code.id, { ...code, deleted: false });
      } else if (record.kind === 'entity') set.entities.push({ ...record.entity, deleted: false });
      else if (record.kind === 'document') {
        const { textSha256: _, structured, original, ...rest } = record.document;
        set.documents.push({ structured, original, record: { ...rest, deleted: false } });
      } else if (record.kind === 'annotation') set.annotations.push({ ...record.annotation, deleted: false });
      else if (record.kind === 'relation') set.relations.push({ ...record.relation, deleted: false });
      else if (record.kind === 'documentCode')
        set.documentCodes.push({ ...record.documentCode, deleted: false });
      else if (record.kind === 'comment') set.comments.push(record.comment);
      else if (record.kind === 'memo') {
        set.memos.push({ ...record.memo, targetId: record.memo.targetId ?? PROJECT, deleted: false });
      }
    }
  }
  return { set: { ...set, codes: [...codes.values()] }, problems };
}

/** What a writer makes of a set, as a bundle, with what it says it could not hold. */
export async function writtenBy(
  writer: ForeignWriter,
  set: AnnotatedSet,
  options: Partial<WriteOptions> = {},
): Promise<{ readonly bundle: Bundle; readonly tally: ExportTally }> {
  const tally = new ExportTally();
  const files = writer.write(sourceOf(set), tally, { ...DEFAULT_WRITE_OPTIONS, ...options });
  return { bundle: await bundleWritten(files), tally };
}

/** The set in a form that compares: what ids stand for instead of ids, everything in an order of content. */
export function contentOf(set: AnnotatedSet): object {
  const texts = new Map(
    set.documents.map(({ record, structured }) => [
      record.id,
      { title: record.title, text: structured.text },
    ]),
  );
  const codes = new Map(set.codes.map((code) => [code.id, code]));
  const persons = new Map(set.persons.map(({ id, name }) => [id, name]));
  const entities = new Map(
    set.entities.map(({ id, name, kind, identifiers }) => [id, { name, kind, identifiers }]),
  );
  const pathOf = (id: string): readonly string[] => {
    const code = codes.get(id);
    if (!code) return [id];
    return code.parentId === null ? [code.name] : [...pathOf(code.parentId), code.name];
  };
  const valuesOf = (codeId: string, values: Annotation['attributes']): object =>
    Object.fromEntries(
      (codes.get(codeId)?.attributes ?? [])
        .filter(({ id }) => values[id] !== undefined)
        .map(({ id, name, type, choices }) => {
          const value = values[id];
          const labels = new Map(choices.map((choice) => [choice.id, choice.label]));
          return [
            name,
            Array.isArray(value)
              ? [type, value.map((each) => labels.get(each)).sort()]
              : [type, labels.get(String(value)) ?? value],
          ];
        })
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
  const annotations = new Map(
    set.annotations.map(
      ({ id, documentId, codeId, personId, spans, attributes, note, status, entityId, lost }) => [
        id,
        {
          document: texts.get(documentId)?.title,
          code: pathOf(codeId),
          person: persons.get(personId),
          spans: spans.map(({ start, end, quote }) => [start, end, quote]),
          attributes: valuesOf(codeId, attributes),
          note,
          status,
          entity: entityId === null ? null : entities.get(entityId),
          lost,
        },
      ],
    ),
  );
  const sorted = (records: Iterable<unknown>): readonly string[] =>
    [...records].map((each) => JSON.stringify(each)).sort();
  return {
    documents: sorted(texts.values()),
    annotations: sorted(annotations.values()),
    relations: sorted(
      set.relations.map(({ codeId, personId, fromId, toId, attributes, note }) => ({
        code: pathOf(codeId),
        person: persons.get(personId),
        from: annotations.get(fromId),
        to: annotations.get(toId),
        attributes: valuesOf(codeId, attributes),
        note,
      })),
    ),
    documentCodes: sorted(
      set.documentCodes.map(({ codeId, documentId, personId, attributes }) => ({
        code: pathOf(codeId),
        document: texts.get(documentId)?.title,
        person: persons.get(personId),
        attributes: valuesOf(codeId, attributes),
      })),
    ),
  };
}

/** The set with each annotation at whole characters, as every import leaves it. */
export function onGraphemes(set: AnnotatedSet): AnnotatedSet {
  const texts = new Map(set.documents.map(({ record, structured }) => [record.id, structured.text]));
  const annotations = set.annotations.flatMap((annotation) => {
    const text = texts.get(annotation.documentId) ?? '';
    const { spans } = takeSpans(text, { key: '', code: [], ranges: annotation.spans });
    return spans ? [{ ...annotation, spans }] : [];
  });
  return { ...set, annotations };
}
