import { type ReactNode, useId, useRef } from 'react';
import styles from './Segmented.module.css';

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: T;
  readonly choices: readonly { readonly id: T; readonly label: string; readonly icon?: ReactNode }[];
  /** at every step of the arrow keys */
  readonly onChange: (id: T) => void;
  /** the choice stands: made by the pointer, by Enter or Space, or the group was left */
  readonly onSettle: () => void;
}

/** One of a few in a row. Native radio buttons: one stop of Tab, and the arrow keys walk. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { label, labelHidden = false, value, choices, onChange, onSettle } = props;
  const name = useId();
  const byPointer = useRef(false);
  return (
    <fieldset
      className={styles.group}
      onPointerDown={() => {
        byPointer.current = true;
      }}
      onKeyDown={(event) => {
        byPointer.current = false;
        if (event.key === 'Enter' || event.key === ' ') onSettle();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onSettle();
      }}
    >
      <legend className={labelHidden ? styles.hidden : styles.label}>{label}</legend>
      <span className={styles.row}>
        {choices.map((choice) => (
          <label key={choice.id} className={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={choice.id === value}
              onChange={() => {
                onChange(choice.id);
                if (byPointer.current) onSettle();
              }}
            />
            <span className={styles.face}>
              {choice.icon}
              {choice.label}
            </span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
