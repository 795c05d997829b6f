import { useState } from 'react';
import type { ErrorValue } from '../../core/errors.ts';
import { Button } from '../controls/buttons.tsx';
import { PassphraseField } from '../controls/PassphraseField.tsx';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useReady } from '../session/ready.ts';
import { useSession } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import styles from './FailedScreen.module.css';

/** What a look at the file page by page may mend. The damaged file is only read. */
const RECOVERABLE: ReadonlySet<ErrorValue['code']> = new Set([
  'project-damaged',
  'project-not-gloss',
  'journal-broken',
]);

/** Asks for the passphrase of a sealed file, and opens it into a project of its own. */
function SealedFile() {
  const { notices } = useSession();
  const [passphrase, setPassphrase] = useState('');
  const open = () => {
    if (passphrase !== '') void shell('receiveProject', { passphrase }).catch(notices.error);
  };
  return (
    <div className={styles.sealed}>
      <PassphraseField
        label="Passphrase"
        hint="It is opened into a project, whose place you choose next. The sealed file stays as it is."
        value={passphrase}
        onChange={setPassphrase}
        onEnter={open}
        autoFocus
      />
      <Button look="primary" onPress={open} isDisabled={passphrase === ''}>
        Open as a project …
      </Button>
    </div>
  );
}

/** A project that could not be opened: why, and the ways out. */
export function FailedScreen({ path, error }: { readonly path: string; readonly error: ErrorValue }) {
  const { notices } = useSession();
  useReady(true);
  const isSealed = error.code === 'passphrase-needed' || error.code === 'passphrase-wrong';
  const run = (work: () => Promise<unknown>) => void work().catch(notices.error);
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <h1 className={styles.title}>
          {isSealed ? 'The file is sealed' : 'The project could not be opened'}
        </h1>
        <p className={styles.path} data-copyable>
          {path}
        </p>
        {error.code !== 'passphrase-needed' && <ErrorNote error={error} />}
        {isSealed && <SealedFile />}
        <div className={styles.ways}>
          {!isSealed && (
            <Button look="primary" onPress={() => run(() => shell('reopenProject'))}>
              Try again
            </Button>
          )}
          {RECOVERABLE.has(error.code) && (
            <Button onPress={() => run(() => shell('recoverProject'))}>Recover into a new file …</Button>
          )}
          <Button onPress={() => run(() => shell('openProject'))}>Open another …</Button>
          <Button onPress={() => run(() => shell('showInFolder', { path }))}>Show in folder</Button>
          <Button onPress={() => run(() => shell('leaveProject'))}>To the start</Button>
        </div>
      </div>
    </main>
  );
}
