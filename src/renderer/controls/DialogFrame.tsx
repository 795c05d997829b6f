import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, IconButton } from './buttons.tsx';
import { classNames } from './class-names.ts';
import styles from './DialogFrame.module.css';

/** What the dialog is for, as its last button; Cancel stands before it. */
interface DialogAction {
  readonly label: ReactNode;
  readonly run: () => void;
  readonly isDisabled?: boolean;
  /** takes something away: the dialog is an alert, and its focus begins at Cancel */
  readonly danger?: boolean;
  readonly autoFocus?: boolean;
}

interface DialogFrameProps {
  readonly title: string;
  readonly size?: 'small' | 'medium' | 'large';
  readonly onClose: () => void;
  /** false while closing would cut something short */
  readonly dismissable?: boolean;
  readonly children: ReactNode;
  readonly action?: DialogAction;
  /** in place of Cancel and the action, where there is more to choose from */
  readonly footer?: ReactNode;
}

function ActionButtons({
  action,
  onCancel,
}: {
  readonly action: DialogAction;
  readonly onCancel: () => void;
}) {
  const { label, run, isDisabled = false, danger = false, autoFocus = false } = action;
  return (
    <>
      <Button onPress={onCancel} autoFocus={danger}>
        Cancel
      </Button>
      <Button
        look={danger ? 'danger' : 'primary'}
        onPress={run}
        isDisabled={isDisabled}
        autoFocus={autoFocus}
      >
        {label}
      </Button>
    </>
  );
}

/** A modal dialog with a title, a body that scrolls and a row of buttons. Escape closes it. */
export function DialogFrame(props: DialogFrameProps) {
  const { title, size = 'medium', onClose, dismissable = true, children, action } = props;
  const footer = props.footer ?? (action && <ActionButtons action={action} onCancel={onClose} />);
  return (
    <ModalOverlay
      isOpen
      isDismissable={false}
      isKeyboardDismissDisabled={!dismissable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={classNames(styles.overlay)}
    >
      <Modal className={classNames(styles.modal, styles[size])}>
        <Dialog role={action?.danger ? 'alertdialog' : 'dialog'} className={classNames(styles.dialog)}>
          <header className={styles.header}>
            <Heading slot="title" level={2} className={classNames(styles.title)}>
              {title}
            </Heading>
            {dismissable && <IconButton label="Close" icon={<X />} small onPress={onClose} />}
          </header>
          <div className={styles.body}>{children}</div>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
