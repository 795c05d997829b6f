import type { Done, RelatedAnnotation, RelationView } from '../contract/procedures.ts';
import { RELATIONS_SHOWN_LIMIT } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { type Annotation, hull } from '../core/annotation/annotation.ts';

import type { Code } from '../core/codebook/code.ts';
import { GlossatorError } from '../core/errors.ts';
import { type Id, newId } from '../core/ids.ts';
import type { DocumentRecord } from '../core/project/records.ts';
import { checkRelationEnds } from '../core/relation/ends.ts';
import type { Relation } from '../core/relation/relation.ts';
import type { RelationQuery, StoreReader } from '../store/types.ts';
import { firstValues, patchedValues, recodedValues } from './attribute-values.ts';
import { codeName, draftOf, subjectOf } from './draft.ts';
import { annotationOf, codeOfKind, relationOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** UTF-16 code units of a quotation that a list shows. */
const QUOTE_SHOWN = 300;

function shortened(quote: string): string {
  return quote.length > QUOTE_SHOWN ? `${quote.slice(0, QUOTE_SHOWN - 1).toWellFormed()}…` : quote;
}

/** Shows the ends of relations; each annotation and document is read once. */
class Ends {
  readonly #read: StoreReader;
  readonly #documents = new Map<Id, DocumentRecord | undefined>();
  readonly #shown = new Map<Id, RelatedAnnotation | null>();

  constructor(read: StoreReader) {
    this.#read = read;
  }

  /** Both ends, or null where one is out of sight: deleted, or in a deleted document. */
  view(relation: Relation): RelationView | null {
    const from = this.#end(relation.fromId);
    const to = this.#end(relation.toId);
    return from && to ? { relation, from, to } : null;
  }

  #end(id: Id): RelatedAnnotation | null {
    const known = this.#shown.get(id);
    if (known !== undefined) return known;
    const annotation = this.#read.annotation(id);
    const document = annotation && !annotation.deleted ? this.#document(annotation.documentId) : undefined;
    const shown = annotation && document && !document.deleted ? shownAnnotation(annotation, document) : null;
    this.#shown.set(id, shown);
    return shown;
  }

  #document(id: Id): DocumentRecord | undefined {
    if (!this.#documents.has(id)) this.#documents.set(id, this.#read.document(id));
    return this.#documents.get(id);
  }
}

function shownAnnotation(annotation: Annotation, document: DocumentRecord): RelatedAnnotation {
  const { id, codeId, personId, status, spans, lost } = annotation;
  return {
    id,
    documentId: document.id,
    documentTitle: document.title,
    documentDate: document.date,
    codeId,
    personId,
    status,
    ...hull(spans),
    quotes: spans.map(({ quote }) => shortened(quote)),
    lost,
  };
}

/** Relations with both their ends; those with an end out of sight are left out. */
export function viewsOf(read: StoreReader, relations: readonly Relation[]): readonly RelationView[] {
  const ends = new Ends(read);
  return relations.map((relation) => ends.view(relation)).filter((view) => view !== null);
}

export function relationsOfAnnotation(
  { store: { read } }: Session,
  { annotationId }: ParsedInput<'relations.ofAnnotation'>,
): readonly RelationView[] {
  return viewsOf(read, read.relationsOf([annotationId]));
}

export function relationsInRange(
  { store: { read } }: Session,
  { documentId, range }: ParsedInput<'relations.inRange'>,
): readonly RelationView[] {
  return viewsOf(read, read.relationsTouching(documentId, range, RELATIONS_SHOWN_LIMIT));
}

export function pageOfRelations(
  { store: { read } }: Session,
  query: RelationQuery,
): { relations: readonly RelationView[]; total: number } {
  return { relations: viewsOf(read, read.relationPage(query)), total: read.countRelations(query) };
}

/** A repeated relation: the same code between the same two, read either way where the code has no direction. */
function isAlike(other: Relation, code: Code, fromId: Id, toId: Id): boolean {
  if (other.codeId !== code.id) return false;
  if (other.fromId === fromId && other.toId === toId) return true;
  return code.ends?.directed === false && other.fromId === toId && other.toId === fromId;
}

