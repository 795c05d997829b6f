import type { DocumentCode } from '../../core/annotation/document-code.ts';
import type { AttributeDefinition } from '../../core/attribute/attribute.ts';
import type { Code } from '../../core/codebook/code.ts';
import { parentIdsOf } from '../../core/codebook/tree.ts';
import type { Comment, Memo } from '../../core/discussion/discussion.ts';
import type { Entity } from '../../core/entity/entity.ts';
import type { Id } from '../../core/ids.ts';
import type { Person, Progress } from '../../core/project/records.ts';
import type { Relation } from '../../core/relation/relation.ts';
import { relationStanding, type Standing, standingBy } from '../../core/review/standing.ts';
import { type Trace, traceAnnotations, traceRelations } from '../../core/review/trace.ts';
import type { Assignment, RelationVerdict, Verdict } from '../../core/review/verdict.ts';
import { compareEntities, compareMemos } from '../../formats/annotations/order.ts';
import type { Reviewed, SourceDocument } from '../../formats/annotations/source.ts';
import type { AnnotationFilter, StoreReader } from '../../store/types.ts';

/** Relations held in memory at a time. */
const PAGE = 1_000;

/** The chosen codes with all that these name: parents, further parents, ends of relations, and what those name. */
export function withNamed(chosen: ReadonlySet<Id>, codes: readonly Code[]): ReadonlySet<Id> {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const all = new Set<Id>();
  const waiting = [...chosen];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const code = byId.get(id);
    if (!code || all.has(id)) continue;
    all.add(id);
    waiting.push(...parentIdsOf(code), ...(code.ends?.from ?? []), ...(code.ends?.to ?? []));
  }
  return all;
}

export interface Chosen {
  readonly filter: AnnotationFilter;
  readonly codes: readonly Code[];
  /** codes whose annotations there are */
  readonly annotationCodes: ReadonlySet<Id>;
  readonly documents: readonly SourceDocument[];
  /** whose annotations, relations, document codes, memos and progress there are */
  readonly personIds: ReadonlySet<Id>;
}

/** What an export holds besides documents, codes and annotations. */
export class FurtherRecords {
  readonly entities: readonly Entity[];
  readonly documentFields: readonly AttributeDefinition[];
  readonly memos: readonly Memo[];
  readonly #read: StoreReader;
  readonly #filter: AnnotationFilter;
  readonly #codes: ReadonlyMap<Id, Code>;
  readonly #documents: ReadonlySet<Id>;
  readonly #entities: ReadonlySet<Id>;
  readonly #annotationCodes: ReadonlySet<Id>;
  readonly #assignments: readonly Assignment[];
  readonly #verdicts: readonly Verdict[];
  readonly #relationVerdicts: readonly RelationVerdict[];
  readonly #standing: Standing;
  readonly #trace: (annotationId: Id) => Trace;
  readonly #traceRelation: (relationId: Id) => Trace;
  readonly #names: ReadonlyMap<Id, string>;
  #personIds: ReadonlySet<Id>;
  /** whose comments there are; null: everyone's */
  #commenters: ReadonlySet<Id> | null = null;
  readonly #isWhole: boolean;
  /** whether there are comments at all: mostly there are none, and then none are sought */
  readonly #isDiscussed: boolean;

