import { isDeepStrictEqual } from 'node:util';
import type { Code } from '../core/codebook/code.ts';
import { type CodeDefinition, checkCodeDefinition, versionAfter } from '../core/codebook/definition.ts';
import { GlossatorError } from '../core/errors.ts';
import type { StoreReader, WriteTransaction } from '../store/types.ts';
import { everyBearer, putBearer } from './bearers.ts';
import { ValueMigration } from './migrate-values.ts';

/**
 * The definition as it is stored. Raises `attribute-definition-invalid`; `code-kind-refused` for ends of a code that is none for relations;
 * `not-found` for a code that the ends name, and for an entity that an attribute begins with.
 */
export function checkDefinition(
  read: StoreReader,
  code: Pick<Code, 'id' | 'name' | 'kind'> & CodeDefinition,
): CodeDefinition {
  const checked = checkCodeDefinition(code, read.codes());
  for (const { type, initial, name } of checked.attributes) {
    if (type !== 'entity' || typeof initial !== 'string' || read.entity(initial)?.deleted === false) continue;
    throw new GlossatorError('not-found', `The entity that ‘${name}’ begins with is not in the project.`, {
      place: { recordKind: 'entity', recordId: initial, field: name },
      remedy: 'Choose another entity, or none.',
    });
  }
  return checked;
}

/**
 * Writes a code as it is wanted: raises its version where its definition is another, and carries the values of all that bear it over, a
 * page in memory at a time. The number of values that could not be kept.
 */
export function redefine(tx: WriteTransaction, before: Code, wanted: Code): number {
  if (wanted === before) return 0;
  const after = { ...wanted, version: versionAfter(before, wanted) };
  tx.putCode(after);
  if (isDeepStrictEqual(before.attributes, after.attributes)) return 0;
  const migration = new ValueMigration(tx, before.attributes, after.attributes);
  for (const bearer of everyBearer(tx, after)) {
    putBearer(tx, after.kind, bearer, { attributes: migration.migrate(bearer.attributes) });
  }
  return migration.lost;
}
