import { useId } from 'react';
import type { AttributeDefinition, AttributeValue } from '../../core/attribute/attribute.ts';
import { showValue } from '../../core/attribute/wording.ts';
import { classNames } from '../controls/class-names.ts';
import { Checkbox } from '../controls/fields.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useDraft } from '../controls/use-draft.ts';
import { EntityField } from '../entities/EntityField.tsx';
import styles from './AttributeField.module.css';
import { readAttribute } from './attribute-problem.ts';

export interface AttributeFieldProps {
  readonly definition: AttributeDefinition;
  readonly value: AttributeValue | undefined;
  /** entities are proposed for these: the quotation */
  readonly words?: string;
  readonly onChange: (value: AttributeValue | null) => void;
}

const PLACEHOLDERS: Readonly<Partial<Record<AttributeDefinition['type'], string>>> = {
  number: '12 or 3.5',
  date: '2024-05-31, 2024-05 or 2024',
};
/** More than these are a menu. */
const MOST_PILLS = 8;
const NOT_SAID = '';

/** The name of an attribute, and in words whether a value has to be given and is not. */
function nameOf({ name, required }: AttributeDefinition, isMissing: boolean): string {
  return required ? `${name} (required${isMissing ? ', missing' : ''})` : name;
}

function Label({
  id,
  definition,
  missing,
}: {
  readonly id: string;
  readonly definition: AttributeDefinition;
  readonly missing: boolean;
}) {
  return (
    <label htmlFor={id} className={classNames(styles.label, missing && styles.missing)}>
      {nameOf(definition, missing)}
    </label>
  );
}

/** A line of text, a number or a date: stored when the field is left, if it can be. */
function TypedField({ definition, value, onChange }: AttributeFieldProps) {
  const id = useId();
  const stored = value === undefined ? '' : showValue(definition, value);
  const draft = useDraft(stored, (typed) => {
    const read = readAttribute(definition, typed);
    if (read.problem !== null) return false;
    onChange(read.value);
    return true;
  });
  const read = readAttribute(definition, draft.text);
  const missing = definition.required && value === undefined;
  const field = {
    id,
    value: draft.text,
    placeholder: PLACEHOLDERS[definition.type],
    'aria-invalid': read.problem !== null,
    'aria-required': definition.required,
    ...(read.problem === null ? {} : { 'aria-describedby': `${id}-problem` }),
    onBlur: draft.keep,
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') draft.keep();
    if (event.key === 'Escape') draft.giveUp();
  };
  return (
    <div className={styles.field}>
      <Label id={id} definition={definition} missing={missing} />
      {definition.type === 'text' ? (
        <textarea
          {...field}
          rows={1}
          dir="auto"
          className={styles.input}
          onChange={(event) => draft.write(event.target.value)}
          onKeyDown={onKeyDown}
        />
      ) : (
        <input
          {...field}
          className={styles.input}
          inputMode={definition.type === 'number' ? 'decimal' : 'text'}
          onChange={(event) => draft.write(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      {read.problem !== null && (
        <p id={`${id}-problem`} role="status" className={styles.problem}>
          {read.problem} It is not stored{stored === '' ? '' : `; ‘${stored}’ stays`}.
        </p>
      )}
    </div>
  );
}

/** One of a few: walked with the arrow keys, stored when the group is left or by Enter, or at once by the mouse. */
function PillsField({
  definition,
  value,
  onChange,
  pills,
}: AttributeFieldProps & { readonly pills: readonly Pill[] }) {
  const stored = value === undefined ? NOT_SAID : String(value);
  const draft = useDraft(stored, (id) => {
    onChange(id === NOT_SAID ? null : (pills.find((each) => each.id === id)?.value ?? null));
    return true;
  });
  const missing = definition.required && value === undefined;
  return (
    <div className={classNames(styles.field, missing && styles.missing)}>
      <Segmented
        label={nameOf(definition, missing)}
        value={draft.text}
        choices={[...pills, { id: NOT_SAID, label: 'not said' }]}
        onChange={draft.write}
        onSettle={draft.keep}
      />
    </div>
  );
}

interface Pill {
  readonly id: string;
  readonly label: string;
  readonly value: AttributeValue;
}

const YES_NO: readonly Pill[] = [
  { id: 'true', label: 'yes', value: true },
  { id: 'false', label: 'no', value: false },
];

function MenuField({ definition, value, onChange }: AttributeFieldProps) {
  const id = useId();
  const missing = definition.required && value === undefined;
  return (
    <div className={styles.field}>
      <Label id={id} definition={definition} missing={missing} />
      <select
        id={id}
        className={styles.input}
        value={typeof value === 'string' ? value : NOT_SAID}
        onChange={(event) => onChange(event.target.value === NOT_SAID ? null : event.target.value)}
      >
        <option value={NOT_SAID}>not said</option>
        {definition.choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function ChecksField({ definition, value, onChange }: AttributeFieldProps) {
  const chosen = Array.isArray(value) ? value : [];
  const missing = definition.required && value === undefined;
  return (
    <fieldset className={styles.checks}>
      <legend className={classNames(styles.label, missing && styles.missing)}>
        {nameOf(definition, missing)}
      </legend>
      {definition.choices.map(({ id, label }) => (
        <Checkbox
          key={id}
          checked={chosen.includes(id)}
          onChange={(checked) => {
            const next = definition.choices
              .map((choice) => choice.id)
              .filter((each) => (each === id ? checked : chosen.includes(each)));
            onChange(next.length === 0 ? null : next);
          }}
        >
          {label}
        </Checkbox>
      ))}
    </fieldset>
  );
}

/** The value of one attribute, to be changed in its place. What is not of its type is explained and not stored. */
export function AttributeField(props: AttributeFieldProps) {
  const { definition, value, words = '', onChange } = props;
  switch (definition.type) {
    case 'text':
    case 'number':
    case 'date':
      return <TypedField {...props} />;
    case 'boolean':
      return <PillsField {...props} pills={YES_NO} />;
    case 'choice':
      if (definition.choices.length > MOST_PILLS) return <MenuField {...props} />;
      return (
        <PillsField {...props} pills={definition.choices.map((each) => ({ ...each, value: each.id }))} />
      );
    case 'choices':
      return <ChecksField {...props} />;
    case 'entity': {
      const missing = definition.required && value === undefined;
      return (
        <div className={classNames(styles.field, missing && styles.missing)}>
          <EntityField
            label={nameOf(definition, missing)}
            entityId={typeof value === 'string' ? value : null}
            words={words}
            onChange={onChange}
          />
        </div>
      );
    }
  }
}
