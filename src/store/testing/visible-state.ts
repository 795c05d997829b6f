import type { StoreReader } from '../types.ts';

/** All that a reader shows of a project but its journal: two projects alike to the user are alike here. */
export function visibleState(read: StoreReader) {
  const { actions: _, ...counts } = read.counts();
  const documents = read.documents();
  return {
    project: read.project(),
    persons: read.persons(),
    codes: read.codes(),
    documents,
    texts: documents.map(({ textId }) => [...read.everyChunk(textId)]),
    annotations: [...read.everyAnnotation({})],
    counts,
    density: documents.map(({ id }) => {
      const { codeIds, triples } = read.density(id, 16);
      return { codeIds, triples: [...triples] };
    }),
  };
}
