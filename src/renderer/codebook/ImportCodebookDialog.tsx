import { useQuery } from '@tanstack/react-query';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { counted } from '../controls/words.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useWorkspace } from '../session/session-context.ts';
import { importCodebook } from '../workspace/codebook-files.ts';
import styles from './CodeDialog.module.css';

const EFFECTS = { new: 'new', same: 'as it is', differs: 'will be changed' } as const;

/** Shows what a codebook in a file would do to this one, and takes it in. */
export function ImportCodebookDialog({
  path,
  onClose,
}: {
  readonly path: string;
  readonly onClose: () => void;
}) {
  const workspace = useWorkspace();
  const preview = useQuery({
    queryKey: ['codebookFile', path],
    queryFn: () => workspace.client.call('codes.previewFile', { path }),
    gcTime: 0,
    retry: false,
  });
  const codes = preview.data?.codes ?? [];
  const changes = codes.filter(({ effect }) => effect !== 'same').length;
  return (
    <DialogFrame
      title="Import a codebook"
      size="medium"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            look="primary"
            isDisabled={changes === 0}
            onPress={() => {
              onClose();
              void workspace.attempt(() => importCodebook(workspace, path));
            }}
          >
            Import
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.parent} data-copyable>
          {path}
        </p>
        {preview.error && <ErrorNote error={preview.error} />}
        {preview.isPending && <p role="status">Reading …</p>}
        {preview.data && (
          <p role="status">
            {counted(codes.length, 'code', 'codes')}, of which {changes} would be made or changed. Nothing is
            deleted.
          </p>
        )}
        {preview.data && preview.data.warnings.length > 0 && (
          <ul className={styles.moves} aria-label="What was found in the file">
            {preview.data.warnings.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        )}
        {codes.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <ul className={styles.found} aria-label="Codes in the file" tabIndex={0}>
            {codes.slice(0, MOST_SHOWN).map(({ path: names, effect, kind }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: codes of a file are known by their place
              <li key={index}>
                <span dir="auto">{names.join(' › ')}</span>
                <span className={styles.parent}>
                  {kind === 'span' ? '' : `for ${kind}s, `}
                  {EFFECTS[effect]}
                </span>
              </li>
            ))}
            {codes.length > MOST_SHOWN && <li>… and {codes.length - MOST_SHOWN} more</li>}
          </ul>
        )}
      </div>
    </DialogFrame>
  );
}

const MOST_SHOWN = 500;
