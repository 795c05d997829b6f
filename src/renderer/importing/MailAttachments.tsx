import type { ImportCandidate } from '../../contract/procedures.ts';
import { Button } from '../controls/buttons.tsx';
import { Checkbox } from '../controls/fields.tsx';
import { canHaveAttachments, type FileDraft } from './import-draft.ts';
import styles from './PartsDetails.module.css';

interface MailAttachmentsProps {
  readonly candidate: ImportCandidate;
  readonly draft: FileDraft;
  readonly alone: boolean;
  /** `all`: for all mails of the import */
  readonly onAttachments: (wanted: boolean, all: boolean) => void;
}

/** Offers what is attached to mails as documents of their own. */
export function MailAttachments({ candidate, draft, alone, onAttachments }: MailAttachmentsProps) {
  if (!canHaveAttachments(candidate)) return null;
  return (
    <div className={styles.attachments}>
      <Checkbox checked={draft.attachments} onChange={(wanted) => onAttachments(wanted, false)}>
        Import what is attached as documents of their own
      </Checkbox>
      {candidate.metadata?.fields.attachments && (
        <p className={styles.names} dir="auto">
          {candidate.metadata.fields.attachments}
        </p>
      )}
      {!alone && (
        <Button look="quiet" onPress={() => onAttachments(draft.attachments, true)}>
          {draft.attachments ? 'With attachments for all mails' : 'Without attachments for all mails'}
        </Button>
      )}
    </div>
  );
}