/** Raises `relation-to-itself`, `relation-ends-refused`, `relation-exists`, `not-found`. */
function checkEnds(
  read: StoreReader,
  code: Code,
  relation: Pick<Relation, 'id' | 'personId' | 'fromId' | 'toId'>,
): void {
  const { fromId, toId } = relation;
  if (fromId === toId) {
    throw new GlossatorError('relation-to-itself', 'A relation connects two annotations.', {
      place: { recordKind: 'annotation', recordId: fromId },
      remedy: 'Choose another annotation for one of its ends.',
    });
  }
  const from = annotationOf(read, fromId);
  const to = annotationOf(read, toId);
  checkRelationEnds(code, read.codes(), from.codeId, to.codeId);
  const rival = read
    .relationsOf([fromId])
    .find(
      (other) =>
        other.id !== relation.id &&
        other.personId === relation.personId &&
        isAlike(other, code, fromId, toId),
    );
  if (!rival) return;
  throw new GlossatorError('relation-exists', `These two are connected by ‘${code.name}’ already.`, {
    place: { recordKind: 'relation', recordId: rival.id },
    remedy: 'Edit that relation, or choose another code.',
  });
}

/** Raises `not-found`, `code-kind-refused`, `relation-ends-refused`, `relation-to-itself`, `relation-exists`. */
export function createRelation(
  session: Session,
  input: ParsedInput<'relations.create'>,
): Done & { relationId: Id } {
  const { store, me } = session;
  const { codeId, fromId, toId } = input;
  const relationId = input.actionId ?? newId();
  const draft = draftOf(session, 'relate', codeName(store.read, codeId), input.actionId, input.groupId);
  const { commit } = store.transact(draft, (tx) => {
    const code = codeOfKind(tx, codeId, 'relation');
    const now = new Date().toISOString();
    const ends = { id: relationId, personId: me.id, fromId, toId };
    checkEnds(tx, code, ends);
    tx.putRelation({
      ...ends,
      codeId,
      codeVersion: code.version,
      attributes: firstValues(tx, code.attributes),
      note: '',
      createdAt: now,
      updatedAt: now,
      deleted: false,
    });
  });
  return { commit, relationId };
}

/**
 * With another code it keeps the values of attributes that are alike in name and type. Raises what `createRelation` raises, and
 * `attribute-value-invalid`.
 */
export function editRelation(session: Session, input: ParsedInput<'relations.edit'>): Done {
  const { read } = session.store;
  const { fields, relationId } = input;
  const subject = codeName(read, fields.codeId ?? read.relation(relationId)?.codeId);
  const draft = draftOf(session, 'edit-relation', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const relation = relationOf(tx, relationId);
    const { codeId = relation.codeId, fromId = relation.fromId, toId = relation.toId } = fields;
    const code = codeOfKind(tx, codeId, 'relation');
    const recoded = code.id === relation.codeId ? null : recodedValues(tx, relation, code);
    const moved = recoded !== null || fromId !== relation.fromId || toId !== relation.toId;
    if (moved) checkEnds(tx, code, { ...relation, fromId, toId });
    const values = recoded?.values ?? relation.attributes;
    tx.putRelation(
      revised(relation, {
        codeId,
        fromId,
        toId,
        note: fields.note ?? relation.note,
        codeVersion: recoded ? code.version : relation.codeVersion,
        attributes: fields.values ? patchedValues(tx, code.attributes, values, fields.values) : values,
      }),
    );
  });
  return { commit };
}

/** Deletes what is there; those already deleted are passed over. */
export function deleteRelations(session: Session, input: ParsedInput<'relations.delete'>): Done {
  const { store } = session;
  const relations = input.relationIds
    .map((id) => store.read.relation(id))
    .filter((relation) => relation !== undefined)
    .filter((relation) => !relation.deleted);
  const names = relations.map(({ codeId }) => codeName(store.read, codeId));
  const draft = draftOf(session, 'delete-relations', subjectOf(names, 'relations'), input.actionId);
  const { commit } = store.transact(draft, (tx) => {
    for (const relation of relations) tx.putRelation(revised(relation, { deleted: true }));
  });
  return { commit };
}
