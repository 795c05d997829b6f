import type { Id } from '../../core/ids.ts';

/** What of people's work a reader gives. Of a project as a whole everything stays in the file: only what is read differs. */
export interface Sight {
  readonly me: Id;
  /** what others did in a document is hidden while I am not done with it: annotations, relations, codes, comments, memos, verdicts */
  readonly blind: boolean;
  /** people whose annotations, relations and document codes are not shown */
  readonly hidden: readonly Id[];
  /** whether the adjudicated set is shown: then also what is in it of people who are not, and what reviewers wrote */
  readonly adjudicated: boolean;
}

export function seesAll({ blind, hidden, adjudicated }: Sight): boolean {
  return !blind && hidden.length === 0 && adjudicated;
}
