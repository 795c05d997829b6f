import type { Id } from '../../../../core/ids.ts';
import type { ExportSource } from '../../source.ts';
import { Describer } from '../describe.ts';
import type { ForeignAnnotation, ForeignDocument, ForeignValue } from '../types.ts';

/** What of an annotation is compared. */
export interface Compared {
  readonly persons?: boolean;
  readonly features?: boolean;
  /** what a format keeps of an attribute's value, undefined: nothing; attributes of relations are then compared too */
  readonly held?: (value: ForeignValue) => ForeignValue | undefined;
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

/** Values by name, as far as the format holds them: by one order of names. */
function plainAttributes(
  attributes: Readonly<Record<string, ForeignValue>> | undefined,
  { held }: Compared,
): readonly (readonly [string, ForeignValue])[] {
  return Object.entries(attributes ?? {})
    .flatMap(([name, value]) => {
      const kept = held ? held(value) : value;
      return kept === undefined ? [] : [[name, kept] as const];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function plainFeatures(said: Partial<ForeignAnnotation>, compared: Compared): Plain {
  const attributes = plainAttributes(said.attributes, compared);
  if (!compared.features) return compared.held ? { attributes } : {};
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
                ...(compared.held ? { attributes: plainAttributes(relation.attributes, compared) } : {}),
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
                ...(compared.held
                  ? { attributes: plainAttributes(describer.attributes(relation), compared) }
                  : {}),
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
