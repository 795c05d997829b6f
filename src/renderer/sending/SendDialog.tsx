import { CircleCheck, FolderOpen } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { Checkbox } from '../controls/fields.tsx';
import { Progress } from '../controls/Progress.tsx';
import { counted } from '../controls/words.ts';
import { sortDocuments, titleOf } from '../documents/arrange.ts';
import { suggestedName } from '../exporting/export-formats.ts';
import { FilterPicker } from '../exporting/FilterPicker.tsx';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useDocuments, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import { useJob } from '../session/use-job.ts';
import { isSettled, NewPassphrase, NO_PASSPHRASE } from './NewPassphrase.tsx';
import styles from './SendDialog.module.css';

const NONE: ReadonlySet<string> = new Set();

interface SendDialogProps {
  /** whether only my work since the project was received goes out */
  readonly back: boolean;
  readonly onClose: () => void;
}

/** Chooses what a colleague gets, writes the file, and says where it is. */
export function SendDialog({ back, onClose }: SendDialogProps) {
  const { attempt } = useWorkspace();
  const project = useProject();
  const { documents } = useDocuments();
  const sending = useJob('sending.send');
  const returning = useJob('sending.return');
  const [documentIds, setDocumentIds] = useState(NONE);
  const [withoutMine, setWithoutMine] = useState(false);
  const [frozen, setFrozen] = useState(false);
  const [draft, setDraft] = useState(NO_PASSPHRASE);
  const { passphrase } = draft;
  const items = useMemo(
    () => sortDocuments(documents, 'title', false).map((one) => ({ id: one.id, label: titleOf(one) })),
    [documents],
  );
  const title = back ? 'Return my work' : 'Send to a colleague';
  const run = () =>
    attempt(async () => {
      const sealed = passphrase !== '';
      const name = suggestedName(
        `${project?.project.name ?? ''}${back ? ' returned' : ''}`,
        sealed ? 'gloss.age' : 'gloss',
      );
      const path = await shell('chooseSavePath', {
        title,
        suggestedName: name,
        filters: [
          { name: sealed ? 'Sealed file' : 'Glossator project', extensions: [sealed ? 'age' : 'gloss'] },
        ],
      });
      if (path === null) return;
      const file = { path, ...(sealed ? { passphrase } : {}) };
      if (back) returning.start(file, 'Writing the file');
      else {
        const chosen = documentIds.size > 0 ? { documentIds: [...documentIds] } : {};
        sending.start({ ...file, ...chosen, withoutMine, frozen }, 'Writing the file');
      }
    });
  const job = back ? returning : sending;
  const { state } = job;
  const isRunning = state.phase === 'running';
  if (state.phase === 'done') {
    const { path } = state.output;
    return (
      <DialogFrame
        title={title}
        onClose={onClose}
        footer={
          <>
            <Button onPress={() => void attempt(async () => void (await shell('showInFolder', { path })))}>
              <FolderOpen aria-hidden="true" />
              Show in folder
            </Button>
            <Button look="primary" onPress={onClose} autoFocus>
              Close
            </Button>
          </>
        }
      >
        <p className={styles.done} role="status">
          <CircleCheck aria-hidden="true" />
          {returning.state.phase === 'done'
            ? `${counted(returning.state.output.actions, 'action', 'actions')} written.`
            : 'The file is written.'}
        </p>
        <p className={styles.path} data-copyable>
          {path}
        </p>
        <p>
          {back
            ? 'Send it to whoever sent you the project: they merge it.'
            : 'Send it by mail, on a stick or through a folder. What comes back, merge here.'}
        </p>
      </DialogFrame>
    );
  }
  return (
    <DialogFrame
      title={title}
      dismissable={!isRunning}
      onClose={onClose}
      footer={
        <>
          {isRunning && <Progress label="Writing the file" progress={state.progress} />}
          <Button onPress={isRunning ? job.cancel : onClose}>Cancel</Button>
          <Button look="primary" onPress={() => void run()} isDisabled={isRunning || !isSettled(draft)}>
            {back ? 'Return …' : 'Send …'}
          </Button>
        </>
      }
    >
      <div className={styles.form} inert={isRunning}>
        {state.phase === 'failed' && <ErrorNote error={state.error} />}
        {back ? (
          <p>Only what was done here since you received the project goes into the file.</p>
        ) : (
          <>
            <FilterPicker
              label="Documents"
              all="The whole project"
              items={items}
              chosen={documentIds}
              onChange={setDocumentIds}
            />
            <Checkbox checked={withoutMine} onChange={setWithoutMine}>
              Without my annotations
            </Checkbox>
            <Checkbox checked={frozen} onChange={setFrozen}>
              The codebook may be used but not changed
            </Checkbox>
          </>
        )}
        <NewPassphrase draft={draft} onChange={setDraft} />
      </div>
    </DialogFrame>
  );
}
