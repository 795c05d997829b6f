import { Check, ChevronDown, Minus } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import {
  Checkbox as AriaCheckbox,
  Select as AriaSelect,
  TextField as AriaTextField,
  Button,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
  TextArea,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './fields.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly lines?: number;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
  readonly labelHidden?: boolean;
  /** 'auto': by the first strong letter, for text in any script */
  readonly dir?: 'auto';
}

export function TextField(props: TextFieldProps) {
  const { label, labelHidden, hint, error, lines, placeholder = '', dir, ...field } = props;
  const control = { className: classNames(styles.input), placeholder, ...(dir ? { dir } : {}) };
  return (
    <AriaTextField
      {...field}
      isInvalid={Boolean(error)}
      {...(labelHidden ? { 'aria-label': label } : {})}
      className={classNames(styles.field)}
    >
      {!labelHidden && <Label className={classNames(styles.label)}>{label}</Label>}
      {lines ? <TextArea {...control} rows={lines} /> : <Input {...control} />}
      {(error || hint) && (
        <Text
          slot={error ? 'errorMessage' : 'description'}
          className={classNames(error ? styles.error : styles.hint)}
        >
          {error || hint}
        </Text>
      )}
    </AriaTextField>
  );
}

interface SuggestFieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly suggestions: readonly string[];
  readonly placeholder?: string;
}

/** A line of text for which the browser proposes some; any other can be written. */
export function SuggestField(props: SuggestFieldProps) {
  const { label, labelHidden, value, onChange, suggestions, placeholder = '' } = props;
  const id = useId();
  return (
    <label className={styles.field}>
      {!labelHidden && <span className={styles.label}>{label}</span>}
      <input
        className={styles.input}
        list={id}
        value={value}
        placeholder={placeholder}
        dir="auto"
        {...(labelHidden ? { 'aria-label': label } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={id}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </label>
  );
}

export interface Choice {
  readonly id: string;
  readonly label: string;
}

interface SelectProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly labelHidden?: boolean;
  readonly hint?: string;
}

export function Select({ label, choices, value, onChange, labelHidden, hint }: SelectProps) {
  return (
    <AriaSelect
      selectedKey={value}
      onSelectionChange={(key) => onChange(String(key))}
      className={classNames(styles.field)}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className={classNames(styles.label)}>{label}</Label>}
      <Button className={classNames(styles.select)}>
        <SelectValue className={classNames(styles.selectValue)} />
        <ChevronDown aria-hidden="true" size={14} />
      </Button>
      {hint && (
        <Text slot="description" className={classNames(styles.hint)}>
          {hint}
        </Text>
      )}
      <Popover className={classNames(styles.popover)} offset={2}>
        <ListBox className={classNames(styles.options)}>
          {choices.map((choice) => (
            <ListBoxItem
              key={choice.id}
              id={choice.id}
              textValue={choice.label}
              className={classNames(styles.option)}
            >
              {choice.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

interface CheckboxProps {
  readonly checked: boolean | 'some';
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  readonly disabled?: boolean;
}

export function Checkbox({ checked, onChange, children, disabled = false }: CheckboxProps) {
  return (
    <AriaCheckbox
      isSelected={checked === true}
      isIndeterminate={checked === 'some'}
      isDisabled={disabled}
      onChange={onChange}
      className={classNames(styles.checkbox)}
    >
      <span className={styles.box} aria-hidden="true">
        {checked === true && <Check size={12} strokeWidth={3} />}
        {checked === 'some' && <Minus size={12} strokeWidth={3} />}
      </span>
      <span className={styles.checkboxText}>{children}</span>
    </AriaCheckbox>
  );
}

interface RadioGroupProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly id: string; readonly label: ReactNode; readonly hint?: string }[];
  readonly onChange: (id: string) => void;
}

/** One of a few, all seen at once. Native radio buttons: the arrow keys walk them. */
export function RadioChoices({ label, value, choices, onChange }: RadioGroupProps) {
  const name = useId();
  return (
    <fieldset className={styles.radios}>
      <legend className={styles.label}>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.id} className={styles.radio}>
          <input
            type="radio"
            name={name}
            checked={choice.id === value}
            onChange={() => onChange(choice.id)}
          />
          <span>
            {choice.label}
            {choice.hint && <span className={styles.hint}>{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
