import { z } from 'zod';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { ReviewState } from '../../core/review/decide.ts';
import type { Comparison, DifferenceKind } from '../../core/review/differences.ts';
import type { Assignment, Verdict } from '../../core/review/verdict.ts';
import type { Block, TextRange } from '../../core/text/structure.ts';
import { action, query, returns } from '../procedure.ts';
import { DIFFERENCE_KINDS, REVIEW_STATES } from '../vocabulary.ts';
import type { RelationView } from './relations.ts';
import { actionId, type Done, id, range } from './shared.ts';

const reason = z.string().max(20_000);
const positive = z.number().int().min(1).max(1_000_000);

/** Which passages a review looks at. Absent: all. */
export const reviewScope = {
  documentIds: z.array(id).optional(),
  /** whose annotations are compared */
  personIds: z.array(id).optional(),
  /** those where someone used one of these codes */
  codeIds: z.array(id).optional(),
  /** those that differ in one of these ways */
  kinds: z.array(z.enum(DIFFERENCE_KINDS)).optional(),
  /** only those that differ in some way */
  differing: z.boolean().optional(),
  states: z.array(z.enum(REVIEW_STATES)).optional(),
  sample: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('every'), nth: positive }),
      z.strictObject({ kind: z.literal('random'), count: positive, seed: z.number().int() }),
    ])
    .optional(),
};

/** One passage of a review, in a list. */
export interface QueuedPassage {
  /** of the comparison */
  readonly id: string;
  readonly documentId: string;
  readonly range: TextRange;
  readonly kinds: readonly DifferenceKind[];
  readonly state: ReviewState;
  readonly annotationIds: readonly string[];
  /** each once, in the order of the people */
  readonly codeIds: readonly string[];
  /** what was marked, shortened */
  readonly quote: string;
}
export const QUEUE_LIMIT = 5_000;

export interface ReviewQueue {
  /** in the order of documents and then of the text; at most QUEUE_LIMIT */
  readonly passages: readonly QueuedPassage[];
  /** how many there are by state, also past the limit */
  readonly states: Readonly<Record<ReviewState, number>>;
  /** how many people's work there is to compare in the documents asked for */
  readonly people: readonly string[];
}

/** A passage with what stands around it. */
export interface ReviewedPassage {
  /** the text around it, in whole blocks where these are short; UTF-16 offsets are the document's */
  readonly text: { readonly start: number; readonly content: string; readonly blocks: readonly Block[] };
  readonly length: number;
  /** whose annotations are compared there */
  readonly people: readonly string[];
  /** those that touch the text shown */
  readonly comparisons: readonly Comparison[];
  /** verdicts in force on the annotations of these */
  readonly verdicts: readonly Verdict[];
  /** relations of these, by which they differ where others are linked otherwise */
  readonly relations: readonly RelationView[];
  /** what stands in the adjudicated set and touches the text shown */
  readonly standing: readonly Annotation[];
}

/** What was decided on an annotation, for its maker to see. */
export interface VerdictView {
  readonly verdict: Verdict;
  /** what stands for it; null where nothing does */
  readonly result: Annotation | null;
  /** whether the annotation was changed after the verdict */
  readonly changed: boolean;
}

const written = {
  codeId: id,
  ranges: z.array(range).min(1).max(1_000),
};

export const reviewProcedures = {
  'review.queue': query(z.strictObject(reviewScope), returns<ReviewQueue>()),
  /** `range`: of the passage; `personIds` as for the queue. */
  'review.passage': query(
    z.strictObject({ documentId: id, range, personIds: z.array(id).optional() }),
    returns<ReviewedPassage>(),
  ),
  /** Decides on all that people said of one passage. `annotationIds`: of the comparison. */
  'review.decide': action(
    z.strictObject({
      actionId,
      annotationIds: z.array(id).min(1).max(1_000),
      choice: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('accept'), annotationId: id }),
        z.strictObject({ kind: z.literal('reject') }),
        /** what stands instead: made from one of them, whose values and entity it keeps as far as the code asks for them */
        z.strictObject({ kind: z.literal('amend'), basisId: id, ...written }),
      ]),
      reason,
    }),
    returns<Done>(),
  ),
  /** Adds to the adjudicated set what nobody had said. */
  'review.write': action(
    z.strictObject({ actionId, documentId: id, ...written, reason }),
    returns<{ commit: Done['commit']; annotationId: string }>(),
  ),
  /** Takes back the verdicts on these, and what was written in their place. */
  'review.withdraw': action(
    z.strictObject({ actionId, annotationIds: z.array(id).min(1).max(1_000) }),
    returns<Done>(),
  ),
  /**
   * Accepts what people agree on, of the passages in scope that are not decided: all who are compared (`least` null), or at least so many
   * of them and no others as many.
   */
  'review.acceptAgreed': action(
    z.strictObject({ actionId, ...reviewScope, least: positive.nullable(), reason }),
    returns<{ commit: Done['commit']; accepted: number }>(),
  ),
  /** How many that would be. */
  'review.countAgreed': query(
    z.strictObject({ ...reviewScope, least: positive.nullable() }),
    returns<{ accepted: number }>(),
  ),
  /** The verdict in force on an annotation. */
  'review.verdictOn': query(z.strictObject({ annotationId: id }), returns<VerdictView | null>()),

  'assignments.list': query(z.strictObject({}), returns<readonly Assignment[]>()),
  /**
   * Gives these documents to these people: each document to all of them, or to `perDocument` of them in turn, so that everyone gets about as
   * many. What is assigned already stays and is counted.
   */
  'assignments.assign': action(
    z.strictObject({
      actionId,
      documentIds: z.array(id).min(1),
      personIds: z.array(id).min(1).max(1_000),
      perDocument: positive.nullable(),
      /** null: in the order of the people; else by lot, with as many for everyone: the same seed draws the same */
      seed: z.number().int().nullable().optional(),
    }),
    returns<{ commit: Done['commit']; assigned: number }>(),
  ),
  'assignments.unassign': action(
    z.strictObject({ actionId, documentIds: z.array(id).min(1), personIds: z.array(id).min(1) }),
    returns<Done>(),
  ),
} as const;
