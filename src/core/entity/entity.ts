import type { Id } from '../ids.ts';

/** Kinds that are offered; a project may have others of its own naming. */
export const ENTITY_KINDS = ['person', 'organisation', 'place', 'event', 'work'] as const;

export interface ExternalIdentifier {
  /** the register: 'wikidata', 'viaf', 'isni', 'lei', … */
  readonly scheme: string;
  readonly value: string;
}

/** Someone or something in the world that passages name. */
export interface Entity {
  readonly id: Id;
  /** trimmed, not empty */
  readonly name: string;
  /** one of ENTITY_KINDS or another, trimmed; may be empty */
  readonly kind: string;
  /** other spellings, in any script; neither the name itself nor one another, letter for letter */
  readonly aliases: readonly string[];
  readonly identifiers: readonly ExternalIdentifier[];
  readonly description: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}

/** An entity with how many annotations (not deleted, in documents not deleted) are linked to it. */
export interface CountedEntity extends Entity {
  readonly mentions: number;
}
