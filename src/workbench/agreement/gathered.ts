import { type Continuum, type Spans, spansOf } from '../../core/agreement/continuum.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import { codesInTreeOrder, withDescendants } from '../../core/codebook/tree.ts';
import type { Id } from '../../core/ids.ts';
import type { ListedDocument, Person } from '../../core/project/records.ts';
import type { AnnotationFilter, StoreReader } from '../../store/types.ts';
import { writtenInReview } from '../review/compare-document.ts';
import { type Watch, walked } from './watch.ts';

/** Whose work on what is measured. Absent: all. */
export interface AgreementScope {
  readonly unit: 'characters' | 'documents';
  readonly documentIds?: readonly Id[] | undefined;
  readonly personIds?: readonly Id[] | undefined;
  readonly codeIds?: readonly Id[] | undefined;
}

/** What one person marked in one document. */
export interface Marks {
  readonly spans: Spans;
  /** the annotation of each span; null for codes of documents */
  readonly annotations: readonly (Annotation | null)[];
}

export interface Gathered {
  readonly people: readonly Person[];
  readonly codes: readonly CountedCode[];
  readonly documents: readonly ListedDocument[];
  /** by document, then by person; null where the person did not take part */
  readonly marks: readonly (readonly (Marks | null)[])[];
  readonly continua: readonly Continuum[];
  /** annotations whose place is lost */
  readonly lost: number;
}

interface Collected {
  readonly rows: [number, number, number][];
  readonly annotations: (Annotation | null)[];
  /** made something there at all, with whatever code, or is done with it */
  took: boolean;
}

function chosenCodes(read: StoreReader, { unit, codeIds }: AgreementScope): readonly CountedCode[] {
  const all = read.codes();
  const wanted = codeIds && withDescendants(codeIds, all);
  const kind = unit === 'documents' ? 'document' : 'span';
  return codesInTreeOrder(all)
    .map(({ code }) => code)
    .filter((code, at, list) => list.findIndex(({ id }) => id === code.id) === at)
    .filter((code) => code.kind === kind && (wanted?.has(code.id) ?? true));
}

/**
 * Reads what people marked. Someone took part in a document who marked anything in it, with whatever code, or who is done
 * with it; who did neither has not said that there is nothing. A document whose work of others is hidden is left out. What reviewers wrote in review is nobody's coding. Each
 * piece of an annotation that has several is a span.
 *
 * @throws GlossatorError cancelled
 */
export function gather(read: StoreReader, scope: AgreementScope, watch: Watch = {}): Promise<Gathered> {
  const total = read.countAnnotations(annotationsOf(scope));
  return walked(gatherSteps(read, scope), watch, (done) =>
    watch.onProgress?.(Math.min(done, total), total, 'annotations read'),
  );
}

/** So many annotations are read in one step. */
const READ_A_STEP = 512;

function annotationsOf({ documentIds }: AgreementScope): AnnotationFilter {
  return documentIds ? { documentIds } : {};
}

/** Yields how many annotations are read. */
function* gatherSteps(read: StoreReader, scope: AgreementScope): Generator<number, Gathered> {
  const wantedPeople = scope.personIds && new Set(scope.personIds);
  const candidates = read.persons().filter(({ id }) => wantedPeople?.has(id) ?? true);
  const wantedDocuments = scope.documentIds && new Set(scope.documentIds);
  const documents = read
    .documents()
    .filter(({ id }) => (wantedDocuments?.has(id) ?? true) && !read.hidesOthers(id));
  const codes = chosenCodes(read, scope);
  const codePlaces = new Map(codes.map(({ id }, place) => [id, place]));
  const personPlaces = new Map(candidates.map(({ id }, place) => [id, place]));
  const documentPlaces = new Map(documents.map(({ id }, place) => [id, place]));
  const collected = documents.map(() =>
    candidates.map((): Collected => ({ rows: [], annotations: [], took: false })),
  );
  const of = (documentId: Id, personId: Id): Collected | undefined =>
    collected[documentPlaces.get(documentId) ?? -1]?.[personPlaces.get(personId) ?? -1];

  const written = writtenInReview(read.verdicts());
  let lost = 0;
  let done = 0;
  for (const annotation of read.everyAnnotation(annotationsOf(scope))) {
    if (++done % READ_A_STEP === 0) yield done;
    if (written.has(annotation.id)) continue;
    const own = of(annotation.documentId, annotation.personId);
    if (!own) continue;
    own.took = true;
    const code = codePlaces.get(annotation.codeId);
    if (code === undefined || scope.unit === 'documents') continue;
    if (annotation.lost) {
      lost += 1;
      continue;
    }
    for (const { start, end } of annotation.spans) {
      own.rows.push([start, end, code]);
      own.annotations.push(annotation);
    }
  }
  for (const { documentId, personId, codeId } of read.documentCodes()) {
    const own = of(documentId, personId);
    if (!own) continue;
    own.took = true;
    const code = codePlaces.get(codeId);
    if (code === undefined || scope.unit !== 'documents') continue;
    own.rows.push([0, 1, code]);
    own.annotations.push(null);
  }
  for (const { documentId, personId, status } of read.everyProgress()) {
    const own = status === 'done' ? of(documentId, personId) : undefined;
    if (own) own.took = true;
  }
  const present = candidates.map((_, person) => collected.some((row) => row[person]?.took));
  const marks = collected.map((row) =>
    row
      .filter((_, person) => present[person])
      .map(({ rows, annotations, took }) => (took ? { spans: spansOf(rows), annotations } : null)),
  );
  return {
    people: candidates.filter((_, person) => present[person]),
    codes,
    documents,
    marks,
    continua: marks.map((row, at) => ({
      length: scope.unit === 'documents' ? 1 : (documents[at]?.length ?? 0),
      coders: row.map((own) => own?.spans ?? null),
    })),
    lost,
  };
}
