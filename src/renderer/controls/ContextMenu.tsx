import { type ReactNode, useRef } from 'react';
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components';
import styles from './ContextMenu.module.css';
import { classNames } from './class-names.ts';
import { Keys } from './Keys.tsx';

export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: string | undefined;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** draws a line above */
  readonly divides?: boolean;
  readonly run: () => void;
}

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

/** The entries of a menu, for any popover. */
export function MenuChoices({
  label,
  choices,
}: {
  readonly label: string;
  readonly choices: readonly MenuChoice[];
}) {
  return (
    <Menu
      aria-label={label}
      className={classNames(styles.menu)}
      onAction={(key) => choices.find((choice) => choice.id === key)?.run()}
      disabledKeys={choices.filter((choice) => choice.disabled).map((choice) => choice.id)}
      autoFocus="first"
    >
      {choices.flatMap((choice) => [
        ...(choice.divides
          ? [<Separator key={`${choice.id} above`} className={classNames(styles.line)} />]
          : []),
        <MenuItem
          key={choice.id}
          id={choice.id}
          textValue={choice.label}
          className={classNames(styles.item, choice.danger && styles.danger)}
        >
          <span className={styles.icon}>{choice.icon}</span>
          <span className={styles.label}>{choice.label}</span>
          {choice.keys && <Keys keys={choice.keys} />}
        </MenuItem>,
      ])}
    </Menu>
  );
}

interface ContextMenuProps {
  readonly label: string;
  /** window coordinates in pixels */
  readonly at: MenuPlace;
  readonly choices: readonly MenuChoice[];
  readonly onClose: () => void;
}

/** A menu that opens where the pointer, or the focused row, is. */
export function ContextMenu({ label, at, choices, onClose }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} className={styles.anchor} style={{ left: at.x, top: at.y }} />
      <Popover
        isOpen
        aria-label={label}
        triggerRef={anchor}
        placement="bottom start"
        offset={2}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        className={classNames(styles.popover)}
      >
        <MenuChoices
          label={label}
          choices={choices.map((choice) => ({
            ...choice,
            run: () => {
              onClose();
              choice.run();
            },
          }))}
        />
      </Popover>
    </>
  );
}
