import type { KeyboardEvent } from 'react';
import type { AttributeDefinition, AttributeValue, AttributeValues } from '../../core/attribute/attribute.ts';
import type { Id } from '../../core/ids.ts';
import { AttributeField } from './AttributeField.tsx';
import styles from './AttributeFields.module.css';

const FIELDS = 'input, textarea, select, button';

interface AttributeFieldsProps {
  readonly definitions: readonly AttributeDefinition[];
  readonly values: AttributeValues;
  readonly words?: string;
  readonly onChange: (definitionId: Id, value: AttributeValue | null) => void;
  /** Enter in the last field, or Escape */
  readonly onDone: () => void;
}

/** One stop for each field: of a group of radio buttons the chosen one, of check boxes the first. */
function stopsOf(fields: Element): readonly HTMLElement[] {
  return [...fields.children].flatMap((field) => {
    const controls = [...field.querySelectorAll<HTMLElement>(FIELDS)];
    const checked = controls.find((each) => each.matches('input[type=radio]:checked'));
    return checked ?? controls[0] ?? [];
  });
}

/** The values that a record gives to its attributes. Enter stores and goes on to the next field, Escape leaves. */
export function AttributeFields({ definitions, values, words, onChange, onDone }: AttributeFieldsProps) {
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    const isEnter =
      event.key === 'Enter' && !event.shiftKey && !(event.target as Element).matches('button, select');
    if (event.key !== 'Escape' && !isEnter) return;
    event.preventDefault();
    event.stopPropagation();
    const stops = stopsOf(event.currentTarget);
    const here = [...event.currentTarget.children].findIndex((field) => field.contains(event.target as Node));
    const next = isEnter ? stops[here + 1] : undefined;
    if (next) next.focus();
    else onDone();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside
    <div className={styles.fields} onKeyDown={onKeyDown}>
      {definitions.map((definition) => (
        <AttributeField
          key={`${definition.id} ${definition.type}`}
          definition={definition}
          value={values[definition.id]}
          {...(words === undefined ? {} : { words })}
          onChange={(value) => onChange(definition.id, value)}
        />
      ))}
    </div>
  );
}
