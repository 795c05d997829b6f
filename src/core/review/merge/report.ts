import type { Id } from '../../ids.ts';
import type { FieldValue, RecordKind } from '../../journal/action.ts';

/** One side of a conflict. */
export interface ConflictSide {
  readonly value: FieldValue;
  readonly personName: string;
  /** ISO 8601, UTC */
  readonly at: string;
}

/** Both sides changed the same field without knowing of one another. */
export interface MergeConflict {
  readonly kind: RecordKind;
  readonly id: Id;
  readonly field: string;
  /** of a field with values under keys, the key that both changed; else null */
  readonly key: string | null;
  /** what the record is called or quotes */
  readonly label: string;
  readonly ours: ConflictSide;
  readonly theirs: ConflictSide;
  /** which side the default rule takes: the later one */
  readonly taken: 'ours' | 'theirs';
  /** whether both can be kept, one after the other */
  readonly bothPossible: boolean;
}

export type ConflictChoice = 'ours' | 'theirs' | 'both';

/** What a person decided of a conflict, which they name by its record, field and key. */
export interface ChosenConflict {
  readonly kind: RecordKind;
  readonly id: Id;
  readonly field: string;
  readonly key: string | null;
  readonly choice: ConflictChoice;
}

/** How a record of the other file was found to be one of ours. */
export interface MatchedRecord {
  readonly id: Id;
  readonly name: string;
  readonly otherId: Id;
  readonly otherName: string;
  readonly how: 'text' | 'path';
}

/** A code that came with the other file and is nearly called like one that was here. */
export interface CodeProposal {
  readonly codeId: Id;
  readonly name: string;
  readonly likeId: Id;
  readonly likeName: string;
  readonly reason: string;
}

/** A document or person that came with the other file and is perhaps one that was here: a person decides. */
export interface RecordTwin {
  readonly kind: 'document' | 'person';
  readonly id: Id;
  readonly name: string;
  readonly likeId: Id;
  readonly likeName: string;
  /** of documents: the share of the two texts that is the same, 0–1 */
  readonly share: number;
  /** that it has */
  readonly annotations: number;
  /** of documents: quotations that would find no place in the other text, the first of `lostCount` */
  readonly lost: readonly string[];
  readonly lostCount: number;
}

export interface KindTally {
  readonly kind: RecordKind;
  readonly made: number;
  readonly changed: number;
  readonly deleted: number;
}

/** An annotation whose text is another here than where it was made. */
export interface MovedAnchor {
  readonly annotationId: Id;
  readonly documentId: Id;
  readonly title: string;
  readonly quote: string;
}

/** What a merge did, or would do. Lists are cut at LISTED_LIMIT; the counts beside them are not. */
export interface MergeReport {
  readonly file: string;
  readonly projectId: Id;
  readonly projectName: string;
  readonly sameProject: boolean;
  /** actions that are new here */
  readonly actions: number;
  /** who did these */
  readonly people: readonly { readonly id: Id; readonly name: string; readonly isNew: boolean }[];
  readonly records: readonly KindTally[];
  readonly documents: readonly MatchedRecord[];
  readonly codes: readonly MatchedRecord[];
  readonly proposals: readonly CodeProposal[];
  readonly twins: readonly RecordTwin[];
  readonly conflicts: readonly MergeConflict[];
  readonly conflictCount: number;
  /** annotations placed anew in a changed text */
  readonly reanchored: number;
  readonly lost: readonly MovedAnchor[];
  readonly lostCount: number;
  /** codes and documents that one side deleted while the other worked with them: they are kept */
  readonly revived: readonly { readonly kind: RecordKind; readonly id: Id; readonly name: string }[];
  /** what people said of documents is left out of what is told, because the reader is not done with all of them */
  readonly blind?: boolean;
}

export const LISTED_LIMIT = 1_000;

function isText(value: FieldValue): value is string {
  return typeof value === 'string';
}

/** Fields of free text, where both can stand one below the other. */
const PROSE: ReadonlySet<string> = new Set(['note', 'body', 'description']);
/** Fields that are lists of things of which both can be kept. */
const LISTS: ReadonlySet<string> = new Set(['aliases', 'identifiers', 'otherParentIds']);

export function canKeepBoth(field: string, ours: FieldValue, theirs: FieldValue): boolean {
  if (PROSE.has(field)) return isText(ours) && isText(theirs) && ours !== '' && theirs !== '';
  return LISTS.has(field) && Array.isArray(ours) && Array.isArray(theirs);
}

/** Both values in one: prose below prose, lists united. */
export function both(ours: FieldValue, theirs: FieldValue): FieldValue {
  if (isText(ours) && isText(theirs)) return `${ours}\n\n${theirs}`;
  if (!Array.isArray(ours) || !Array.isArray(theirs)) return ours;
  const known = new Set(ours.map((one) => JSON.stringify(one)));
  return [...ours, ...theirs.filter((one) => !known.has(JSON.stringify(one)))];
}
