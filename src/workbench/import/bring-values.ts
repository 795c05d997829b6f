import type { AttributeDefinition, AttributeValues } from '../../core/attribute/attribute.ts';
import { carryValues } from '../../core/attribute/carry.ts';
import { migrateValues } from '../../core/attribute/migration.ts';
import type { EntityNaming } from '../../core/attribute/wording.ts';

/**
 * Values given under a file's definitions, under those of the project: where it has a definition of the same id, as a change of definitions
 * would carry them; else by name and type. `lost` counts what fits nothing.
 */
export function bringValues(
  from: readonly AttributeDefinition[],
  to: readonly AttributeDefinition[],
  values: AttributeValues,
  naming: EntityNaming,
): { readonly values: AttributeValues; readonly lost: number } {
  const known = new Set(to.map(({ id }) => id));
  const entries = Object.entries(values);
  if (entries.length === 0) return { values, lost: 0 };
  const part = (isKnown: boolean) => Object.fromEntries(entries.filter(([id]) => known.has(id) === isKnown));
  const migrated = migrateValues(from, to, part(true), naming);
  const carried = carryValues(from, to, part(false));
  return {
    values: { ...carried.values, ...migrated.values },
    lost: migrated.lost.length + carried.lost,
  };
}
