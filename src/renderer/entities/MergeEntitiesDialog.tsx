import { useState } from 'react';
import type { CountedEntity } from '../../core/entity/entity.ts';
import type { Id } from '../../core/ids.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { counted } from '../controls/words.ts';
import { useMemos } from '../session/discussion-queries.ts';
import { useEntities } from '../session/entity-queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { mergeEntities } from '../workspace/entities.ts';
import styles from './EntityDialog.module.css';
import { EntityPicker } from './EntityPicker.tsx';

/** What moves from one entity to the other. */
function Moves({ from, into }: { readonly from: CountedEntity; readonly into: CountedEntity }) {
  const { memos } = useMemos({ targetKind: 'entity', targetId: from.id });
  const had = new Set([into.name, ...into.aliases]);
  const spellings = [from.name, ...from.aliases].filter((each) => !had.has(each));
  const known = new Set(into.identifiers.map(({ scheme, value }) => `${scheme} ${value}`));
  const identifiers = from.identifiers.filter(({ scheme, value }) => !known.has(`${scheme} ${value}`));
  return (
    <ul className={styles.moves} aria-label={`What moves from ${from.name}`}>
      <li>{counted(from.mentions, 'mention', 'mentions')}</li>
      {spellings.length > 0 && <li dir="auto">Spellings: {spellings.join(', ')}</li>}
      {identifiers.length > 0 && (
        <li>Identifiers: {identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(', ')}</li>
      )}
      {memos.length > 0 && <li>{counted(memos.length, 'memo', 'memos')}</li>}
    </ul>
  );
}

/** Chooses the entity that others become part of, and shows what moves before it does. */
export function MergeEntitiesDialog(props: {
  readonly entityIds: readonly Id[];
  readonly intoId: Id | null;
  readonly onClose: () => void;
}) {
  const { entityIds, onClose } = props;
  const workspace = useWorkspace();
  const { entities } = useEntities();
  const [intoId, setIntoId] = useState(props.intoId);
  const merged = entities.filter(({ id }) => entityIds.includes(id));
  const into = entities.find(({ id }) => id === intoId);
  const names = merged.map(({ name }) => `‘${name}’`).join(', ');
  if (merged.length === 0) return null;

  const merge = () => {
    if (!into) return;
    onClose();
    void workspace.attempt(() => mergeEntities(workspace, into, entityIds));
  };
  return (
    <DialogFrame
      title={into ? `Merge ${names} into ‘${into.name}’?` : `Merge ${names} into another entity`}
      size="small"
      onClose={onClose}
      action={{ label: 'Merge', run: merge, isDisabled: !into }}
    >
      <div className={styles.form}>
        {into ? (
          <>
            {merged.map((from) => (
              <Moves key={from.id} from={from} into={into} />
            ))}
            <p className={styles.plain}>
              ‘{into.name}’ keeps its name{into.kind && ` and stays a ${into.kind}`}. {names} will be no
              entity of
              {merged.length === 1 ? ' its' : ' their'} own any more. This can be undone.
            </p>
            <Button look="quiet" onPress={() => setIntoId(null)} autoFocus>
              Choose another
            </Button>
          </>
        ) : (
          <EntityPicker
            label="Merge into"
            words={merged[0]?.name ?? ''}
            without={entityIds}
            autoFocus
            onChoose={({ id }) => setIntoId(id)}
            onLeave={(by) => {
              if (by === 'escape') onClose();
            }}
          />
        )}
      </div>
    </DialogFrame>
  );
}
