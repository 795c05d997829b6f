import type { Id } from '../ids.ts';

export interface Code {
  readonly id: Id;
  /** trimmed, not empty, unique among its siblings without regard to case */
  readonly name: string;
  readonly parentId: Id | null;
  /** index into CODE_COLOURS */
  readonly colour: number;
  /** a single key that tags with this code: one lower-case letter or digit, unique in the project; or null */
  readonly key: string | null;
  readonly description: string;
  /** place among its siblings, ascending; ties are broken by name */
  readonly position: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}

/** A code with how many annotations bear it (deleted ones not counted). */
export interface CountedCode extends Code {
  readonly annotations: number;
}
