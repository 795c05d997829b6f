import type { AttributeDefinition, AttributeValue } from '../../core/attribute/attribute.ts';
import { missingRequired } from '../../core/attribute/definitions.ts';
import { parseValue } from '../../core/attribute/wording.ts';
import { GlossatorError } from '../../core/errors.ts';
import { counted } from '../controls/words.ts';

export type ReadAttribute =
  | { readonly value: AttributeValue | null; readonly problem: null }
  | { readonly problem: string };

/** What was typed as a value (null: none), or why it is none and what to do. */
export function readAttribute(definition: AttributeDefinition, typed: string): ReadAttribute {
  try {
    return { value: parseValue(definition, typed), problem: null };
  } catch (thrown) {
    if (!(thrown instanceof GlossatorError)) throw thrown;
    return { problem: [thrown.message, thrown.remedy].filter(Boolean).join(' ') };
  }
}

/** How many required values are not given, in words; null where none is missing. */
export function missingInWords(
  definitions: readonly AttributeDefinition[],
  values: Parameters<typeof missingRequired>[1],
): string | null {
  const missing = missingRequired(definitions, values);
  return missing.length === 0 ? null : counted(missing.length, 'value missing', 'values missing');
}
