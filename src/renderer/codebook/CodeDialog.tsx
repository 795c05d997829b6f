import { useState } from 'react';
import type { CodeKind, CountedCode } from '../../core/codebook/code.ts';
import { leastUsedColour } from '../../core/codebook/colours.ts';
import { definitionChanged, OPEN_ENDS } from '../../core/codebook/definition.ts';
import { codePath, withDescendants } from '../../core/codebook/tree.ts';
import { DefinitionsEditor } from '../attributes/DefinitionsEditor.tsx';
import { definitionsProblem, plainDefinitions } from '../attributes/definition-draft.ts';
import { MigrationNote } from '../attributes/MigrationNote.tsx';
import { useMigration } from '../attributes/use-migration.ts';
import { useCommands } from '../commands/registry.ts';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { RadioChoices, TextField } from '../controls/fields.tsx';
import { FilterPicker } from '../exporting/FilterPicker.tsx';
import { useCodes } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import styles from './CodeDialog.module.css';
import { ColourChoice } from './ColourChoice.tsx';
import { codeItems, keyVerdict, nameProblem, nearNote } from './code-draft.ts';
import { RelationEndsFields } from './RelationEndsFields.tsx';
import { saveCode } from './save-code.ts';

interface CodeDialogProps {
  /** null: a new one */
  readonly codeId: string | null;
  /** where the new one goes */
  readonly parentId: string | null;
  readonly onClose: () => void;
}

const KINDS: readonly { readonly id: CodeKind; readonly label: string }[] = [
  { id: 'span', label: 'Passages' },
  { id: 'document', label: 'Whole documents' },
  { id: 'relation', label: 'Relations between annotations' },
];
const NO_KEY = { key: null, problem: null, remark: null };

function useCodeDraft({ code, parentId, codes }: Omit<CodeFormProps, 'onClose'>) {
  const [name, setName] = useState(code?.name ?? '');
  const [kind, setKind] = useState<CodeKind>(
    code?.kind ?? codes.find(({ id }) => id === parentId)?.kind ?? 'span',
  );
  const [key, setKey] = useState(code?.key ?? '');
  const [colour, setColour] = useState(code?.colour ?? leastUsedColour(codes));
  const [description, setDescription] = useState(code?.description ?? '');
  const [attributes, setAttributes] = useState(code?.attributes ?? []);
  const [ends, setEnds] = useState(code?.ends ?? OPEN_ENDS);
  const [otherParentIds, setOtherParentIds] = useState<ReadonlySet<string>>(new Set(code?.otherParentIds));
  const ownId = code?.id ?? null;
  const commands = useCommands();
  const { client } = useWorkspace();
  const attributesProblem = definitionsProblem(attributes);
  const canPreview = ownId !== null && attributesProblem === null && attributes !== code?.attributes;
  const migration = useMigration(ownId ?? 'new', attributes, canPreview, (definitions) =>
    client.call('codes.previewAttributes', { codeId: ownId ?? '', attributes: definitions }),
  );
  const wrongName = name === '' ? null : nameProblem(name, parentId, codes, ownId);
  const verdict = kind === 'span' ? keyVerdict(key, codes, ownId, commands) : NO_KEY;
  return {
    ...{ name, setName, kind, setKind, key, setKey, colour, setColour, description, setDescription },
    ...{ attributes, setAttributes, ends, setEnds, otherParentIds, setOtherParentIds },
    ...{ attributesProblem, wrongName, verdict, migration: canPreview ? migration : undefined },
    canSave:
      name.trim() !== '' && wrongName === null && verdict.problem === null && attributesProblem === null,
    fields: {
      name: name.trim(),
      key: verdict.key,
      colour,
      description,
      attributes: plainDefinitions(attributes),
      ends: kind === 'relation' ? { from: [...ends.from], to: [...ends.to], directed: ends.directed } : null,
    },
  };
}

function CodeForm({ code, parentId, codes, onClose }: CodeFormProps) {
  const workspace = useWorkspace();
  const draft = useCodeDraft({ code, parentId, codes });
  const { name, kind, verdict, canSave, attributes, attributesProblem } = draft;
  const ownId = code?.id ?? null;
  const parent = codes.find(({ id }) => id === parentId);
  const byId = new Map(codes.map((each) => [each.id, each]));
  const used = new Set(codes.filter(({ id }) => id !== ownId).map((each) => each.colour));
  const near = draft.wrongName === null ? nearNote(name, codes, code) : null;
  const below = ownId === null ? new Set<string>() : withDescendants([ownId], codes);
  const places = codeItems(codes, ({ id }) => !below.has(id) && id !== parentId);
  const raises = code !== null && attributesProblem === null && definitionChanged(code, draft.fields);

  const save = () => {
    if (!canSave) return;
    onClose();
    const otherParentIds = [...draft.otherParentIds];
    void workspace.attempt(() =>
      saveCode(workspace, code, { parentId, kind, fields: draft.fields, otherParentIds }),
    );
  };

  return (
    <DialogFrame
      title={code ? `Code ‘${code.name}’` : 'New code'}
      size="medium"
      onClose={onClose}
      action={{ label: code ? 'Save' : 'Create', run: save, isDisabled: !canSave }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {parent && <p className={styles.parent}>Under {codePath(parent, byId).join(' › ')}</p>}
        <div className={kind === 'span' ? styles.pair : undefined}>
          <TextField
            label="Name"
            value={name}
            onChange={draft.setName}
            error={draft.wrongName}
            autoFocus
            maxLength={200}
            dir="auto"
          />
          {kind === 'span' && (
            <TextField
              label="Key"
              value={draft.key}
              // The last one typed counts, so that a key is changed without deleting the old one first.
              onChange={(typed) => draft.setKey([...typed].at(-1) ?? '')}
              placeholder="none"
            />
          )}
        </div>
        {near && (
          <p className={styles.remark} role="status">
            {near}
          </p>
        )}
        {(verdict.problem ?? verdict.remark) && (
          <p className={verdict.problem ? styles.problem : styles.remark} role="status">
            {verdict.problem ?? verdict.remark}
          </p>
        )}
        {code === null ? (
          <RadioChoices
            label="It is put on (fixed once the code is made)"
            value={kind}
            onChange={(id) => draft.setKind(id as CodeKind)}
            choices={KINDS}
          />
        ) : (
          <p className={styles.parent}>
            Put on: {KINDS.find(({ id }) => id === kind)?.label.toLowerCase()} · Version {code.version}
            {raises && `, will be ${code.version + 1}`}
          </p>
        )}
        <ColourChoice value={draft.colour} onChange={draft.setColour} used={used} />
        <TextField
          label={`Description: when does a ${kind === 'span' ? 'passage' : kind} get this code, and when not?`}
          value={draft.description}
          onChange={draft.setDescription}
          lines={4}
          maxLength={20_000}
          dir="auto"
        />
        {kind === 'relation' && (
          <RelationEndsFields ends={draft.ends} onChange={draft.setEnds} codes={codes} />
        )}
        <FilterPicker
          label="Also stands under"
          all="No other code"
          items={places}
          chosen={draft.otherParentIds}
          onChange={draft.setOtherParentIds}
        />
        <fieldset className={styles.group}>
          <legend>What it asks for</legend>
          <DefinitionsEditor definitions={attributes} onChange={draft.setAttributes} one="attribute" />
          {attributesProblem !== null && (
            <p className={styles.problem} role="status">
              {attributesProblem}
            </p>
          )}
          {draft.migration && attributesProblem === null && <MigrationNote migration={draft.migration} />}
        </fieldset>
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
