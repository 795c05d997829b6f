import { useState } from 'react';
import type { DocumentMetadata, ListedDocument } from '../../core/project/records.ts';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { inDigits } from '../controls/words.ts';
import { useDocuments } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import styles from './EditDocumentDialog.module.css';
import { type MetadataDraft, MetadataFields } from './MetadataFields.tsx';
import { dateProblem } from './partial-date.ts';

function EditForm({
  document,
  onClose,
}: {
  readonly document: ListedDocument;
  readonly onClose: () => void;
}) {
  const { client, attempt } = useWorkspace();
  const [draft, setDraft] = useState<MetadataDraft>({
    title: document.title,
    author: document.author,
    date: document.date,
    source: document.source,
    language: document.language,
  });
  const wrong = dateProblem(draft.date) !== null;
  const save = () => {
    if (wrong) return;
    onClose();
    const changed = Object.entries(draft).filter(
      ([field, value]) => document[field as keyof DocumentMetadata] !== value,
    );
    if (changed.length === 0) return;
    void attempt(
      async () =>
        void (await client.call('documents.edit', {
          documentId: document.id,
          metadata: Object.fromEntries(changed),
        })),
    );
  };
  return (
    <DialogFrame
      title="Document"
      size="small"
      onClose={onClose}
      action={{ label: 'Save', run: save, isDisabled: wrong }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <MetadataFields draft={draft} onChange={setDraft} autoFocus />
        <p className={styles.facts}>
          From {document.fileName || 'no file'} · {inDigits(document.length)} characters
        </p>
        {/* Enter in any field saves. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </DialogFrame>
  );
}

export function EditDocumentDialog(props: { readonly documentId: string; readonly onClose: () => void }) {
  const { documents } = useDocuments();
  const document = documents.find(({ id }) => id === props.documentId);
  return document ? <EditForm document={document} onClose={props.onClose} /> : null;
}
