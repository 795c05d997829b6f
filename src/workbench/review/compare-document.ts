import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { Relation } from '../../core/relation/relation.ts';
import { type Comparison, compareCodings } from '../../core/review/differences.ts';
import { type Standing, standingBy } from '../../core/review/standing.ts';
import type { Judgement } from '../../core/review/verdict.ts';
import type { StoreReader } from '../../store/types.ts';

/** Relations held in memory at a time. */
const PAGE = 1_000;

export interface ComparedDocument {
  /** whose annotations are compared: those who made some there, or are done with it */
  readonly people: readonly Id[];
  readonly comparisons: readonly Comparison[];
  /** what was decided in the document, and of links that end in it */
  readonly standing: Standing;
}

/** What reviewers wrote, annotations or relations, which is nobody's coding. */
export function writtenInReview(verdicts: Iterable<Judgement>): ReadonlySet<Id> {
  const written = new Set<Id>();
  for (const { decision, resultId } of verdicts) {
    if (decision === 'add' && resultId !== null) written.add(resultId);
  }
  return written;
}

function* relationsIn(read: StoreReader, documentId: Id): Generator<Relation> {
  const filter = { documentIds: [documentId], limit: PAGE };
  let page = read.relationPage(filter);
  while (page.length > 0) {
    yield* page;
    page = read.relationPage({ ...filter, after: page.at(-1)?.id ?? '' });
  }
}

/** Annotations of other documents to which relations lead. */
function endsElsewhere(
  read: StoreReader,
  documentId: Id,
  relations: readonly Relation[],
): readonly Annotation[] {
  const ids = new Set(relations.flatMap(({ fromId, toId }) => [fromId, toId]));
  return [...ids]
    .map((id) => read.annotation(id))
    .filter((annotation) => annotation !== undefined)
    .filter((annotation) => annotation.documentId !== documentId && !annotation.deleted && !annotation.lost);
}

function peopleIn(read: StoreReader, documentId: Id, annotations: readonly Annotation[]): readonly Id[] {
  const makers = new Set(annotations.map(({ personId }) => personId));
  return read
    .persons()
    .map(({ id }) => id)
    .filter((id) => makers.has(id) || read.progress(documentId, id)?.status === 'done');
}

/** What people said in one document, side by side; of all who said something, or of these. Nothing while the work of others is hidden there. */
export function compareDocument(
  read: StoreReader,
  documentId: Id,
  personIds?: readonly Id[],
): ComparedDocument {
  if (read.hidesOthers(documentId)) return { people: [], comparisons: [], standing: standingBy([], []) };
  const verdicts = read.verdicts(documentId);
  const written = writtenInReview(verdicts);
  const codings: Annotation[] = [];
  for (const annotation of read.everyAnnotation({ documentIds: [documentId], lost: false })) {
    if (!written.has(annotation.id)) codings.push(annotation);
  }
  const wanted = personIds && new Set(personIds);
  const people = peopleIn(read, documentId, codings).filter((id) => wanted?.has(id) ?? true);
  const undirected = new Set(
    read
      .codes()
      .filter(({ ends }) => ends?.directed === false)
      .map(({ id }) => id),
  );
  const relationVerdicts = read.relationVerdicts(documentId);
  const writtenRelations = writtenInReview(relationVerdicts);
  const relations = [...relationsIn(read, documentId)].filter(({ id }) => !writtenRelations.has(id));
  return {
    people,
    comparisons: compareCodings(
      people,
      codings,
      relations,
      (codeId) => !undirected.has(codeId),
      endsElsewhere(read, documentId, relations),
    ),
    standing: standingBy(verdicts, relationVerdicts),
  };
}
