import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { OutputOf } from '../../contract/procedures.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { Select, TextField } from '../controls/fields.tsx';
import { VirtualList } from '../controls/VirtualList.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { wholeQuote } from '../inspector/quotation.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useCodes } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { changeCodebook } from '../workspace/codebook.ts';
import { undo } from '../workspace/undoing.ts';
import styles from './CodeDialog.module.css';
import { nameProblem, nearNote } from './code-draft.ts';

const ANY = 'any';
const NO_MATCHES: OutputOf<'codes.matching'> = { annotations: [], total: 0 };

function ValueField(props: {
  readonly code: CountedCode;
  readonly definitionId: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const definition = props.code.attributes.find(({ id }) => id === props.definitionId);
  if (!definition) return null;
  if (definition.choices.length === 0)
    return <TextField label="is or contains" value={props.value} onChange={props.onChange} dir="auto" />;
  return (
    <Select
      label="is"
      value={props.value}
      onChange={props.onChange}
      choices={definition.choices.map(({ id, label }) => ({ id, label }))}
    />
  );
}

function SplitForm({
  code,
  codes,
  onClose,
}: {
  readonly code: CountedCode;
  readonly codes: readonly CountedCode[];
  readonly onClose: () => void;
}) {
  const workspace = useWorkspace();
  const { client, state, notices, attempt } = workspace;
  const [name, setName] = useState('');
  const [words, setWords] = useState('');
  const [definitionId, setDefinitionId] = useState(ANY);
  const [value, setValue] = useState('');
  const [left, setLeft] = useState<ReadonlySet<Id>>(new Set());
  const asked = useDeferredValue(words);
  const askedValue = useDeferredValue(value);
  const byAttribute = definitionId !== ANY;
  const found = useQuery({
    queryKey: ['codeMatching', code.id, asked, definitionId, askedValue],
    queryFn: () =>
      client.call('codes.matching', {
        codeId: code.id,
        words: asked,
        ...(byAttribute ? { attribute: { definitionId, value: askedValue } } : {}),
      }),
    placeholderData: (before: OutputOf<'codes.matching'> | undefined) => before,
    gcTime: 0,
  });
  const { annotations, total } = found.data ?? NO_MATCHES;
  const isSettled =
    !found.isPlaceholderData && found.data !== undefined && asked === words && askedValue === value;
  const taken = annotations.filter(({ id }) => !left.has(id));
  const problem = name === '' ? null : nameProblem(name, code.parentId, codes, null);
  const canSplit = name.trim() !== '' && problem === null && taken.length > 0 && isSettled;
  const near = problem === null ? nearNote(name, codes, null) : null;

  const split = () => {
    if (!canSplit) return;
    onClose();
    void attempt(async () => {
      const annotationIds = taken.map(({ id }) => id);
      const { codeId } = await changeCodebook(workspace, () =>
        client.call('codes.split', { codeId: code.id, name: name.trim(), annotationIds }),
      );
      state.patch({ codeId });
      const moved = counted(annotationIds.length, 'annotation', 'annotations');
      notices.done(
        `${moved} of ‘${code.name}’ ${annotationIds.length === 1 ? 'is' : 'are'} now ‘${name.trim()}’.`,
        {
          label: 'Undo',
          run: () => void undo(workspace),
        },
      );
    });
  };

  return (
    <DialogFrame
      title={`Split ‘${code.name}’`}
      size="medium"
      onClose={onClose}
      action={{ label: 'Split', run: split, isDisabled: !canSplit }}
    >
      <div className={styles.form}>
        <TextField
          label="Name of the new code, which stands beside it with its colour and attributes"
          value={name}
          onChange={setName}
          error={problem}
          autoFocus
          maxLength={200}
          dir="auto"
        />
        {near && (
          <p className={styles.remark} role="status">
            {near}
          </p>
        )}
        <TextField
          label="Annotations with these words"
          value={words}
          onChange={setWords}
          maxLength={1_000}
          dir="auto"
        />
        {code.attributes.length > 0 && (
          <div className={styles.halves}>
            <Select
              label="and whose"
              value={definitionId}
              onChange={(id) => {
                setDefinitionId(id);
                setValue(code.attributes.find((each) => each.id === id)?.choices[0]?.id ?? '');
              }}
              choices={[
                { id: ANY, label: 'attributes are whatever they are' },
                ...code.attributes.map(({ id, name: label }) => ({ id, label })),
              ]}
            />
            <ValueField code={code} definitionId={definitionId} value={value} onChange={setValue} />
          </div>
        )}
        {found.error && <ErrorNote error={found.error} />}
        <p className={styles.parent} role="status">
          {isSettled
            ? `${inDigits(taken.length)} of ${counted(total, 'annotation', 'annotations')} will go. Space leaves one out, or takes it again.`
            : 'Looking …'}
        </p>
        <div className={styles.listBox}>
          <VirtualList
            label="Annotations for the new code"
            items={annotations}
            keyOf={({ id }) => id}
            rowHeight={28}
            selectedKey={null}
            onChoose={({ id }) => setLeft(toggled(left, id))}
            checks={{
              isChecked: ({ id }) => !left.has(id),
              onToggle: ({ id }) => setLeft(toggled(left, id)),
            }}
            renderRow={({ id, spans }) => (
              <span className={styles.match}>
                <span className={styles.tick} aria-hidden="true">
                  {left.has(id) ? '' : '✓'}
                </span>
                <span className={styles.matchQuote} dir="auto">
                  {wholeQuote(spans)}
                </span>
              </span>
            )}
          />
        </div>
      </div>
    </DialogFrame>
  );
}

function toggled(ids: ReadonlySet<Id>, id: Id): ReadonlySet<Id> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Chooses the annotations of a code that become another's, by words or a value of an attribute. */
export function SplitCodeDialog({ codeId, onClose }: { readonly codeId: Id; readonly onClose: () => void }) {
  const codes = useCodes();
  const code = codes.find(({ id }) => id === codeId);
  return code ? <SplitForm code={code} codes={codes} onClose={onClose} /> : null;
}
