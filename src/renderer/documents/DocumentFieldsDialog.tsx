import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AttributeMigration } from '../../contract/procedures.ts';
import type { AttributeDefinition } from '../../core/attribute/attribute.ts';
import { DefinitionsEditor } from '../attributes/DefinitionsEditor.tsx';
import { definitionsProblem } from '../attributes/definition-draft.ts';
import { MigrationNote } from '../attributes/MigrationNote.tsx';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { undo } from '../workspace/undoing.ts';
import styles from './DocumentFieldsDialog.module.css';

/** Milliseconds after the last change before it is asked what becomes of the values. */
const PAUSE = 200;

/** The definitions as messages hold them. */
function plain(definitions: readonly AttributeDefinition[]) {
  return definitions.map((definition) => ({
    ...definition,
    choices: definition.choices.map(({ id, label }) => ({ id, label })),
    initial: Array.isArray(definition.initial)
      ? [...definition.initial]
      : (definition.initial as string | number | boolean | null),
  }));
}

/** What the draft would do to the values, once it rests and can be stored. */
function useMigration(
  draft: readonly AttributeDefinition[],
  problem: string | null,
): AttributeMigration | undefined {
  const { client } = useWorkspace();
  const [resting, setResting] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setResting(draft), PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);
  return useQuery({
    queryKey: ['previewFields', JSON.stringify(resting)],
    queryFn: () => client.call('project.previewFields', { fields: plain(resting) }),
    enabled: problem === null && resting === draft,
    placeholderData: (before: AttributeMigration | undefined) => before,
    gcTime: 0,
  }).data;
}

function FieldsForm({
  fields,
  onClose,
}: {
  readonly fields: readonly AttributeDefinition[];
  readonly onClose: () => void;
}) {
  const workspace = useWorkspace();
  const [draft, setDraft] = useState(fields);
  const problem = definitionsProblem(draft);
  const migration = useMigration(draft, problem);
  const save = () => {
    if (problem !== null) return;
    onClose();
    void workspace.attempt(async () => {
      const { lostValues } = await workspace.client.call('project.editFields', { fields: plain(draft) });
      const lost = lostValues > 0 ? ` ${lostValues} values could not be kept.` : '';
      workspace.notices.done(`Fields of documents changed.${lost}`, {
        label: 'Undo',
        run: () => void undo(workspace),
      });
    });
  };
  return (
    <DialogFrame
      title="Fields of documents"
      size="medium"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" onPress={save} isDisabled={problem !== null}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.hint}>
          What the project asks of every document, beside its title, author and date. Documents are sorted and
          filtered by these.
        </p>
        <DefinitionsEditor definitions={draft} onChange={setDraft} one="field" />
        {problem !== null && draft !== fields && (
          <p className={styles.problem} role="status">
            {problem}
          </p>
        )}
        {migration && problem === null && <MigrationNote migration={migration} />}
      </div>
    </DialogFrame>
  );
}

/** Edits the project's typed fields of documents, and says first what becomes of the values. */
export function DocumentFieldsDialog({ onClose }: { readonly onClose: () => void }) {
  const project = useProject();
  return project ? <FieldsForm fields={project.project.documentFields} onClose={onClose} /> : null;
}
