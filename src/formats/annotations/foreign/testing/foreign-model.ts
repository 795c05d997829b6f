import { type Annotation, PLAIN_ANNOTATION } from '../../../../core/annotation/annotation.ts';
import type { AttributeDefinition } from '../../../../core/attribute/attribute.ts';
import { type Code, PLAIN_CODE } from '../../../../core/codebook/code.ts';
import type { Entity } from '../../../../core/entity/entity.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Relation } from '../../../../core/relation/relation.ts';
import { describeSpan } from '../../../../core/text/anchor.ts';
import type { ExportSource } from '../../source.ts';
import { idOf } from '../../testing/arbitrary-links.ts';
import type { AnnotatedSet } from '../../testing/arbitrary-set.ts';
import { Describer } from '../describe.ts';
import type {
  Bundle,
  ForeignAnnotation,
  ForeignDocument,
  ForeignItem,
  ForeignReader,
  ForeignValue,
} from '../types.ts';

/** What a reader made of a bundle, sorted out. */
export interface ForeignSet {
  readonly documents: readonly ForeignDocument[];
  readonly codes: readonly Extract<ForeignItem, { kind: 'code' }>[];
  readonly problems: readonly Extract<ForeignItem, { kind: 'problem' }>[];
}

export async function readAll(reader: ForeignReader, bundle: Bundle): Promise<ForeignSet> {
  const documents: ForeignDocument[] = [];
  const codes: Extract<ForeignItem, { kind: 'code' }>[] = [];
  const problems: Extract<ForeignItem, { kind: 'problem' }>[] = [];
  for await (const item of reader.read(bundle)) {
    if (item.kind === 'document') documents.push(item.document);
    else if (item.kind === 'code') codes.push(item);
    else if (item.kind === 'problem') problems.push(item);
  }
  return { documents, codes, problems };
}

const AT = '2024-01-02T03:04:05.000Z';
const DATED = { createdAt: AT, updatedAt: AT, deleted: false } as const;

/** Gives records their ids as they are first named. */
class Builder {
  readonly codes: Code[] = [];
  readonly persons: { id: Id; name: string; colour: number }[] = [];
  readonly entities: Entity[] = [];

  person(name = ''): Id {
    const known = this.persons.find((person) => person.name === name);
    if (known) return known.id;
    const id = idOf(1, this.persons.length);
    this.persons.push({ id, name, colour: 0 });
    return id;
  }

  code(path: readonly string[], kind: Code['kind']): Code {
    let parentId: Id | null = null;
    let found: Code | undefined;
    for (const [level, name] of path.entries()) {
      const last = level === path.length - 1;
      const at: Code | undefined = this.codes.find(
        (code) => code.parentId === parentId && code.name === name && (!last || code.kind === kind),
      );
      found = at ?? {
        ...PLAIN_CODE,
        ...DATED,
        id: idOf(2, this.codes.length),
        name,
        parentId,
        kind: last ? kind : 'span',
        colour: 0,
        key: null,
        description: '',
        position: this.codes.length,
      };
      if (!at) this.codes.push(found);
      parentId = found.id;
    }
    if (!found) throw new Error('a code has a name');
    return found;
  }

  attribute(
    code: Code,
    name: string,
    value: ForeignValue,
  ): { definition: AttributeDefinition; value: string | number | boolean | readonly Id[] } {
    const at = this.codes.findIndex(({ id }) => id === code.id);
    const now = this.codes[at] as Code;
    let definition = now.attributes.find((each) => each.name === name);
    if (!definition) {
      const type =
        typeof value === 'object'
          ? 'choices'
          : typeof value === 'string'
            ? 'text'
            : (typeof value as 'number' | 'boolean');
      definition = {
        id: idOf(20, at * 100 + now.attributes.length),
        name,
        type,
        required: false,
        choices: [],
        initial: null,
      };
    }
    let kept: string | number | boolean | readonly Id[];
    if (typeof value === 'object') {
      const choices = [...definition.choices];
      kept = value.map((label) => {
        const known = choices.find((choice) => choice.label === label);
        if (known) return known.id;
        const id = idOf(21, at * 10_000 + now.attributes.length * 100 + choices.length);
        choices.push({ id, label });
        return id;
      });
      definition = { ...definition, choices };
    } else kept = value;
    const made = definition;
    const others = now.attributes.filter((each) => each.name !== name);
    this.codes[at] = { ...now, attributes: [...others, made] };
    return { definition: made, value: kept };
  }

