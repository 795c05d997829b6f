import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './buttons.tsx';
import { classNames } from './class-names.ts';
import styles from './DialogFrame.module.css';

interface DialogFrameProps {
  readonly title: string;
  readonly size?: 'small' | 'medium' | 'large';
  readonly onClose: () => void;
  /** false while closing would cut something short */
  readonly dismissable?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** A modal dialog with a title, a body that scrolls and a row of buttons. Escape closes it. */
export function DialogFrame(props: DialogFrameProps) {
  const { title, size = 'medium', onClose, dismissable = true, role = 'dialog', children, footer } = props;
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
        <Dialog role={role} className={classNames(styles.dialog)}>
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
