import type { AttributeValue, AttributeValues } from '../../core/attribute/attribute.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { FieldValue } from '../../core/journal/action.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { type Column, json } from './column.ts';

function isAttributeValue(value: unknown): value is AttributeValue {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string');
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** Whether these can be values of attributes, whatever their definitions say. */
export function areAttributeValues(values: unknown): values is AttributeValues {
  return isPlain(values) && Object.values(values).every(isAttributeValue);
}

function isPlain(values: unknown): values is object {
  return typeof values === 'object' && values !== null && !Array.isArray(values);
}

/** Told apart first: most annotations of a large import have none. */
function areNone(values: object): boolean {
  for (const _ in values) return false;
  return true;
}

function attributesJson(values: FieldValue): string {
  if (isPlain(values) && areNone(values)) return '{}';
  if (areAttributeValues(values)) return canonicalJson(values);
  throw new GlossatorError(
    'attribute-value-invalid',
    'The values of attributes are texts, numbers, yes or no, or lists of ids, each under the id of its attribute.',
    { place: { field: 'attributes' } },
  );
}

/** Values of attributes. That they fit their definitions is for the rules of the core to say: definitions change. */
export const attributesColumn: Column = {
  ...json('attributes'),
  encode: (value) => attributesJson(value),
};
