import type { Level } from '../core/agreement/differences.ts';
import type { Measure } from '../core/agreement/measures.ts';
import type { AnnotationStatus } from '../core/annotation/annotation.ts';
import type { AttributeType } from '../core/attribute/attribute.ts';
import type { CodeKind } from '../core/codebook/code.ts';
import type { CommentedKind, MemoKind } from '../core/discussion/discussion.ts';
import type { DocumentStatus } from '../core/project/records.ts';
import type { PassageOrder, QueryKind } from '../core/query/text-query.ts';
import type { ReviewState } from '../core/review/decide.ts';
import type { DifferenceKind } from '../core/review/differences.ts';

/*
 * The words that messages may hold for a choice. The contract sees types of the core only, so the lists are spelled out
 * here, and a list that lacks a word or has one too many does not compile.
 */

function words<T extends string>() {
  return <const W extends readonly T[]>(list: W & (T extends W[number] ? unknown : never)) => list as W;
}

export const ANNOTATION_STATUSES = words<AnnotationStatus>()(['draft', 'final', 'flagged']);
export const ATTRIBUTE_TYPES = words<AttributeType>()([
  'text',
  'number',
  'date',
  'boolean',
  'choice',
  'choices',
  'entity',
]);
export const CODE_KINDS = words<CodeKind>()(['span', 'document', 'relation']);
export const COMMENTED_KINDS = words<CommentedKind>()(['annotation', 'document', 'code']);
export const MEMO_KINDS = words<MemoKind>()(['project', 'document', 'code', 'entity']);
export const DOCUMENT_STATUSES = words<DocumentStatus>()(['not-started', 'in-progress', 'done']);
export const DIFFERENCE_KINDS = words<DifferenceKind>()([
  'missing',
  'boundary',
  'code',
  'attribute',
  'relation',
]);
export const REVIEW_STATES = words<ReviewState>()(['open', 'changed', 'decided']);
export const MEASURES = words<Measure>()([
  'percent',
  'cohen-kappa',
  'weighted-kappa',
  'scott-pi',
  'fleiss-kappa',
  'randolph-kappa',
  'gwet-ac1',
  'gwet-ac2',
  'krippendorff-alpha',
  'alpha-u',
  'gamma',
  'span-f1',
]);
export const MEASUREMENT_LEVELS = words<Level>()(['nominal', 'ordinal', 'interval', 'ratio']);
export const QUERY_KINDS = words<QueryKind>()(['words', 'text', 'pattern']);
export const PASSAGE_ORDERS = words<PassageOrder>()(['text', 'relevance']);

export const FIND_LIMIT = 10_000;
/** A query longer than this (UTF-16 code units) is refused. */
export const SEARCH_QUERY_MAX = 2_000;
export const PASSAGES_AT_ONCE = 200;
/** Annotations that can be made in one action by tagging many passages: as many as the workbench makes in about a second. */
export const TAGGED_AT_ONCE = 10_000;
