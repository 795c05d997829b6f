import type { Annotation } from '../../../core/annotation/annotation.ts';
import type {
  AttributeDefinition,
  AttributeValue,
  AttributeValues,
} from '../../../core/attribute/attribute.ts';
import type { Entity } from '../../../core/entity/entity.ts';
import type { Id } from '../../../core/ids.ts';
import type { Relation } from '../../../core/relation/relation.ts';
import type { ExportSource, PathedCode, SourceDocument } from '../source.ts';
import type { ExportTally } from '../writer.ts';
import type { Said } from './features.ts';
import { labelOf } from './label.ts';
import type { ForeignEntity, ForeignValue } from './types.ts';

/** Says the records of a set in the words that foreign formats have: labels, names and plain values. */
export class Describer {
  readonly #source: ExportSource;
  readonly #codes: ReadonlyMap<Id, PathedCode>;
  readonly #labels = new Map<Id, string>();
  readonly #persons: ReadonlyMap<Id, string>;
  readonly #entities: ReadonlyMap<Id, Entity>;
  #relations: ReadonlyMap<Id, readonly Relation[]> | undefined;
  #elsewhere = 0;

  constructor(source: ExportSource) {
    this.#source = source;
    this.#codes = new Map(source.codes.map((code) => [code.id, code]));
    for (const code of source.codes) this.#labels.set(code.id, labelOf(code.path));
    this.#persons = new Map(source.persons.map((person) => [person.id, person.name]));
    this.#entities = new Map(source.entities.map((entity) => [entity.id, entity]));
  }

  path(codeId: Id): readonly string[] {
    return this.#codes.get(codeId)?.path ?? [];
  }

  label(codeId: Id): string {
    return this.#labels.get(codeId) ?? '';
  }

  person(personId: Id): string {
    return this.#persons.get(personId) ?? '';
  }

  entity(entityId: Id | null): ForeignEntity | undefined {
    const entity = entityId === null ? undefined : this.#entities.get(entityId);
    if (!entity) return undefined;
    return {
      name: entity.name,
      ...(entity.kind === '' ? {} : { kind: entity.kind }),
      ...(entity.identifiers.length > 0 ? { identifiers: entity.identifiers } : {}),
    };
  }

  /** The values by the names of their attributes: choices by their labels, entities by their names. */
  attributes(record: {
    readonly codeId: Id;
    readonly attributes: AttributeValues;
  }): Record<string, ForeignValue> {
    const said: Record<string, ForeignValue> = {};
    for (const definition of this.#codes.get(record.codeId)?.attributes ?? []) {
      const value = record.attributes[definition.id];
      if (value !== undefined) said[definition.name] = this.#value(definition, value);
    }
    return said;
  }

