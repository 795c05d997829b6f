import type { Knowledge } from '../../core/review/merge/vector.ts';
import type { RecordWriter } from '../journal/record-writer.ts';
import type { ReadContext } from '../read/context.ts';
import type { Decider } from './decide.ts';
import type { Gathered, Touches } from './gather.ts';
import type { OtherFile } from './other-file.ts';
import type { Outcome } from './outcome.ts';

/** What settling the records of a project works with. */
export interface SettlementParts {
  readonly context: ReadContext;
  readonly writer: RecordWriter;
  readonly decider: Decider;
  readonly gathered: Gathered;
  readonly touches: Touches;
  readonly knowledge: Knowledge;
  readonly outcome: Outcome;
  readonly other: OtherFile;
}
