import { FileInput, FolderInput } from 'lucide-react';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { commandById, runCommand } from '../commands/registry.ts';
import { Button } from '../controls/buttons.tsx';
import { useSession, useWorkspace } from '../session/session-context.ts';
import styles from './NoDocument.module.css';

/** The centre while no document is open: what to do next. */
export function NoDocument({ hasDocuments }: { readonly hasDocuments: boolean }) {
  const workspace = useWorkspace();
  const session = useSession();
  const run = (id: string) => {
    const command = commandById(id);
    if (command) runCommand(command, { workspace, session });
  };
  if (hasDocuments) {
    return (
      <div className={styles.empty}>
        <p>Choose a document on the left.</p>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <h1>Begin with something to read</h1>
      <p>
        Drop files or a folder anywhere in this window, or press <CommandKeys id="file.importFiles" />. Saved
        web pages, plain text and Markdown are read; captions and subscription boxes can be left out before
        anything is stored.
      </p>
      <div className={styles.ways}>
        <Button look="primary" onPress={() => run('file.importFiles')}>
          <FileInput aria-hidden="true" />
          Import files
        </Button>
        <Button onPress={() => run('file.importFolder')}>
          <FolderInput aria-hidden="true" />
          Import a folder
        </Button>
      </div>
      <ol className={styles.steps}>
        <li>Import what you want to read.</li>
        <li>Select a passage, by mouse or keyboard.</li>
        <li>
          Press a code’s key, or <CommandKeys id="code.tagSelection" /> to choose or make a code.
        </li>
      </ol>
    </div>
  );
}