  attributes(code: Code, values: Readonly<Record<string, ForeignValue>> = {}) {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const { definition, value: kept } = this.attribute(code, name, value);
        return [definition.id, kept];
      }),
    );
  }

  entity(entity: NonNullable<ForeignAnnotation['entity']>): Id {
    const known = this.entities.find(
      (each) => each.name === entity.name && each.kind === (entity.kind ?? ''),
    );
    if (known) return known.id;
    const id = idOf(22, this.entities.length);
    this.entities.push({
      id,
      name: entity.name,
      kind: entity.kind ?? '',
      aliases: [],
      identifiers: entity.identifiers ?? [],
      description: '',
      ...DATED,
    });
    return id;
  }
}

/** What was read as a set to be written again. Annotations that have no sound range are left out, as an import leaves them. */
export function setOf(documents: readonly ForeignDocument[]): AnnotatedSet {
  const builder = new Builder();
  const annotations: Annotation[] = [];
  const relations: Relation[] = [];
  const documentCodes: AnnotatedSet['documentCodes'][number][] = [];
  const made = documents.map((document, place) => {
    const documentId = idOf(3, place);
    const { text } = document.structured;
    const ids = new Map<string, Id>();
    for (const each of document.annotations) {
      const sound =
        each.ranges.length > 0 && each.ranges.every(({ start, end }) => start < end && end <= text.length);
      if (!sound) continue;
      const code = builder.code(each.code, 'span');
      const id = idOf(4, annotations.length);
      ids.set(each.key, id);
      annotations.push({
        ...PLAIN_ANNOTATION,
        id,
        documentId,
        personId: builder.person(each.person),
        codeId: code.id,
        spans: each.ranges.toSorted((a, b) => a.start - b.start).map((range) => describeSpan(text, range)),
        attributes: builder.attributes(code, each.attributes),
        status: each.status ?? 'draft',
        entityId: each.entity ? builder.entity(each.entity) : null,
        note: each.note ?? '',
        createdAt: each.createdAt ?? AT,
        updatedAt: each.updatedAt ?? each.createdAt ?? AT,
        deleted: false,
      });
    }
    for (const each of document.relations) {
      const [fromId, toId] = [ids.get(each.from), ids.get(each.to)];
      if (fromId === undefined || toId === undefined || fromId === toId) continue;
      const code = builder.code(each.code, 'relation');
      relations.push({
        id: idOf(23, relations.length),
        personId: builder.person(each.person),
        codeId: code.id,
        codeVersion: 1,
        fromId,
        toId,
        attributes: builder.attributes(code, each.attributes),
        note: each.note ?? '',
        ...DATED,
      });
    }
    for (const each of document.documentCodes ?? []) {
      const code = builder.code(each.code, 'document');
      documentCodes.push({
        id: idOf(24, documentCodes.length),
        documentId,
        personId: builder.person(each.person),
        codeId: code.id,
        codeVersion: 1,
        attributes: builder.attributes(code, each.attributes),
        ...DATED,
      });
    }
    const { title = '', source = '', author = '', date = '', language = '', fields = {} } = document.metadata;
    return {
      structured: document.structured,
      original: { ...document.original, format: 'txt' },
      record: {
        id: documentId,
        title: title || document.key,
        source,
        author,
        date,
        language,
        fields,
        fileName: '',
        attributes: {},
        ...DATED,
      },
    };
  });
  return {
    persons: builder.persons,
    codes: builder.codes,
    entities: builder.entities,
    documents: made,
    annotations,
    relations,
    documentCodes,
    documentFields: [],
    progress: [],
    comments: [],
    memos: [],
    assignments: [],
    verdicts: [],
  };
}

/** What of an annotation is compared. */
export interface Compared {
  readonly persons?: boolean;
  readonly features?: boolean;
  readonly relations?: boolean;
  readonly relationFeatures?: boolean;
  readonly documentCodes?: boolean;
  readonly documentCodePersons?: boolean;
  /** parts are written each by itself */
  readonly split?: boolean;
  /** ranges of different parts that stand in one annotation may be joined */
  readonly times?: boolean;
}

type Plain = Readonly<Record<string, unknown>>;
export interface PlainDocument {
  readonly text: string;
  readonly annotations: readonly Plain[];
  readonly relations: readonly Plain[];
  readonly documentCodes: readonly Plain[];
}

