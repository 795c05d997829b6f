import { useQuery } from '@tanstack/react-query';
import type { CodeMergePreview } from '../../contract/procedures.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import { codePath } from '../../core/codebook/tree.ts';
import type { Id } from '../../core/ids.ts';
import { CodeChip } from '../controls/CodeMark.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { counted } from '../controls/words.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { CodePalette } from '../palette/CodePalette.tsx';
import { useCodes } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { changeCodebook } from '../workspace/codebook.ts';
import { undo } from '../workspace/undoing.ts';
import styles from './CodeDialog.module.css';
import { bearers } from './code-draft.ts';

/** Chooses the code that another becomes part of; what moves is shown before anything does. */
export function MergeIntoPalette({ codeId, onClose }: { readonly codeId: Id; readonly onClose: () => void }) {
  const { state } = useWorkspace();
  const code = useCodes().find(({ id }) => id === codeId);
  if (!code) return null;
  return (
    <CodePalette
      label={`Merge ‘${code.name}’ into`}
      placeholder={`Merge ‘${code.name}’ into …`}
      kind={code.kind}
      canMake={false}
      without={[code.id]}
      onClose={onClose}
      onChoose={(intoId) => state.patch({ dialog: { kind: 'merge-codes', codeIds: [codeId], intoId } })}
    />
  );
}

function Moves({
  part,
  code,
  into,
}: {
  readonly part: CodeMergePreview['codes'][number];
  readonly code: CountedCode | undefined;
  readonly into: CountedCode;
}) {
  return (
    <ul className={styles.moves} aria-label={`What moves from ${code?.name ?? 'it'}`}>
      <li>{bearers(into.kind, part.annotations)}</li>
      {part.children > 0 && <li>{counted(part.children, 'code', 'codes')} below it</li>}
      {part.keptAttributes.length > 0 && (
        <li>Values stay under the attribute of the same name: {part.keptAttributes.join(', ')}</li>
      )}
      {part.addedAttributes.length > 0 && (
        <li>
          ‘{into.name}’ gets the attributes: {part.addedAttributes.join(', ')}
        </li>
      )}
    </ul>
  );
}

interface MergeCodesDialogProps {
  readonly codeIds: readonly Id[];
  readonly intoId: Id;
  readonly onClose: () => void;
}

/** Shows what moves when codes become one, and merges them: one action. */
export function MergeCodesDialog({ codeIds, intoId, onClose }: MergeCodesDialogProps) {
  const workspace = useWorkspace();
  const { client, state, notices, attempt } = workspace;
  const codes = useCodes();
  const byId = new Map(codes.map((code) => [code.id, code]));
  const into = byId.get(intoId);
  const preview = useQuery({
    queryKey: ['mergePreview', intoId, ...codeIds],
    queryFn: () => client.call('codes.previewMerge', { intoId, codeIds: [...codeIds] }),
    gcTime: 0,
  });
  if (!into) return null;
  const names = codeIds.map((id) => `‘${byId.get(id)?.name ?? ''}’`).join(', ');
  const merge = () => {
    onClose();
    void attempt(async () => {
      await changeCodebook(workspace, () => client.call('codes.merge', { intoId, codeIds: [...codeIds] }));
      state.patch({ codeId: intoId });
      notices.done(`Merged into ‘${into.name}’.`, { label: 'Undo', run: () => void undo(workspace) });
    });
  };
  return (
    <DialogFrame
      title={`Merge ${names} into ‘${into.name}’?`}
      size="small"
      onClose={onClose}
      action={{ label: 'Merge', run: merge, isDisabled: !preview.data, autoFocus: true }}
    >
      <div className={styles.form}>
        {preview.error && <ErrorNote error={preview.error} />}
        <p>
          To <CodeChip code={into} />{' '}
          <span className={styles.parent}>{codePath(into, byId).slice(0, -1).join(' › ')}</span>
        </p>
        {preview.data?.codes.map((part) => (
          <Moves key={part.codeId} part={part} code={byId.get(part.codeId)} into={into} />
        ))}
        {preview.data && preview.data.duplicates > 0 && (
          <p>
            {counted(preview.data.duplicates, 'annotation', 'annotations')} would stand twice and{' '}
            {preview.data.duplicates === 1 ? 'becomes' : 'become'} one with the other.
          </p>
        )}
        <p className={styles.parent}>
          ‘{into.name}’ keeps its name, colour, key and description. This can be undone.
        </p>
      </div>
    </DialogFrame>
  );
}
