import { useState } from 'react';
import type { CountedCode } from '../../core/codebook/code.ts';
import { codePath, codesInTreeOrder } from '../../core/codebook/tree.ts';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { RadioChoices, Select } from '../controls/fields.tsx';
import { useCodes } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { changeCodebook } from '../workspace/codebook.ts';
import { undo } from '../workspace/undoing.ts';
import styles from './CodeDialog.module.css';
import { bearers } from './code-draft.ts';

interface FormProps {
  readonly code: CountedCode;
  readonly codes: readonly CountedCode[];
  readonly onClose: () => void;
}

function DeleteForm({ code, codes, onClose }: FormProps) {
  const workspace = useWorkspace();
  const others = codesInTreeOrder(codes)
    .map((node) => node.code)
    .filter(({ id, kind }) => id !== code.id && kind === code.kind);
  const byId = new Map(codes.map((each) => [each.id, each]));
  const [fate, setFate] = useState<'move' | 'delete'>(others.length > 0 ? 'move' : 'delete');
  const [toCodeId, setToCodeId] = useState(
    (others.find(({ id }) => id === code.parentId) ?? others[0])?.id ?? '',
  );
  const children = codes.filter(({ parentId }) => parentId === code.id).length;
  const { annotations } = code;
  const number = bearers(code.kind, annotations);

  const remove = () => {
    onClose();
    void workspace.attempt(async () => {
      const moves = annotations > 0 && fate === 'move';
      const deletion = moves
        ? ({ annotations: 'move', toCodeId } as const)
        : ({ annotations: 'delete' } as const);
      await changeCodebook(workspace, () =>
        workspace.client.call('codes.delete', { codeId: code.id, deletion }),
      );
      if (workspace.state.get().codeId === code.id) workspace.state.patch({ codeId: null });
      workspace.notices.done(`Code ‘${code.name}’ deleted.`, {
        label: 'Undo',
        run: () => void undo(workspace),
      });
    });
  };

  return (
    <DialogFrame
      title={`Delete the code ‘${code.name}’?`}
      size="small"
      onClose={onClose}
      action={{ label: 'Delete', run: remove, danger: true }}
    >
      <div className={styles.form}>
        {annotations === 0 && <p>Nothing bears it.</p>}
        {annotations > 0 && others.length > 0 && (
          <>
            <RadioChoices
              label={`${number} ${annotations === 1 ? 'bears' : 'bear'} it. What becomes of ${annotations === 1 ? 'it' : 'them'}?`}
              value={fate}
              onChange={(id) => setFate(id === 'move' ? 'move' : 'delete')}
              choices={[
                { id: 'move', label: 'Give another code' },
                { id: 'delete', label: `Delete ${number}` },
              ]}
            />
            {fate === 'move' && (
              <Select
                label="The other code"
                value={toCodeId}
                onChange={setToCodeId}
                choices={others.map((each) => ({ id: each.id, label: codePath(each, byId).join(' › ') }))}
              />
            )}
          </>
        )}
        {annotations > 0 && others.length === 0 && <p>{number} will be deleted with it.</p>}
        {children > 0 && <p>The codes below it move up to its place.</p>}
        <p className={styles.parent}>This can be undone.</p>
      </div>
    </DialogFrame>
  );
}

/** Asks what becomes of a code's annotations. */
export function DeleteCodeDialog({
  codeId,
  onClose,
}: {
  readonly codeId: string;
  readonly onClose: () => void;
}) {
  const codes = useCodes();
  const code = codes.find(({ id }) => id === codeId);
  return code ? <DeleteForm code={code} codes={codes} onClose={onClose} /> : null;
}