function sorted(records: readonly Plain[]): readonly Plain[] {
  return records
    .map((record) => JSON.stringify(record))
    .sort()
    .map((text) => JSON.parse(text) as Plain);
}

function plainFeatures(said: Partial<ForeignAnnotation>, compared: Compared): Plain {
  if (!compared.features) return {};
  const attributes = Object.entries(said.attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    note: said.note ?? '',
    status: said.status ?? 'draft',
    entity: said.entity ? [said.entity.name, said.entity.kind ?? '', said.entity.identifiers ?? []] : null,
    attributes,
    ...(compared.times ? { createdAt: said.createdAt, updatedAt: said.updatedAt } : {}),
  };
}

function plainAnnotations(
  annotations: readonly {
    code: readonly string[];
    ranges: readonly { start: number; end: number }[];
    said: Partial<ForeignAnnotation>;
  }[],
  compared: Compared,
): Plain[] {
  return annotations.flatMap(({ code, ranges, said }) => {
    const plain = {
      code,
      ...(compared.persons ? { person: said.person ?? '' } : {}),
      ...plainFeatures(said, compared),
    };
    const spans = ranges.map(({ start, end }) => [start, end]).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
    return compared.split ? spans.map((span) => ({ ...plain, spans: [span] })) : [{ ...plain, spans }];
  });
}

/** What was read, to be compared: without keys, in one order. */
export function plainRead(
  documents: readonly ForeignDocument[],
  compared: Compared,
): readonly PlainDocument[] {
  return documents
    .map((document) => {
      const places = new Map(
        document.annotations.map(({ key, code, ranges }) => [
          key,
          [code, ranges.map(({ start, end }) => [start, end])],
        ]),
      );
      return {
        text: document.structured.text,
        annotations: sorted(
          plainAnnotations(
            document.annotations.map((said) => ({ code: said.code, ranges: said.ranges, said })),
            compared,
          ),
        ),
        relations: compared.relations
          ? sorted(
              document.relations.map((relation) => ({
                code: relation.code,
                from: places.get(relation.from),
                to: places.get(relation.to),
                ...(compared.relationFeatures
                  ? { person: relation.person ?? '', note: relation.note ?? '' }
                  : {}),
              })),
            )
          : [],
        documentCodes: compared.documentCodes
          ? sorted(
              (document.documentCodes ?? []).map(({ code, person }) => ({
                code,
                ...(compared.documentCodePersons ? { person: person ?? '' } : {}),
              })),
            )
          : [],
      };
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** The same of a set that is written. */
export function plainSource(source: ExportSource, compared: Compared): readonly PlainDocument[] {
  const describer = new Describer(source);
  return [...source.documents()]
    .map((entry) => {
      const annotations = [...source.annotations(entry.document.id)].filter(({ lost }) => !lost);
      const place = (id: Id) => {
        const at = annotations.find((each) => each.id === id);
        return at && [describer.path(at.codeId), at.spans.map(({ start, end }) => [start, end])];
      };
      return {
        text: describer.text(entry),
        annotations: sorted(
          plainAnnotations(
            annotations.map((annotation) => ({
              code: describer.path(annotation.codeId),
              ranges: annotation.spans,
              said: describer.said(annotation) as Partial<ForeignAnnotation>,
            })),
            compared,
          ),
        ),
        relations: compared.relations
          ? sorted(
              describer.relations(entry.document.id).map((relation) => ({
                code: describer.path(relation.codeId),
                from: place(relation.fromId),
                to: place(relation.toId),
                ...(compared.relationFeatures
                  ? { person: describer.person(relation.personId), note: relation.note }
                  : {}),
              })),
            )
          : [],
        documentCodes: compared.documentCodes
          ? sorted(
              [...source.documentCodes(entry.document.id)].map(({ codeId, personId }) => ({
                code: describer.path(codeId),
                ...(compared.documentCodePersons ? { person: describer.person(personId) } : {}),
              })),
            )
          : [],
      };
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** A set as a text format holds it: lone surrogates, which no encoding has, are gone. */
export function wellFormed(set: AnnotatedSet): AnnotatedSet {
  const well = <T>(value: T): T => {
    if (typeof value === 'string') return value.toWellFormed() as T;
    if (Array.isArray(value)) return value.map(well) as T;
    if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, well(each)])) as T;
  };
  return well(set);
}
