import { Link2Off } from 'lucide-react';
import { useState } from 'react';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { IconButton } from '../controls/buttons.tsx';
import { Section } from '../controls/Section.tsx';
import { EntityPicker } from '../entities/EntityPicker.tsx';
import { useEntityMap } from '../session/entity-queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { linkEntity, linkNewEntity, showEntity, unlinkEntity } from '../workspace/entities.ts';
import styles from './EntityLink.module.css';
import { wholeQuote } from './quotation.ts';

/** Whom or what the passage names: proposed by its quotation, linked, made, unlinked. */
export function EntityLink({ annotation }: { readonly annotation: Annotation }) {
  const workspace = useWorkspace();
  const { attempt, reading } = workspace;
  const byId = useEntityMap();
  const [choosing, setChoosing] = useState(false);
  const entity = annotation.entityId === null ? undefined : byId.get(annotation.entityId);
  const quotation = wholeQuote(annotation.spans);
  const done = (work: () => Promise<void>) => {
    setChoosing(false);
    reading.current?.focus();
    void attempt(work);
  };
  return (
    <Section
      id="entity"
      title="Entity"
      command="code.entity"
      remark={entity?.kind ?? ''}
      onAsked={() => setChoosing(true)}
    >
      {choosing ? (
        <EntityPicker
          label="Link to the entity"
          words={quotation}
          {...(annotation.entityId === null ? {} : { without: [annotation.entityId] })}
          autoFocus
          onChoose={(chosen) => done(() => linkEntity(workspace, [annotation.id], chosen, [quotation]))}
          onCreate={(name, kind) => done(() => linkNewEntity(workspace, [annotation.id], name, kind))}
          onLeave={(by) => {
            setChoosing(false);
            if (by === 'escape') reading.current?.focus();
          }}
        />
      ) : annotation.entityId !== null ? (
        <div className={styles.linked}>
          <button
            type="button"
            className={styles.entity}
            disabled={!entity}
            onClick={() => entity && showEntity(workspace, entity.id)}
          >
            <span dir="auto">{entity?.name ?? 'An entity that is gone'}</span>
            {entity && <span className={styles.count}>all mentions</span>}
          </button>
          <button type="button" className={styles.other} onClick={() => setChoosing(true)}>
            Another …
          </button>
          <IconButton
            label="Unlink from the entity"
            icon={<Link2Off />}
            small
            onPress={() =>
              void attempt(() => unlinkEntity(workspace, annotation.id, entity?.name ?? 'the entity'))
            }
          />
        </div>
      ) : (
        <button type="button" className={styles.other} onClick={() => setChoosing(true)}>
          Link to an entity …
        </button>
      )}
    </Section>
  );
}
