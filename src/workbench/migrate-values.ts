import type { AttributeMigration } from '../contract/procedures.ts';
import type { AttributeDefinition, AttributeValues } from '../core/attribute/attribute.ts';
import { migrateValues } from '../core/attribute/migration.ts';
import type { EntityNaming } from '../core/attribute/wording.ts';
import type { Id } from '../core/ids.ts';
import type { StoreReader } from '../store/types.ts';

/** Lost values that a preview shows of one attribute. */
const EXAMPLES = 20;

interface Change {
  readonly name: string;
  kept: number;
  converted: number;
  lost: number;
  readonly lostExamples: string[];
}

/** Entities by name or alias, letter for letter. */
export function entityNaming(read: StoreReader): EntityNaming {
  let byName: ReadonlyMap<string, Id> | undefined;
  return {
    nameOfEntity: (id) => read.entity(id)?.name,
    entityNamed(name) {
      // Aliases first, so that a name wins over an alias.
      byName ??= new Map([
        ...read.entities().flatMap(({ id, aliases }) => aliases.map((alias) => [alias, id] as const)),
        ...read.entities().map((entity) => [entity.name, entity.id] as const),
      ]);
      return byName.get(name);
    },
  };
}

/** Carries values from one list of definitions to the list that it becomes, and counts what becomes of them. */
export class ValueMigration {
  readonly #naming: EntityNaming;
  readonly #from: readonly AttributeDefinition[];
  readonly #to: readonly AttributeDefinition[];
  readonly #changes: ReadonlyMap<Id, Change>;

  constructor(read: StoreReader, from: readonly AttributeDefinition[], to: readonly AttributeDefinition[]) {
    this.#naming = entityNaming(read);
    this.#from = from;
    this.#to = to;
    const names = new Map([...to, ...from].map(({ id, name }) => [id, name]));
    this.#changes = new Map(
      [...names].map(([id, name]) => [id, { name, kept: 0, converted: 0, lost: 0, lostExamples: [] }]),
    );
  }

  /** The values under the new definitions. */
  migrate(values: AttributeValues): AttributeValues {
    const {
      values: migrated,
      kept,
      converted,
      lost,
    } = migrateValues(this.#from, this.#to, values, this.#naming);
    for (const id of kept) this.#count(id, 'kept');
    for (const { definitionId } of converted) this.#count(definitionId, 'converted');
    for (const { definitionId, value } of lost) {
      const change = this.#count(definitionId, 'lost');
      if (!change || change.lostExamples.length >= EXAMPLES || change.lostExamples.includes(value)) continue;
      change.lostExamples.push(value);
    }
    return migrated;
  }

  get lost(): number {
    return this.changes.reduce((sum, { lost }) => sum + lost, 0);
  }

  get changes(): AttributeMigration['changes'] {
    return [...this.#changes].map(([definitionId, change]) => ({ definitionId, ...change }));
  }

  #count(id: Id, what: 'kept' | 'converted' | 'lost'): Change | undefined {
    const change = this.#changes.get(id);
    if (change) change[what] += 1;
    return change;
  }
}
