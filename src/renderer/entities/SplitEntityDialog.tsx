import { useState } from 'react';
import type { CountedEntity } from '../../core/entity/entity.ts';
import type { Id } from '../../core/ids.ts';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { Checkbox, SuggestField, TextField } from '../controls/fields.tsx';
import { useEntities } from '../session/entity-queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { splitEntity } from '../workspace/entities.ts';
import styles from './EntityDialog.module.css';
import { kindsOf } from './entity-words.ts';

function SplitForm({ entity, onClose }: { readonly entity: CountedEntity; readonly onClose: () => void }) {
  const workspace = useWorkspace();
  const { entities } = useEntities();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  // Until a name is written, the first of the chosen spellings is it.
  const [written, setWritten] = useState<string | null>(null);
  const [kind, setKind] = useState(entity.kind);
  const name = written ?? chosen[0] ?? '';
  const canSplit = chosen.length > 0 && name.trim() !== '';
  const split = () => {
    if (!canSplit) return;
    onClose();
    const part = { aliases: chosen, name: name.trim(), kind: kind.trim() };
    void workspace.attempt(() => splitEntity(workspace, entity.id, part));
  };
  return (
    <DialogFrame
      title={`Split ‘${entity.name}’`}
      size="small"
      onClose={onClose}
      action={{ label: 'Split', run: split, isDisabled: !canSplit }}
    >
      <div className={styles.form}>
        <fieldset className={styles.identifiers}>
          <legend>Spellings that are someone or something else</legend>
          <div className={styles.aliases}>
            {entity.aliases.map((alias) => (
              <Checkbox
                key={alias}
                checked={chosen.includes(alias)}
                onChange={(checked) =>
                  setChosen(
                    entity.aliases.filter((each) => (each === alias ? checked : chosen.includes(each))),
                  )
                }
              >
                <span dir="auto">{alias}</span>
              </Checkbox>
            ))}
          </div>
        </fieldset>
        <div className={styles.pair}>
          <TextField
            label="Name of the new entity"
            value={name}
            onChange={setWritten}
            maxLength={200}
            dir="auto"
          />
          <SuggestField label="Kind" value={kind} suggestions={kindsOf(entities)} onChange={setKind} />
        </div>
        <p className={styles.plain}>
          Mentions that are spelt so go with them, whatever their case and accents. This can be undone.
        </p>
      </div>
    </DialogFrame>
  );
}

/** Chooses the spellings that become an entity of their own. */
export function SplitEntityDialog(props: { readonly entityId: Id; readonly onClose: () => void }) {
  const { entities } = useEntities();
  const entity = entities.find(({ id }) => id === props.entityId);
  return entity ? <SplitForm entity={entity} onClose={props.onClose} /> : null;
}
