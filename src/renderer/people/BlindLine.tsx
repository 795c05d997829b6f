import { EyeOff } from 'lucide-react';
import type { ListedDocument } from '../../core/project/records.ts';
import { Button } from '../controls/buttons.tsx';
import { statusOf } from '../documents/status-words.ts';
import { useListedDocument, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { setStatus } from '../workspace/document-codes.ts';
import styles from './BlindLine.module.css';

/** Says over a text that the work of colleagues is hidden in it, and how it comes to be shown. */
export function BlindLine({ documentId }: { readonly documentId: ListedDocument['id'] }) {
  const workspace = useWorkspace();
  const project = useProject();
  const document = useListedDocument(documentId);
  if (!project?.project.blind || !document || project.people.length < 2) return null;
  const me = project.me.id;
  if (statusOf(document, me) === 'done') return null;
  return (
    <div className={styles.line} role="note">
      <EyeOff aria-hidden="true" />
      <span className={styles.words}>
        Blind coding: what colleagues did here is hidden until you mark the document as done.
      </span>
      <Button
        look="quiet"
        onPress={() => void workspace.attempt(() => setStatus(workspace, [documentId], 'done', me))}
      >
        Mark as done
      </Button>
    </div>
  );
}
