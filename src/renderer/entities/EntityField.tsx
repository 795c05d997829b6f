import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { IconButton } from '../controls/buttons.tsx';
import { useEntityMap } from '../session/entity-queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { showEntity } from '../workspace/entities.ts';
import styles from './EntityField.module.css';
import { EntityPicker } from './EntityPicker.tsx';

interface EntityFieldProps {
  readonly label: string;
  readonly entityId: Id | null;
  readonly words: string;
  readonly onChange: (entityId: Id | null) => void;
}

/** An entity as the value of an attribute: chosen, made, or taken away. */
export function EntityField({ label, entityId, words, onChange }: EntityFieldProps) {
  const workspace = useWorkspace();
  const byId = useEntityMap();
  const [choosing, setChoosing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const chose = useRef(false);
  // The focus comes back to where it was given away, so that Enter and Tab go on from there.
  useEffect(() => {
    if (!choosing && chose.current) button.current?.focus();
    chose.current = choosing;
  }, [choosing]);
  const entity = entityId === null ? undefined : byId.get(entityId);
  const choose = (id: Id) => {
    setChoosing(false);
    onChange(id);
  };
  const create = (name: string, kind: string) =>
    void workspace.attempt(async () => {
      const made = await workspace.client.call('entities.create', { name, kind });
      choose(made.entityId);
    });
  return (
    <>
      <span className={styles.label} data-label>
        {label}
      </span>
      {choosing ? (
        <EntityPicker
          label={label}
          words={words}
          autoFocus
          onChoose={({ id }) => choose(id)}
          onCreate={create}
          onLeave={() => setChoosing(false)}
        />
      ) : (
        <span className={styles.row}>
          <button
            ref={button}
            type="button"
            className={styles.value}
            aria-label={`${label}: ${entity?.name ?? (entityId === null ? 'choose' : 'an entity that is gone')}`}
            onClick={() => setChoosing(true)}
          >
            <span dir="auto">{entity?.name ?? (entityId === null ? 'Choose …' : '(gone)')}</span>
            <span className={styles.kind}>{entity?.kind}</span>
          </button>
          {entity && (
            <button type="button" className={styles.page} onClick={() => showEntity(workspace, entity.id)}>
              Mentions
            </button>
          )}
          {entityId !== null && (
            <IconButton label={`Take ‘${label}’ away`} icon={<X />} small onPress={() => onChange(null)} />
          )}
        </span>
      )}
    </>
  );
}
