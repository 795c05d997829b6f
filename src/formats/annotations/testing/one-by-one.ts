import { annotationInRun } from '../annotation-in-run.ts';
import type { ReadRecord } from '../reader.ts';

/** The same records, with the annotations of a run one by one; of these the lines are not known. */
export function oneByOne(records: readonly ReadRecord[]): readonly ReadRecord[] {
  return records.flatMap((record): ReadRecord | ReadRecord[] =>
    record.kind === 'annotations'
      ? Array.from({ length: record.run.count }, (_, place) => ({
          kind: 'annotation',
          line: 0,
          annotation: annotationInRun(record.run, place),
        }))
      : record,
  );
}
