import type { AnnotationStatus } from '../core/annotation/annotation.ts';
import type { Id } from '../core/ids.ts';

export interface AnnotationFilter {
  readonly documentIds?: readonly Id[];
  readonly codeIds?: readonly Id[];
  readonly personIds?: readonly Id[];
  readonly statuses?: readonly AnnotationStatus[];
  readonly entityIds?: readonly Id[];
  /** only those made under an older version of their code's definition */
  readonly outdated?: boolean;
  /** true: only those that have lost their place in the text; false: only those that have one; absent: both */
  readonly lost?: boolean;
  /** only those of the adjudicated set: they follow from verdicts (see core/review/verdict.ts) */
  readonly adjudicated?: boolean;
}

export interface RelationFilter {
  /** those with an end in one of these documents */
  readonly documentIds?: readonly Id[];
  readonly codeIds?: readonly Id[];
  readonly personIds?: readonly Id[];
}

export interface RelationQuery extends RelationFilter {
  readonly limit: number;
  readonly after?: Id;
}

export interface AnnotationQuery extends AnnotationFilter {
  readonly limit: number;
  readonly after?: Id;
}
