import { useEffect, useState } from 'react';
import type { TextChange, TextChangePreview } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { Select } from '../controls/fields.tsx';
import { Progress } from '../controls/Progress.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { CutChoices } from '../importing/CutChoices.tsx';
import { chosenReasons, type FileDraft, type PreviewedText, UNDECIDED } from '../importing/import-draft.ts';
import { ENCODINGS, evidenceInWords, FORMAT_NAMES } from '../importing/import-words.ts';
import { PreviewText } from '../importing/PreviewText.tsx';
import { wholeQuote } from '../inspector/quotation.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useListedDocument } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { useJob } from '../session/use-job.ts';
import { showReport } from '../workspace/texts.ts';
import styles from './ReimportDialog.module.css';

interface ReimportDialogProps {
  readonly documentId: Id;
  /** null: the original that the project keeps, to be read in another way */
  readonly path: string | null;
  readonly onClose: () => void;
}

const QUOTED = 12;

function changeOf(path: string | null, draft: FileDraft): TextChange {
  const wishes = {
    ...(draft.encoding === null ? {} : { encoding: draft.encoding }),
    ...(draft.cuts === null ? {} : { cut: [...draft.cuts].sort() }),
  };
  return path === null ? { from: 'original', ...wishes } : { from: 'file', path, ...wishes };
}

function previewed({ blocks, cuts, newLength }: TextChangePreview): PreviewedText {
  return {
    cuts,
    preview: blocks,
    length: newLength,
    parts: null,
    set: null,
    unread: false,
    error: null,
  };
}

/** What would become of the annotations, counted, and the first that would be lost or changed. */
function Effect({ preview }: { readonly preview: TextChangePreview }) {
  const { counts, changes, same } = preview;
  if (same) return <p className={styles.effect}>The text is the very same: nothing would change.</p>;
  const lines: readonly (readonly [number, string])[] = [
    [counts.kept, 'stay with their words'],
    [counts.moved, 'move to where their words stand now'],
    [counts.changed, 'stand on words that were altered'],
    [counts.lost, 'lose their place and are kept apart'],
    [counts.found, 'that were lost have a place again'],
    [counts.stillLost, 'stay lost'],
  ];
  const told = changes.filter(({ outcome }) => outcome === 'lost' || outcome === 'changed');
  return (
    <section aria-label="What becomes of the annotations" className={styles.effect}>
      <ul className={styles.counts}>
        {lines
          .filter(([count], index) => count > 0 || index === 0 || index === 3)
          .map(([count, words]) => (
            <li key={words}>
              <b>{inDigits(count)}</b> {words}
            </li>
          ))}
      </ul>
      {told.length > 0 && (
        <ul className={styles.told} data-copyable>
          {told.slice(0, QUOTED).map(({ annotationId, outcome, before, after }) => (
            <li key={annotationId} dir="auto">
              <span className={styles.outcome}>{outcome}</span> “{wholeQuote(before)}”
              {outcome === 'changed' && ` → “${wholeQuote(after)}”`}
            </li>
          ))}
          {told.length > QUOTED && <li>… and {inDigits(told.length - QUOTED)} more</li>}
        </ul>
      )}
    </section>
  );
}

/** Gives a document another text from a file, or from its original read in another way: shown first, then done in one step. */
export function ReimportDialog({ documentId, path, onClose }: ReimportDialogProps) {
  const workspace = useWorkspace();
  const document = useListedDocument(documentId);
  const reading = useJob('texts.preview');
  const running = useJob('texts.change');
  const [draft, setDraft] = useState<FileDraft>(UNDECIDED);
  const [preview, setPreview] = useState<TextChangePreview | null>(null);
  const { start } = reading;
  useEffect(() => start({ documentId, change: changeOf(path, draft) }), [documentId, path, draft, start]);
  const read = reading.state.phase === 'done' ? reading.state.output : null;
  useEffect(() => {
    if (read) setPreview(read);
  }, [read]);
  const done = running.state.phase === 'done' ? running.state.output : null;
  useEffect(() => {
    if (!done) return;
    onClose();
    showReport(workspace, done.report, done.commit?.action.id ?? null);
  }, [done, onClose, workspace]);

  const isRunning = running.state.phase === 'running' || done !== null;
  const isReading = reading.state.phase === 'running';
  const candidate = preview && previewed(preview);
  const chosen = draft.encoding ?? preview?.encoding?.encoding ?? '';
  const encodings = [...new Set([chosen, ...(preview?.encoding?.alternatives ?? []), ...ENCODINGS])].filter(
    Boolean,
  );
  return (
    <DialogFrame
      title={`${path === null ? 'Read the original again' : 'Re-import'}: ${document?.title ?? ''}`}
      size="large"
      dismissable={!isRunning}
      onClose={onClose}
      footer={
        <>
          {isReading && <Progress label="Reading" progress={reading.state.progress} />}
          {running.state.phase === 'running' && (
            <Progress label="Changing the text" progress={running.state.progress} />
          )}
          <Button onPress={isRunning ? running.cancel : onClose}>Cancel</Button>
          <Button
            look="primary"
            isDisabled={
              isRunning || isReading || !preview || preview.same || reading.state.phase === 'failed'
            }
            onPress={() =>
              running.start({ documentId, change: changeOf(path, draft) }, 'Changing the text of a document')
            }
          >
            Change the text
          </Button>
        </>
      }
    >
      {reading.state.phase === 'failed' && <ErrorNote error={reading.state.error} />}
      {running.state.phase === 'failed' && <ErrorNote error={running.state.error} />}
      {preview && candidate && (
        <div className={styles.columns} inert={isRunning}>
          <div className={styles.form}>
            <p className={styles.file}>
              {FORMAT_NAMES[preview.format] ?? preview.format},{' '}
              {counted(preview.newLength, 'character', 'characters')} (before: {inDigits(preview.oldLength)})
            </p>
            <Effect preview={preview} />
            {(preview.encoding || draft.encoding !== null) && (
              <Select
                label="Encoding"
                value={chosen}
                onChange={(encoding) => setDraft({ ...draft, encoding })}
                choices={encodings.map((name) => ({ id: name, label: name }))}
                hint={preview.encoding ? evidenceInWords(preview.encoding) : ''}
              />
            )}
            <CutChoices
              candidate={candidate}
              draft={{ ...draft, cuts: draft.cuts ?? chosenReasons(candidate, draft) }}
              onChange={(cuts) => setDraft({ ...draft, cuts })}
            />
            {preview.warnings.length > 0 && (
              <ul aria-label="Warnings" data-copyable>
                {preview.warnings.map((warning) => (
                  <li key={JSON.stringify(warning)}>{warning.message}</li>
                ))}
              </ul>
            )}
          </div>
          <PreviewText candidate={candidate} draft={draft} resulting={preview.newLength} />
        </div>
      )}
    </DialogFrame>
  );
}
