import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { DOCUMENT_STATUSES, type DocumentStatus } from '../../core/project/records.ts';
import { AttributeFields } from '../attributes/AttributeFields.tsx';
import { missingInWords } from '../attributes/attribute-problem.ts';
import { IconButton } from '../controls/buttons.tsx';
import { Section } from '../controls/Section.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useDraft } from '../controls/use-draft.ts';
import { Threads } from '../discussion/Threads.tsx';
import { STATUS_WORDS, statusOf } from '../documents/status-words.ts';
import { MemosOf } from '../memos/MemosOf.tsx';
import { useListedDocument, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { setField, setStatus } from '../workspace/document-codes.ts';
import { DocumentCodes } from './DocumentCodes.tsx';
import { DocumentFacts } from './DocumentFacts.tsx';
import styles from './DocumentSections.module.css';

function MyStatus({
  documentId,
  status,
  me,
}: {
  readonly documentId: Id;
  readonly status: DocumentStatus;
  readonly me: Id;
}) {
  const workspace = useWorkspace();
  const draft = useDraft(status, (next) => {
    void workspace.attempt(() => setStatus(workspace, [documentId], next as DocumentStatus, me));
    return true;
  });
  return (
    <Segmented
      label="How far I am with the document"
      labelHidden
      value={draft.text as DocumentStatus}
      choices={DOCUMENT_STATUSES.map((id) => ({
        id,
        label: STATUS_WORDS[id].label,
        icon: <span aria-hidden="true">{STATUS_WORDS[id].sign}</span>,
      }))}
      onChange={draft.write}
      onSettle={draft.keep}
    />
  );
}

function DocumentComments({ documentId }: { readonly documentId: Id }) {
  const [writing, setWriting] = useState(false);
  return <Threads targetKind="document" targetId={documentId} writing={writing} onWriting={setWriting} />;
}

/** The document as a whole: how far I am, its codes, its fields, what is known of it, memos and comments on it. */
export function DocumentSections({ documentId }: { readonly documentId: Id }) {
  const workspace = useWorkspace();
  const { state, attempt, reading } = workspace;
  const project = useProject();
  const document = useListedDocument(documentId);
  if (!document || !project) return null;
  const { documentFields } = project.project;
  const me = project.me.id;
  return (
    <div className={styles.sections}>
      <Section id="progress" title="My progress" command="code.documentStatus">
        <MyStatus documentId={documentId} status={statusOf(document, me)} me={me} />
      </Section>
      <Section id="documentCodes" title="Document codes">
        <DocumentCodes documentId={documentId} />
      </Section>
      <Section
        id="fields"
        title="Fields"
        remark={missingInWords(documentFields, document.attributes) ?? ''}
        actions={
          <IconButton
            label="Define the fields of documents …"
            icon={<Settings2 />}
            small
            onPress={() => state.patch({ dialog: { kind: 'document-fields' } })}
          />
        }
      >
        {documentFields.length > 0 ? (
          <AttributeFields
            definitions={documentFields}
            values={document.attributes}
            words={document.title}
            onChange={(definitionId, value) =>
              void attempt(() => setField(workspace, documentId, definitionId, value))
            }
            onDone={() => reading.current?.focus()}
          />
        ) : (
          <p className={styles.hint}>The project asks nothing of its documents yet. Define what it should.</p>
        )}
      </Section>
      <Section id="about" title="About">
        <DocumentFacts documentId={documentId} />
      </Section>
      <Section id="memos" title="Memos">
        <MemosOf targetKind="document" targetId={documentId} />
      </Section>
      <Section id="documentComments" title="Comments">
        <DocumentComments documentId={documentId} />
      </Section>
    </div>
  );
}
