import { availableParallelism } from 'node:os';
import type { AnnotationFilter, StoreReader } from '../../../store/types.ts';
import type { ProjectSource } from '../source.ts';
import type { LineThreads } from './line-threads.ts';

/** How many threads, and for how many annotations at least: for fewer, beginning them takes longer than it saves. */
export interface Division {
  readonly threads: number;
  readonly fromAnnotations: number;
}

export const USUAL_DIVISION: Division = {
  threads: Math.min(2, availableParallelism()),
  fromAnnotations: 50_000,
};

/**
 * Whether threads are to make the lines of the annotations. A document is made by one of them, so that there must be several; and in
 * a set of what reviewers let stand each line says whose it was, which one thread looks up.
 */
export function isWorthDividing(
  read: StoreReader,
  filter: AnnotationFilter,
  { threads, fromAnnotations }: Division,
): boolean {
  if (threads < 2 || filter.adjudicated || read.countAnnotations(filter) < fromAnnotations) return false;
  const chosen = filter.documentIds && new Set(filter.documentIds);
  const tagged = read
    .documents()
    .filter(({ id, annotations }) => annotations > 0 && (chosen?.has(id) ?? true));
  return tagged.length > 1;
}

/** The same set, the lines of whose annotations are made by threads, which begin with it. */
export function withLines(source: ProjectSource, threads: LineThreads): ProjectSource {
  return { ...source, annotationLines: threads.write(source.chosen, [...source.documents()]) };
}
