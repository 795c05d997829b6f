import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { TextField as AriaTextField, Input, Label, Text } from 'react-aria-components';
import { IconButton } from './buttons.tsx';
import { classNames } from './class-names.ts';
import styles from './fields.module.css';

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly autoFocus?: boolean;
  /** said to whoever presses Enter in it */
  readonly onEnter?: () => void;
}

/** A line that is hidden while it is written, until one asks to see it. */
export function PassphraseField({ label, hint, error, onEnter, ...field }: PassphraseFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <AriaTextField
      {...field}
      type={shown ? 'text' : 'password'}
      isInvalid={Boolean(error)}
      className={classNames(styles.field)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && onEnter) onEnter();
        // Escape, above all, is for the dialog.
        else event.continuePropagation();
      }}
    >
      <Label className={classNames(styles.label)}>{label}</Label>
      <span className={styles.withButton}>
        <Input className={classNames(styles.input)} autoComplete="off" spellCheck={false} />
        <IconButton
          label={shown ? `Hide: ${label}` : `Show: ${label}`}
          icon={shown ? <EyeOff /> : <Eye />}
          onPress={() => setShown(!shown)}
        />
      </span>
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
