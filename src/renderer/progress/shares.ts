import type { PersonProgress } from '../../contract/procedures.ts';

/** Of a person's documents: all there are, and the shares (0–1) that are done and in progress. Without documents both are 0. */
export function shares({ documents }: Pick<PersonProgress, 'documents'>) {
  const total = documents.done + documents['in-progress'] + documents['not-started'];
  const share = (count: number) => (total === 0 ? 0 : count / total);
  return { total, done: share(documents.done), inProgress: share(documents['in-progress']) };
}
