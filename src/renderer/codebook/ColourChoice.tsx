import { Check } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { CODE_COLOURS } from '../../core/codebook/colours.ts';
import { codeStyle } from '../controls/CodeMark.tsx';
import { classNames } from '../controls/class-names.ts';
import styles from './ColourChoice.module.css';

interface ColourChoiceProps {
  readonly value: number;
  readonly onChange: (colour: number) => void;
  /** colours that other codes have */
  readonly used: ReadonlySet<number>;
}

/** The sixteen colours, each with its name for those who do not see it. */
export function ColourChoice({ value, onChange, used }: ColourChoiceProps) {
  return (
    <ListBox
      aria-label="Colour"
      layout="grid"
      orientation="horizontal"
      className={classNames(styles.colours)}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[String(value)]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (key !== undefined) onChange(Number(key));
      }}
    >
      {CODE_COLOURS.map(({ name }, index) => (
        <ListBoxItem
          key={name}
          id={String(index)}
          textValue={used.has(index) ? `${name}, used` : name}
          className={classNames(styles.colour)}
          style={codeStyle(index)}
        >
          <span className={styles.spot}>{index === value && <Check aria-hidden="true" />}</span>
          <span className={styles.name}>{name}</span>
          {used.has(index) && <span className={styles.used} aria-hidden="true" />}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
