import type { Annotation } from '../core/annotation/annotation.ts';
import type { DocumentCode } from '../core/annotation/document-code.ts';
import type { AttributeDefinition, AttributeValues } from '../core/attribute/attribute.ts';
import { carryValues } from '../core/attribute/carry.ts';
import { initialValues } from '../core/attribute/definitions.ts';
import { type AttributePatch, applyPatch, checkPatch } from '../core/attribute/values.ts';
import type { Code } from '../core/codebook/code.ts';
import { GlossatorError } from '../core/errors.ts';
import type { Relation } from '../core/relation/relation.ts';
import type { StoreReader } from '../store/types.ts';

/**
 * The values with those of a patch, checked; what the definitions do not ask for is left out. Raises `attribute-value-invalid` where a
 * value does not answer to its definition, and `not-found` for an entity that is not there.
 */
export function patchedValues(
  read: StoreReader,
  definitions: readonly AttributeDefinition[],
  values: AttributeValues,
  patch: AttributePatch,
): AttributeValues {
  const checked = checkPatch(definitions, patch);
  for (const { id, type, name } of definitions) {
    const value = checked[id];
    if (type !== 'entity' || typeof value !== 'string') continue;
    const entity = read.entity(value);
    if (entity && !entity.deleted) continue;
    throw new GlossatorError('not-found', `The entity given for ‘${name}’ is not in the project.`, {
      place: { recordKind: 'entity', recordId: value, field: name },
      remedy: 'Choose another entity, or make one.',
    });
  }
  return applyPatch(values, checked);
}

/** What a new record of this code begins with; an entity that is not there any more is left out. */
export function firstValues(read: StoreReader, definitions: readonly AttributeDefinition[]): AttributeValues {
  const initial = initialValues(definitions);
  const gone = definitions.filter(({ id, type }) => {
    const value = initial[id];
    return type === 'entity' && typeof value === 'string' && (read.entity(value)?.deleted ?? true);
  });
  return gone.length === 0
    ? initial
    : applyPatch(initial, Object.fromEntries(gone.map(({ id }) => [id, null])));
}

/**
 * What a record that gets another code keeps: values of attributes alike in name and type; for the others it gets those that a new
 * record begins with. The values that do not fit are counted; the journal has them, and undo brings them back.
 */
export function recodedValues(
  read: StoreReader,
  record: Annotation | Relation | DocumentCode,
  code: Code,
): { readonly values: AttributeValues; readonly lost: number } {
  const from = read.code(record.codeId)?.attributes ?? [];
  const { values, lost } = carryValues(from, code.attributes, record.attributes);
  return { values: { ...firstValues(read, code.attributes), ...values }, lost };
}