  #value(definition: AttributeDefinition, value: AttributeValue): ForeignValue {
    const labelled = (id: string): string =>
      definition.choices.find((choice) => choice.id === id)?.label ?? id;
    if (definition.type === 'entity') return this.#entities.get(String(value))?.name ?? String(value);
    if (typeof value === 'object') return value.map(labelled);
    return definition.type === 'choice' ? labelled(String(value)) : value;
  }

  /** All that is known of an annotation besides its code and place. */
  said(annotation: Annotation): Said {
    const entity = this.entity(annotation.entityId);
    const attributes = this.attributes(annotation);
    return {
      person: this.person(annotation.personId),
      ...(annotation.note === '' ? {} : { note: annotation.note }),
      status: annotation.status,
      ...(entity ? { entity } : {}),
      ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
      createdAt: annotation.createdAt,
      updatedAt: annotation.updatedAt,
    };
  }

  text(entry: SourceDocument): string {
    return Array.from(this.#source.chunks(entry.text.id), (chunk) => chunk.text).join('');
  }

  /** Those within the document, between annotations that have a place in it. */
  relations(documentId: Id): readonly Relation[] {
    return this.#byDocument().get(documentId) ?? [];
  }

  /** How many other relations there are. */
  get relationsElsewhere(): number {
    this.#byDocument();
    return this.#elsewhere;
  }

  #byDocument(): ReadonlyMap<Id, readonly Relation[]> {
    if (this.#relations) return this.#relations;
    const found = new Map<Id, Relation[]>();
    for (const relation of this.#source.relations()) {
      const [one, other] = [this.#source.annotation(relation.fromId), this.#source.annotation(relation.toId)];
      const from = one?.documentId;
      if (from === undefined || one?.lost || other?.lost || from !== other?.documentId) this.#elsewhere += 1;
      else if (found.get(from)?.push(relation) === undefined) found.set(from, [relation]);
    }
    this.#relations = found;
    return found;
  }
}

/** Which of the things that few formats hold a format does. */
export interface Holds {
  readonly relations?: boolean;
  readonly documentCodes?: boolean;
  readonly comments?: boolean;
  readonly memos?: boolean;
  readonly codes?: boolean;
  /** notes, attributes, status, entity and times of annotations */
  readonly features?: boolean;
  readonly persons?: boolean;
  /** title, source, author, date, language and free fields of documents */
  readonly metadata?: boolean;
}

/** Counts what is said of a relation, for formats that hold but its ends and label. */
export function loseSaid(
  { note, attributes }: Pick<Relation, 'note' | 'attributes'>,
  tally: ExportTally,
): void {
  tally.lose('notes on relations', note === '' ? 0 : 1);
  tally.lose('attribute values of relations', Object.keys(attributes).length);
}

/** Counts what of a set a format has no place for, document by document and as a whole. */
export class LossCounter {
  readonly #source: ExportSource;
  readonly #tally: ExportTally;
  readonly #describer: Describer;
  readonly #holds: Holds;

  constructor(source: ExportSource, tally: ExportTally, describer: Describer, holds: Holds) {
    this.#source = source;
    this.#tally = tally;
    this.#describer = describer;
    this.#holds = holds;
  }

  document({ document, text }: SourceDocument): void {
    const { documentCodes, metadata } = this.#holds;
    if (!documentCodes)
      for (const _ of this.#source.documentCodes(document.id)) this.#tally.lose('document codes', 1);
    for (const _ of this.#source.progress(document.id))
      this.#tally.lose('progress of people with documents', 1);
    if (!metadata) this.#tally.lose('metadata of documents', 1);
    if (text.blockCount > 0) this.#tally.lose('headings, lists and marks of documents', 1);
    this.#tally.lose('typed fields of documents', Object.keys(document.attributes).length);
  }

  /** The document's annotations that have a place in it. */
  *annotations(documentId: Id): Generator<Annotation> {
    for (const annotation of this.#source.annotations(documentId)) {
      if (annotation.lost) this.#tally.lose('annotations that have lost their place', 1);
      else {
        this.#count(annotation);
        yield annotation;
      }
    }
  }

  #count(annotation: Annotation): void {
    this.#tally.annotations += 1;
    if (!this.#holds.persons) this.#tally.lose('names of annotators', 1);
    if (this.#holds.features) return;
    if (annotation.note !== '') this.#tally.lose('notes', 1);
    this.#tally.lose('attribute values', Object.keys(annotation.attributes).length);
    if (annotation.entityId !== null) this.#tally.lose('links to entities', 1);
    this.#tally.lose('statuses and times of annotations', 1);
  }

  /** One comment for which a format that has comments has no place. */
  comment(): void {
    this.#tally.lose('comments on codes and lost passages', 1);
  }

  /** Once, at the end. */
  set(): void {
    const { relations, comments, codes } = this.#holds;
    if (!relations) for (const _ of this.#source.relations()) this.#tally.lose('relations', 1);
    else
      this.#tally.lose('relations across documents or to lost passages', this.#describer.relationsElsewhere);
    if (!comments)
      for (const comment of this.#source.comments()) this.#tally.lose('comments', comment.deleted ? 0 : 1);
    if (!codes) this.#tally.lose('code descriptions, colours, keys and order', this.#source.codes.length);
    if (!this.#holds.memos) this.#tally.lose('memos', this.#source.memos.length);
    for (const _ of this.#source.verdicts()) this.#tally.lose('verdicts of reviewers', 1);
    for (const _ of this.#source.relationVerdicts()) this.#tally.lose('verdicts of reviewers', 1);
    this.#tally.lose('aliases and descriptions of entities', this.#source.entities.length);
  }
}
