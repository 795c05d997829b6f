import type { AttributeValues } from '../attribute/attribute.ts';
import type { Id } from '../ids.ts';

/** A typed link from one annotation to another, in the same document or another one. */
export interface Relation {
  readonly id: Id;
  readonly personId: Id;
  /** a code of kind `relation` */
  readonly codeId: Id;
  /** the version of the code's definition under which it was made or last confirmed */
  readonly codeVersion: number;
  readonly fromId: Id;
  /** another annotation than `fromId` */
  readonly toId: Id;
  readonly attributes: AttributeValues;
  readonly note: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}
