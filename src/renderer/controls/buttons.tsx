import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './buttons.module.css';
import { classNames } from './class-names.ts';
import { Keys } from './Keys.tsx';

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

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'children' | 'aria-label'> {
  readonly label: string;
  /** as commands name them: 'Mod+Z' */
  readonly keys?: string | undefined;
  readonly icon: ReactNode;
  readonly small?: boolean;
  readonly pressed?: boolean;
}

/** A button that shows only an icon: its name and its keys are in a tooltip, and read out. */
export function IconButton({ label, keys, icon, small, pressed, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...props}
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        className={classNames(styles.icon, small && styles.small)}
      >
        {icon}
      </AriaButton>
      <Tooltip className={classNames(styles.tooltip)} offset={6}>
        {label}
        {keys && <Keys keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
