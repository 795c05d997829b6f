import {
  ATTRIBUTE_TYPES,
  type AttributeDefinition,
  type AttributeType,
} from '../../../core/attribute/attribute.ts';
import { splitLabels } from '../../../core/attribute/wording.ts';
import { newId } from '../../../core/ids.ts';

/** `Name (type, required): choice; choice` */
const LINE = new RegExp(
  `^((?:\\\\.|[^\\\\(])*)\\((${ATTRIBUTE_TYPES.join('|')})(, *required)?\\) *(?::(.*))?$`,
  'i',
);

/** An attribute as a line of a cell. Within its name `(` and `\` stand behind a backslash, within a choice `;` and `\`. */
export function attributeLine({ name, type, required, choices }: AttributeDefinition): string {
  const labels = choices.map((choice) => choice.label.replace(/[\\;]/g, '\\$&')).join('; ');
  const shown = name.replace(/[\\(]/g, '\\$&');
  return `${shown} (${type}${required ? ', required' : ''})${labels === '' ? '' : `: ${labels}`}`;
}

/** The attribute of a line, with new ids; null where the line is none. A line without a type is a text. */
export function parseAttributeLine(line: string): AttributeDefinition | null {
  const parts = LINE.exec(line.trim());
  if (!parts && /[():]/.test(line)) return null;
  const name = (parts?.[1] ?? line).replace(/\\(.)/g, '$1').trim();
  if (name === '') return null;
  const type =
    ATTRIBUTE_TYPES.find((each) => each === parts?.[2]?.toLowerCase()) ?? ('text' satisfies AttributeType);
  return {
    id: newId(),
    name,
    type,
    required: parts?.[3] !== undefined,
    choices: splitLabels(parts?.[4] ?? '').map((label) => ({ id: newId(), label })),
    initial: null,
  };
}
