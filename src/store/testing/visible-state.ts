import type { StoreReader } from '../types.ts';

/** All that a reader shows of a project but its journal: two projects alike to the user are alike here. */
export function visibleState(read: StoreReader) {
  const { actions: _, ...counts } = read.counts();
  const documents = read.documents();
  const entities = read.entities();
  const all = Number.MAX_SAFE_INTEGER;
  return {
    project: read.project(),
    persons: read.persons(),
    codes: read.codes(),
    documents,
    texts: documents.map(({ textId }) => [...read.everyChunk(textId)]),
    originals: documents.map(({ textId }) => {
      const bytes = read.sourceBytes(read.text(textId)?.sourceSha256 ?? '');
      return bytes && Buffer.from(bytes).toString('base64');
    }),
    annotations: [...read.everyAnnotation({})],
    outdated: read.annotationPage({ outdated: true, limit: all }).map(({ id }) => id),
    relations: read.relationPage({ limit: all }),
    entities,
    mentions: entities.map(({ id }) => read.mentions(id, all).map((annotation) => annotation.id)),
    documentCodes: read.documentCodes(),
    comments: [...read.everyComment()],
    discussed: documents.map(({ id }) => read.discussed(id)),
    memos: read.memos(),
    progress: read.everyProgress(),
    verdicts: read.verdicts(),
    relationVerdicts: read.relationVerdicts(),
    assignments: read.assignments(),
    adjudicated: [...read.everyAnnotation({ adjudicated: true })].map(({ id }) => id),
    adjudicatedCount: read.countAnnotations({ adjudicated: true }),
    counts,
    density: documents.map(({ id }) => {
      const { codeIds, triples } = read.density(id, 16);
      return { codeIds, triples: [...triples] };
    }),
  };
}
