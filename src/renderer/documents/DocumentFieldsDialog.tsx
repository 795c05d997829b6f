import { useState } from 'react';
import type { AttributeDefinition } from '../../core/attribute/attribute.ts';
import { DefinitionsEditor } from '../attributes/DefinitionsEditor.tsx';
import { definitionsProblem, plainDefinitions } from '../attributes/definition-draft.ts';
import { MigrationNote } from '../attributes/MigrationNote.tsx';
import { useMigration } from '../attributes/use-migration.ts';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { undo } from '../workspace/undoing.ts';
import styles from './DocumentFieldsDialog.module.css';

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
  const { client } = workspace;
  const migration = useMigration('documents', draft, problem === null, (definitions) =>
    client.call('project.previewFields', { fields: definitions }),
  );
  const save = () => {
    if (problem !== null) return;
    onClose();
    void workspace.attempt(async () => {
      const { lostValues } = await workspace.client.call('project.editFields', {
        fields: plainDefinitions(draft),
      });
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
      action={{ label: 'Save', run: save, isDisabled: problem !== null }}
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
