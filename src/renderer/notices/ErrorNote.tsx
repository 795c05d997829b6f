import { CircleAlert, Copy } from 'lucide-react';
import { type ErrorValue, toErrorValue } from '../../core/errors.ts';
import { Button } from '../controls/buttons.tsx';
import { useSession } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import styles from './ErrorNote.module.css';
import { errorDetails } from './notices.ts';

/** An error in its place in a dialog or on a screen: what happened, the way out, and all of it to copy. */
export function ErrorNote({ error }: { readonly error: unknown }) {
  const { notices } = useSession();
  const value: ErrorValue = isErrorValue(error) ? error : toErrorValue(error);
  return (
    <div className={styles.note} role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div className={styles.text} data-copyable>
        <p>{value.message}</p>
        {value.remedy && <p className={styles.remedy}>{value.remedy}</p>}
      </div>
      <Button
        look="quiet"
        onPress={() => void shell('copyText', { text: errorDetails(value) }).catch(notices.error)}
      >
        <Copy aria-hidden="true" />
        Copy details
      </Button>
    </div>
  );
}

function isErrorValue(error: unknown): error is ErrorValue {
  return typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error;
}
