import type {
  AttributeDefinition,
  AttributeValue,
  AttributeValues,
} from '../../../core/attribute/attribute.ts';
import { checkDefinitions } from '../../../core/attribute/definitions.ts';
import { checkValue } from '../../../core/attribute/values.ts';
import { type ErrorPlace, GlossatorError } from '../../../core/errors.ts';
import { fault, malformed, type RecordPlace } from './malformed.ts';
import type { References } from './references.ts';

/** Tells a problem that leaves out a part of a record. */
export type Tell = (error: GlossatorError) => void;

function placed(thrown: GlossatorError, place: RecordPlace): GlossatorError {
  const where: ErrorPlace = { ...thrown.place, ...place };
  return GlossatorError.fromValue({ ...thrown.toValue(), place: where });
}

/**
 * Definitions as they are stored; an entity to begin with that the file does not have is left out and told. Raises
 * `attribute-definition-invalid`.
 */
export function readDefinitions(
  definitions: readonly AttributeDefinition[],
  references: References,
  place: RecordPlace,
  tell: Tell,
): readonly AttributeDefinition[] {
  try {
    return checkDefinitions(definitions, place).map((definition) => {
      const { type, initial, name } = definition;
      if (type !== 'entity' || initial === null || references.state('entity', initial) === 'read') {
        return definition;
      }
      const message = `The entity that ‘${name}’ begins with is not in the file; it was left out.`;
      tell(fault('record-unknown-reference', message, place, 'attributes'));
      return { ...definition, initial: null };
    });
  } catch (thrown) {
    throw thrown instanceof GlossatorError ? placed(thrown, place) : thrown;
  }
}

/**
 * The values of a record, each checked against its definition; what does not answer to one, or names an entity that the file does not have,
 * is left out and told: the record itself stays. Raises `record-malformed` where it is no object.
 */
export function readValues(
  raw: unknown,
  definitions: readonly AttributeDefinition[],
  references: References,
  place: RecordPlace,
  tell: Tell,
): AttributeValues {
  if (raw === undefined) return {};
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw malformed('‘attributes’ is not an object.', place, 'attributes');
  }
  const values: Record<string, AttributeValue> = {};
  for (const [id, given] of Object.entries(raw)) {
    const definition = definitions.find((each) => each.id === id);
    if (!definition) {
      tell(malformed(`The value of an unknown attribute ${id} was left out.`, place, 'attributes'));
      continue;
    }
    try {
      const value = checkValue(definition, given);
      if (definition.type !== 'entity' || references.state('entity', value) === 'read') values[id] = value;
      else {
        const message = `The entity given for ‘${definition.name}’ is not in the file; the value was left out.`;
        tell(fault('record-unknown-reference', message, place, 'attributes'));
      }
    } catch (thrown) {
      if (!(thrown instanceof GlossatorError)) throw thrown;
      tell(placed(thrown, place));
    }
  }
  return values;
}
