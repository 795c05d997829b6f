import { Plus, SlidersHorizontal, X } from 'lucide-react';
import { useState } from 'react';
import type { DocumentCode } from '../../core/annotation/document-code.ts';
import type { AttributeValue } from '../../core/attribute/attribute.ts';
import type { Id } from '../../core/ids.ts';
import { AttributeFields } from '../attributes/AttributeFields.tsx';
import { missingInWords } from '../attributes/attribute-problem.ts';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { Button, IconButton } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { useDocumentCodes } from '../session/document-queries.ts';
import { useCodeMap, usePeople, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { removeDocumentCode } from '../workspace/document-codes.ts';
import styles from './DocumentCodes.module.css';

function CodeOfDocument({
  documentCode,
  isMine,
}: {
  readonly documentCode: DocumentCode;
  readonly isMine: boolean;
}) {
  const workspace = useWorkspace();
  const { client, attempt, reading } = workspace;
  const code = useCodeMap().get(documentCode.codeId);
  const person = usePeople().get(documentCode.personId);
  const [detailed, setDetailed] = useState(false);
  const attributes = code?.attributes ?? [];
  const name = code?.name ?? 'a code that is gone';
  const setValue = (definitionId: Id, value: AttributeValue | null) =>
    void attempt(
      async () =>
        void (await client.call('documentCodes.setAttributes', {
          documentCodeIds: [documentCode.id],
          values: { [definitionId]: typeof value === 'object' && value !== null ? [...value] : value },
        })),
    );
  return (
    <li className={styles.code}>
      <div className={styles.line}>
        <CodeChip code={code} />
        <span className={styles.facts}>
          {[isMine ? '' : (person?.name ?? 'Someone'), missingInWords(attributes, documentCode.attributes)]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {attributes.length > 0 && (
          <IconButton
            label={`Attributes of ‘${name}’`}
            icon={<SlidersHorizontal />}
            small
            pressed={detailed}
            onPress={() => setDetailed(!detailed)}
          />
        )}
        {isMine && (
          <IconButton
            label={`Remove ‘${name}’ from the document`}
            icon={<X />}
            small
            onPress={() => void attempt(() => removeDocumentCode(workspace, documentCode.id, name))}
          />
        )}
      </div>
      {detailed && (
        <AttributeFields
          definitions={attributes}
          values={documentCode.attributes}
          onChange={setValue}
          onDone={() => reading.current?.focus()}
        />
      )}
    </li>
  );
}

/** What the document as a whole is coded as. */
export function DocumentCodes({ documentId }: { readonly documentId: Id }) {
  const { state } = useWorkspace();
  const documentCodes = useDocumentCodes(documentId);
  const me = useProject()?.me.id;
  return (
    <>
      {documentCodes.length > 0 && (
        <ul className={styles.codes} aria-label="Codes of the document">
          {documentCodes.map((documentCode) => (
            <CodeOfDocument
              key={documentCode.id}
              documentCode={documentCode}
              isMine={documentCode.personId === me}
            />
          ))}
        </ul>
      )}
      <Button
        look="quiet"
        onPress={() => state.patch({ dialog: { kind: 'code-documents', documentIds: [documentId] } })}
      >
        <Plus aria-hidden="true" />
        Code the document … <CommandKeys id="code.document" />
      </Button>
    </>
  );
}
