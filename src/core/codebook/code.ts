import type { AttributeDefinition } from '../attribute/attribute.ts';
import type { Id } from '../ids.ts';

/** what a code is put on: passages, whole documents, or pairs of annotations */
export const CODE_KINDS = ['span', 'document', 'relation'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** Which annotations a relation code may connect. */
export interface RelationEnds {
  /** codes (with all codes beneath them) that the relation may begin at; empty: any */
  readonly from: readonly Id[];
  /** and may end at; empty: any */
  readonly to: readonly Id[];
  /** false: from and to mean the same, and `from` and `to` above are read either way */
  readonly directed: boolean;
}

export interface Code {
  readonly id: Id;
  /** trimmed, not empty, unique among its siblings without regard to case */
  readonly name: string;
  readonly kind: CodeKind;
  readonly parentId: Id | null;
  /** further places in the tree; never `parentId`, itself or one of its descendants */
  readonly otherParentIds: readonly Id[];
  /** index into CODE_COLOURS */
  readonly colour: number;
  /** a single key that tags with this code: one lower-case letter or digit, unique in the project; or null */
  readonly key: string | null;
  readonly description: string;
  readonly attributes: readonly AttributeDefinition[];
  /** of a relation code; null for the other kinds */
  readonly ends: RelationEnds | null;
  /** of its definition, from 1: raised by a change of the description, the attributes or the ends */
  readonly version: number;
  /** place among its siblings, ascending; ties are broken by name */
  readonly position: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}

/** What a code is where nothing more is said of it. */
export const PLAIN_CODE = {
  kind: 'span',
  otherParentIds: [],
  attributes: [],
  ends: null,
  version: 1,
} as const satisfies Partial<Code>;

/** A code with how many annotations (of its kind: documents, relations) bear it, deleted ones not counted. */
export interface CountedCode extends Code {
  readonly annotations: number;
}
