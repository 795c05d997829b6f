import { useState } from 'react';
import type { CountedCode } from '../../core/codebook/code.ts';
import { leastUsedColour } from '../../core/codebook/colours.ts';
import { codePath } from '../../core/codebook/tree.ts';
import { useCommands } from '../commands/registry.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { TextField } from '../controls/fields.tsx';
import { useCodes } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { changeCodebook } from '../workspace/codebook.ts';
import styles from './CodeDialog.module.css';
import { ColourChoice } from './ColourChoice.tsx';
import { keyVerdict, nameProblem } from './code-draft.ts';

interface CodeDialogProps {
  /** null: a new one */
  readonly codeId: string | null;
  /** where the new one goes */
  readonly parentId: string | null;
  readonly onClose: () => void;
}

function CodeForm({ code, parentId, codes, onClose }: CodeFormProps) {
  const workspace = useWorkspace();
  const [name, setName] = useState(code?.name ?? '');
  const [key, setKey] = useState(code?.key ?? '');
  const [colour, setColour] = useState(code?.colour ?? leastUsedColour(codes));
  const [description, setDescription] = useState(code?.description ?? '');
  const ownId = code?.id ?? null;
  const wrongName = name === '' ? null : nameProblem(name, parentId, codes, ownId);
  const verdict = keyVerdict(key, codes, ownId, useCommands());
  const canSave = name.trim() !== '' && wrongName === null && verdict.problem === null;
  const parent = codes.find(({ id }) => id === parentId);
  const byId = new Map(codes.map((each) => [each.id, each]));
  const used = new Set(codes.filter(({ id }) => id !== ownId).map((each) => each.colour));

  const save = () => {
    if (!canSave) return;
    onClose();
    const fields = { name: name.trim(), key: verdict.key, colour, description };
    const { client, attempt, state } = workspace;
    const store = async () => {
      if (code) await client.call('codes.edit', { codeId: code.id, fields });
      else state.patch({ codeId: (await client.call('codes.create', { ...fields, parentId })).codeId });
    };
    void attempt(() => changeCodebook(workspace, store));
  };

  return (
    <DialogFrame
      title={code ? `Code ‘${code.name}’` : 'New code'}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" onPress={save} isDisabled={!canSave}>
            {code ? 'Save' : 'Create'}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {parent && <p className={styles.parent}>Under {codePath(parent, byId).join(' › ')}</p>}
        <div className={styles.pair}>
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            error={wrongName}
            autoFocus
            maxLength={200}
            dir="auto"
          />
          <TextField
            label="Key"
            value={key}
            // The last one typed counts, so that a key is changed without deleting the old one first.
            onChange={(typed) => setKey([...typed].at(-1) ?? '')}
            placeholder="none"
          />
        </div>
        {(verdict.problem ?? verdict.remark) && (
          <p className={verdict.problem ? styles.problem : styles.remark} role="status">
            {verdict.problem ?? verdict.remark}
          </p>
        )}
        <ColourChoice value={colour} onChange={setColour} used={used} />
        <TextField
          label="Description: when does a passage get this code, and when not?"
          value={description}
          onChange={setDescription}
          lines={4}
          maxLength={20_000}
          dir="auto"
        />
        {/* Enter in a field of one line saves. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </DialogFrame>
  );
}

interface CodeFormProps {
  readonly code: CountedCode | null;
  readonly parentId: string | null;
  readonly codes: readonly CountedCode[];
  readonly onClose: () => void;
}

/** Makes or edits a code. */
export function CodeDialog({ codeId, parentId, onClose }: CodeDialogProps) {
  const codes = useCodes();
  const code = codes.find(({ id }) => id === codeId) ?? null;
  if (codeId !== null && !code) return null;
  return <CodeForm code={code} parentId={code ? code.parentId : parentId} codes={codes} onClose={onClose} />;
}
