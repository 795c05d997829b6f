import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './buttons.module.css';
import { classNames } from './class-names.ts';

interface PlainButtonProps extends Omit<ButtonProps, 'className' | 'children'> {
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly children: ReactNode;
}

export function Button({ look = 'plain', children, ...props }: PlainButtonProps) {
  return (
    <AriaButton {...props} className={classNames(styles.button, styles[look])}>
      {children}
    </AriaButton>
  );
}

interface IconButtonProps {
  readonly label: string;
  /** as commands name them: 'Mod+Z' */
  readonly keys?: string | undefined;
  readonly icon: ReactNode;
  readonly small?: boolean;
  readonly pressed?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

/**
 * A button that shows only an icon: its name and its keys are in a tooltip, and read out. A plain element, because there
 * are dozens on the screen and they are drawn anew with every selection.
 */
export function IconButton({ label, keys, icon, small, pressed, isDisabled, onPress }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={isDisabled || undefined}
      data-tip={label}
      data-tip-keys={keys}
      className={classNames(styles.icon, small && styles.small)}
      onClick={isDisabled ? undefined : onPress}
    >
      {icon}
    </button>
  );
}
