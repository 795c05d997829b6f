import type { Annotation } from '../../core/annotation/annotation.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { counted } from '../controls/words.ts';
import { shortened, wholeQuote } from '../inspector/quotation.ts';
import { useWorkspace } from '../session/session-context.ts';
import { linkEntity, linkNewEntity } from '../workspace/entities.ts';
import styles from './EntityDialog.module.css';
import { EntityPicker } from './EntityPicker.tsx';

const QUOTATIONS_SHOWN = 5;
/** UTF-16 code units of each */
const QUOTE_LENGTH = 60;

/** Links several annotations to one entity at once, which learns all their spellings. */
export function LinkEntityDialog(props: {
  readonly annotations: readonly Annotation[];
  readonly onClose: () => void;
}) {
  const { annotations, onClose } = props;
  const workspace = useWorkspace();
  const ids = annotations.map(({ id }) => id);
  const quotations = [...new Set(annotations.map(({ spans }) => wholeQuote(spans)))];
  const further = quotations.length - QUOTATIONS_SHOWN;
  const done = (work: () => Promise<void>) => {
    onClose();
    void workspace.attempt(work);
  };
  return (
    <DialogFrame
      title={`Link ${counted(ids.length, 'annotation', 'annotations')} to an entity`}
      size="small"
      onClose={onClose}
      footer={<Button onPress={onClose}>Cancel</Button>}
    >
      <div className={styles.form}>
        <p className={styles.plain} dir="auto">
          {quotations
            .slice(0, QUOTATIONS_SHOWN)
            .map((quotation) => `‘${shortened(quotation, QUOTE_LENGTH)}’`)
            .join(', ')}
          {further > 0 && ` and ${further} more`}
        </p>
        <EntityPicker
          label="Link to the entity"
          words={quotations[0] ?? ''}
          autoFocus
          onChoose={(entity) => done(() => linkEntity(workspace, ids, entity, quotations))}
          onCreate={(name, kind) => done(() => linkNewEntity(workspace, ids, name, kind))}
          onLeave={(by) => {
            if (by === 'escape') onClose();
          }}
        />
      </div>
    </DialogFrame>
  );
}