  constructor(read: StoreReader, chosen: Chosen) {
    const { filter, codes, annotationCodes, documents, personIds } = chosen;
    this.#read = read;
    this.#filter = filter;
    this.#codes = new Map(codes.map((code) => [code.id, code]));
    this.#documents = new Set(documents.map(({ document }) => document.id));
    this.#personIds = personIds;
    this.#annotationCodes = annotationCodes;
    const { lost, ...others } = filter;
    this.#isWhole =
      lost === undefined && Object.values(others).every((wish) => wish === undefined || wish === false);
    this.#assignments = read.assignments();
    this.#verdicts = read.verdicts();
    this.#relationVerdicts = read.relationVerdicts();
    this.#standing = standingBy(this.#verdicts, this.#relationVerdicts);
    this.#trace = traceAnnotations(this.#standing, (id) => read.annotation(id)?.personId);
    this.#traceRelation = traceRelations(this.#standing, (id) => read.relation(id)?.personId);
    this.#names = new Map(read.persons().map(({ id, name }) => [id, name]));
    this.#isDiscussed = read.counts().comments > 0;
    this.entities = read
      .entities()
      .map(({ mentions: _, ...entity }) => entity)
      .sort(compareEntities);
    this.#entities = new Set(this.entities.map(({ id }) => id));
    this.documentFields = read.project().documentFields;
    this.memos = read
      .memos()
      .filter((memo) => personIds.has(memo.personId) && this.#hasTarget(memo.targetKind, memo.targetId))
      .sort(compareMemos);
  }

  /** Who made any of it. */
  persons(): ReadonlySet<Id> {
    const found = new Set<Id>(this.memos.map(({ personId }) => personId));
    for (const { personId } of this.comments()) found.add(personId);
    for (const { personId } of this.verdicts()) found.add(personId);
    for (const { personId } of this.relationVerdicts()) found.add(personId);
    for (const id of this.#personIds) {
      if (this.#read.countRelations({ personIds: [id] }) > 0) found.add(id);
    }
    for (const documentId of this.#documents) {
      for (const { personId } of this.documentCodes(documentId)) found.add(personId);
      for (const { personId } of this.progress(documentId)) found.add(personId);
      for (const { personId } of this.assignments(documentId)) found.add(personId);
    }
    return found;
  }

  /** From here on nobody else's. */
  limitTo(persons: readonly Person[]): void {
    const ids = new Set(persons.map(({ id }) => id));
    this.#personIds = new Set([...this.#personIds].filter((id) => ids.has(id)));
    this.#commenters = ids;
  }

  documentCodes(documentId: Id): readonly DocumentCode[] {
    return this.#read
      .documentCodes(documentId)
      .filter(({ codeId, personId }) => this.#isChosen(codeId, personId));
  }

  progress(documentId: Id): readonly Progress[] {
    return [...this.#personIds]
      .map((personId) => this.#read.progress(documentId, personId))
      .filter((progress) => progress !== undefined);
  }

  assignments(documentId: Id): readonly Assignment[] {
    return this.#assignments.filter(
      (assignment) => assignment.documentId === documentId && this.#personIds.has(assignment.personId),
    );
  }

  /** Whoever gave them: on what is in the export, where what stands for it is there too. */
  *verdicts(): Generator<Verdict> {
    for (const verdict of this.#verdicts) {
      const { annotationId, resultId, personId } = verdict;
      if (!(this.#commenters?.has(personId) ?? true) || !this.#hasAnnotation(annotationId)) continue;
      if (resultId === null || this.#hasAnnotation(resultId)) yield verdict;
    }
  }

  *relationVerdicts(): Generator<RelationVerdict> {
    for (const verdict of this.#relationVerdicts) {
      const { relationId, resultId, personId } = verdict;
      if (!(this.#commenters?.has(personId) ?? true) || !this.#hasRelation(relationId)) continue;
      if (resultId === null || this.#hasRelation(resultId)) yield verdict;
    }
  }

  *relations(): Generator<Relation> {
    const { documentIds } = this.#filter;
    const filter = { limit: PAGE, ...(documentIds ? { documentIds } : {}) };
    let page = this.#read.relationPage(filter);
    while (page.length > 0) {
      for (const relation of page) {
        const held = this.#heldRelation(relation);
        if (held) yield held;
      }
      page = this.#read.relationPage({ ...filter, after: page.at(-1)?.id ?? '' });
    }
  }

  /** Whole threads, whoever took part, on what is in the export. */
  *comments(): Generator<Comment> {
    for (const head of this.#read.everyComment()) {
      const { id, threadId, targetKind, targetId } = head;
      if (id !== threadId || !this.#hasTarget(targetKind, targetId)) continue;
      if (!this.#hasCommenter(head)) continue;
      for (const comment of this.#read.comments(targetKind, targetId)) {
        if (comment.threadId === threadId && this.#hasCommenter(comment)) yield comment;
      }
    }
  }

  reviewed(annotationId: Id): Reviewed {
    return this.#named(this.#trace(annotationId));
  }

  reviewedRelation(relation: Relation): Reviewed {
    const { id } = relation;
    const made = this.#read.relation(id) ?? relation;
    const isAdjudicated = relationStanding(made, this.#standing) !== null;
    const trace = this.#traceRelation(id);
    // One on which nobody decided stands for whoever made it.
    const saidBy = isAdjudicated && trace.verdict === null ? [made.personId] : trace.saidBy;
    return this.#named({ ...trace, isAdjudicated, saidBy });
  }

  #named({ verdict, isAdjudicated, saidBy }: Trace): Reviewed {
    const nameOf = (id: Id) => this.#names.get(id) ?? '';
    const reviewer = verdict ? nameOf(verdict.personId) : '';
    return { verdict, reviewer, isAdjudicated, saidBy: saidBy.map(nameOf) };
  }

  commentCount(annotationId: Id): number {
    if (!this.#isDiscussed) return 0;
    return this.#read.comments('annotation', annotationId).filter(({ deleted }) => !deleted).length;
  }

  #hasCommenter({ personId }: Comment): boolean {
    return this.#commenters?.has(personId) ?? true;
  }

  #isChosen(codeId: Id, personId: Id): boolean {
    return this.#codes.has(codeId) && this.#personIds.has(personId);
  }

  #hasTarget(kind: Comment['targetKind'] | Memo['targetKind'], id: Id): boolean {
    if (kind === 'annotation') return this.#hasAnnotation(id);
    if (kind === 'document') return this.#documents.has(id);
    if (kind === 'entity') return this.#entities.has(id);
    return kind === 'code' ? this.#codes.has(id) : true;
  }

  #hasRelation(id: Id): boolean {
    const relation = this.#read.relation(id);
    return relation !== undefined && !relation.deleted && this.#heldRelation(relation) !== null;
  }

  /** The relation as the export holds it; null where it does not. Of the adjudicated set it runs between what stands for its ends. */
  #heldRelation(relation: Relation): Relation | null {
    if (!this.#isChosen(relation.codeId, relation.personId)) return null;
    const ends = this.#filter.adjudicated ? relationStanding(relation, this.#standing) : relation;
    return ends && this.#hasAnnotation(ends.fromId) && this.#hasAnnotation(ends.toId)
      ? { ...relation, fromId: ends.fromId, toId: ends.toId }
      : null;
  }

  /** Whether the export holds the annotation. */
  #hasAnnotation(id: Id): boolean {
    const annotation = this.#read.annotation(id);
    if (!annotation || annotation.deleted || !this.#documents.has(annotation.documentId)) return false;
    if (this.#isWhole) return true;
    const { statuses, entityIds, outdated, adjudicated, lost } = this.#filter;
    const version = this.#codes.get(annotation.codeId)?.version ?? 0;
    return (
      this.#personIds.has(annotation.personId) &&
      this.#annotationCodes.has(annotation.codeId) &&
      (!adjudicated || this.#trace(id).isAdjudicated) &&
      (!statuses || statuses.includes(annotation.status)) &&
      (!entityIds || (annotation.entityId !== null && entityIds.includes(annotation.entityId))) &&
      (!outdated || annotation.codeVersion < version) &&
      (lost === undefined || annotation.lost === lost)
    );
  }
}
