import type { Reviewed } from '../source.ts';
import type { Row } from './table.ts';

export const REVIEW_COLUMNS = ['adjudicated', 'verdict', 'verdict_by', 'verdict_reason', 'said_by'] as const;

/** What a table says of the review of an annotation or a relation. */
export function reviewCells({ verdict, reviewer, isAdjudicated, saidBy }: Reviewed): Row {
  return {
    adjudicated: isAdjudicated ? 'yes' : '',
    verdict: verdict?.decision ?? '',
    verdict_by: reviewer,
    verdict_reason: verdict?.reason ?? '',
    said_by: saidBy.join('; '),
  };
}
