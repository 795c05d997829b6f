import { useState } from 'react';
import type { CodebookFormat } from '../../contract/procedures.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { RadioChoices } from '../controls/fields.tsx';
import { counted } from '../controls/words.ts';
import { suggestedName } from '../exporting/export-formats.ts';
import { LostList } from '../exporting/LostList.tsx';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import { useJob } from '../session/use-job.ts';
import styles from './CodeDialog.module.css';

const FORMATS: readonly { readonly id: CodebookFormat; readonly label: string; readonly hint: string }[] = [
  { id: 'qdc', label: 'REFI-QDA codebook (.qdc)', hint: 'For other programs of qualitative analysis.' },
  {
    id: 'json',
    label: 'JSON',
    hint: 'All that this program knows of codes; for scripts and for other projects.',
  },
  { id: 'csv', label: 'Table (CSV)', hint: 'For spreadsheets: one code a line.' },
];

/** Writes the codebook to a file and says what its format could not hold. */
export function ExportCodebookDialog({ onClose }: { readonly onClose: () => void }) {
  const { attempt } = useWorkspace();
  const project = useProject();
  const [format, setFormat] = useState<CodebookFormat>('qdc');
  const { state, start } = useJob('codes.exportFile');
  const isRunning = state.phase === 'running';
  const save = () =>
    attempt(async () => {
      const words = FORMATS.find(({ id }) => id === format);
      const path = await shell('chooseSavePath', {
        title: 'Export the codebook',
        suggestedName: suggestedName(`${project?.project.name ?? ''} codebook`, format),
        filters: [{ name: words?.label ?? format, extensions: [format] }],
      });
      if (path !== null) start({ format, path }, 'Exporting the codebook');
    });
  if (state.phase === 'done')
    return (
      <DialogFrame
        title="Export the codebook"
        size="small"
        onClose={onClose}
        footer={
          <Button look="primary" onPress={onClose} autoFocus>
            Close
          </Button>
        }
      >
        <div className={styles.form}>
          <p role="status">{counted(state.output.codes, 'code', 'codes')} exported.</p>
          <LostList lost={state.output.lost} />
        </div>
      </DialogFrame>
    );
  return (
    <DialogFrame
      title="Export the codebook"
      size="small"
      onClose={onClose}
      action={{ label: 'Export …', run: () => void save(), isDisabled: isRunning }}
    >
      <div className={styles.form}>
        {state.phase === 'failed' && <ErrorNote error={state.error} />}
        <RadioChoices
          label="Format"
          value={format}
          onChange={(id) => setFormat(id as CodebookFormat)}
          choices={FORMATS}
        />
      </div>
    </DialogFrame>
  );
}
