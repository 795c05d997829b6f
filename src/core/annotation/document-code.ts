import type { AttributeValues } from '../attribute/attribute.ts';
import type { Id } from '../ids.ts';

/** A person's statement that a document as a whole bears a code. */
export interface DocumentCode {
  readonly id: Id;
  readonly documentId: Id;
  readonly personId: Id;
  /** a code of kind `document` */
  readonly codeId: Id;
  /** the version of the code's definition under which it was made or last confirmed */
  readonly codeVersion: number;
  readonly attributes: AttributeValues;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}
