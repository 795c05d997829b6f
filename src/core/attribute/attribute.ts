import type { Id } from '../ids.ts';

export const ATTRIBUTE_TYPES = ['text', 'number', 'date', 'boolean', 'choice', 'choices', 'entity'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

export interface AttributeChoice {
  readonly id: Id;
  /** trimmed, not empty, unique in its list without regard to case */
  readonly label: string;
}

/** A typed question that a code asks of what it tags, or the project of each document. */
export interface AttributeDefinition {
  readonly id: Id;
  /** trimmed, not empty, unique among its owner's without regard to case */
  readonly name: string;
  readonly type: AttributeType;
  readonly required: boolean;
  /** of `choice` and `choices`, in the order shown; empty for other types */
  readonly choices: readonly AttributeChoice[];
  /** what a new record starts with; null: nothing */
  readonly initial: AttributeValue | null;
}

/**
 * text: the text; number: finite; date: ISO 8601 YYYY-MM-DD, YYYY-MM or YYYY; boolean; choice: the id of a choice;
 * choices: ids of choices in the order of the list, at least one; entity: the id of an entity.
 */
export type AttributeValue = string | number | boolean | readonly Id[];

/** By id of the definition, so that a renamed attribute keeps its values. Without a value: no member. */
export type AttributeValues = Readonly<Record<Id, AttributeValue>>;
