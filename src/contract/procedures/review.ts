import { z } from 'zod';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { ReviewState } from '../../core/review/decide.ts';
import type { Comparison, DifferenceKind } from '../../core/review/differences.ts';
import type { Assignment, RelationVerdict, Verdict } from '../../core/review/verdict.ts';
import type { Block, TextRange } from '../../core/text/structure.ts';
import { once } from '../once.ts';
import { action, query, returns } from '../procedure.ts';
import { DIFFERENCE_KINDS, REVIEW_STATES } from '../vocabulary.ts';
import type { RelationView } from './relations.ts';
import { actionId, type Done, id, range } from './shared.ts';

const reason = once(() => z.string().max(20_000));
const positive = once(() => z.number().int().min(1).max(1_000_000));

/** Which passages a review looks at. Absent: all. */
export const reviewScope = once(() => ({
  documentIds: z.array(id()).optional(),
  /** whose annotations are compared */
  personIds: z.array(id()).optional(),
  /** those where someone used one of these codes */
  codeIds: z.array(id()).optional(),
  /** those that differ in one of these ways */
  kinds: z.array(z.enum(DIFFERENCE_KINDS)).optional(),
  /** only those that differ in some way */
  differing: z.boolean().optional(),
  states: z.array(z.enum(REVIEW_STATES)).optional(),
  sample: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('every'), nth: positive() }),
      z.strictObject({ kind: z.literal('random'), count: positive(), seed: z.number().int() }),
    ])
    .optional(),
}));

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

/** What was decided on the links of passages. */
export interface ReviewedLinks {
  /** in force on the relations of these */
  readonly verdicts: readonly RelationVerdict[];
  /** those that reviewers wrote in place of what people made, or anew, between annotations of these or what stands there */
  readonly written: readonly RelationView[];
  /** ids of relations, of both, that are in the adjudicated set: also what stands for both their ends is */
  readonly standing: readonly string[];
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
  /** relations that people made of these, by which they differ where others are linked otherwise */
  readonly relations: readonly RelationView[];
  readonly links: ReviewedLinks;
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

/** What was decided on a relation of an annotation, for its maker to see. */
export interface RelationVerdictView {
  readonly verdict: RelationVerdict;
  /** what stands for it; null where nothing does */
  readonly result: RelationView | null;
  /** whether the relation was changed after the verdict */
  readonly changed: boolean;
}

/** The relations of one link. */
const link = once(() => z.array(id()).min(1).max(1_000));

const written = once(() => ({
  codeId: id(),
  ranges: z.array(range()).min(1).max(1_000),
}));

export const reviewProcedures = {
  'review.queue': query(() => z.strictObject(reviewScope()), returns<ReviewQueue>()),
  /** `range`: of the passage; `personIds` as for the queue. */
  'review.passage': query(
    () => z.strictObject({ documentId: id(), range: range(), personIds: z.array(id()).optional() }),
    returns<ReviewedPassage>(),
  ),
  /**
   * Decides on all that people said of one passage. `annotationIds` and `links`: of the comparison. With what is accepted stand the links
   * that lead from it, and no others; where `most` is set, those that most made, and on others is not ruled. What is amended keeps the
   * links of what it is made from.
   */
  'review.decide': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        annotationIds: z.array(id()).min(1).max(1_000),
        links: z.array(link()).max(1_000).optional(),
        choice: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('accept'), annotationId: id(), most: z.boolean().optional() }),
          z.strictObject({ kind: z.literal('reject') }),
          /** what stands instead: made from one of them, whose values and entity it keeps as far as the code asks for them */
          z.strictObject({ kind: z.literal('amend'), basisId: id(), ...written() }),
        ]),
        reason: reason(),
      }),
    returns<Done>(),
  ),
  /** Adds to the adjudicated set what nobody had said. */
  'review.write': action(
    () => z.strictObject({ actionId: actionId(), documentId: id(), ...written(), reason: reason() }),
    returns<{ commit: Done['commit']; annotationId: string }>(),
  ),
  /** Takes back the verdicts on these and on the links with them, and what was written in their place. */
  'review.withdraw': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        annotationIds: z.array(id()).min(1).max(1_000),
        links: z.array(link()).max(1_000).optional(),
      }),
    returns<Done>(),
  ),
  /** Decides on one link by itself. `relationIds`: of the link. */
  'review.decideLink': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        relationIds: link(),
        choice: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('accept'), relationId: id() }),
          z.strictObject({ kind: z.literal('reject') }),
          /** another code, or the other direction, between the same passages */
          z.strictObject({ kind: z.literal('amend'), basisId: id(), codeId: id(), turned: z.boolean() }),
        ]),
        reason: reason(),
      }),
    returns<Done>(),
  ),
  /** Adds to the adjudicated set a link that nobody had made. */
  'review.writeLink': action(
    () => z.strictObject({ actionId: actionId(), codeId: id(), fromId: id(), toId: id(), reason: reason() }),
    returns<{ commit: Done['commit']; relationId: string }>(),
  ),
  /** Takes back the verdicts on these relations, and what was written in their place. */
  'review.withdrawLink': action(
    () => z.strictObject({ actionId: actionId(), relationIds: link() }),
    returns<Done>(),
  ),
  /**
   * Accepts what people agree on, of the passages in scope that are not decided: all who are compared (`least` null), or at least so many
   * of them and no others as many.
   */
  'review.acceptAgreed': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        ...reviewScope(),
        least: positive().nullable(),
        reason: reason(),
      }),
    returns<{ commit: Done['commit']; accepted: number }>(),
  ),
  /** How many that would be. */
  'review.countAgreed': query(
    () => z.strictObject({ ...reviewScope(), least: positive().nullable() }),
    returns<{ accepted: number }>(),
  ),
  /** The verdict in force on an annotation. */
  'review.verdictOn': query(() => z.strictObject({ annotationId: id() }), returns<VerdictView | null>()),
  /** The verdicts in force on the relations of an annotation. */
  'review.verdictsOnRelations': query(
    () => z.strictObject({ annotationId: id() }),
    returns<readonly RelationVerdictView[]>(),
  ),

  'assignments.list': query(() => z.strictObject({}), returns<readonly Assignment[]>()),
  /**
   * Gives these documents to these people: each document to all of them, or to `perDocument` of them in turn, so that everyone gets about as
   * many. What is assigned already stays and is counted.
   */
  'assignments.assign': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        documentIds: z.array(id()).min(1),
        personIds: z.array(id()).min(1).max(1_000),
        perDocument: positive().nullable(),
        /** null: in the order of the people; else by lot, with as many for everyone: the same seed draws the same */
        seed: z.number().int().nullable().optional(),
      }),
    returns<{ commit: Done['commit']; assigned: number }>(),
  ),
  'assignments.unassign': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        documentIds: z.array(id()).min(1),
        personIds: z.array(id()).min(1),
      }),
    returns<Done>(),
  ),
} as const;
