import { GitMerge, Pencil, Scissors } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Mention } from '../../contract/procedures.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { IconButton } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { VirtualList, type VirtualListHandle } from '../controls/VirtualList.tsx';
import { counted } from '../controls/words.ts';
import { PageHeader } from '../layout/PageHeader.tsx';
import { MemosOf } from '../memos/MemosOf.tsx';
import { useEntities, useMentions } from '../session/entity-queries.ts';
import { useCodeMap } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { showAnnotation } from '../workspace/walking.ts';
import styles from './EntityPage.module.css';

function MentionRow({
  mention,
  code,
}: {
  readonly mention: Mention;
  readonly code: CountedCode | undefined;
}) {
  const { annotation, documentTitle, documentDate } = mention;
  const first = annotation.spans[0];
  const last = annotation.spans.at(-1);
  const onOneLine = (text: string) => text.replace(/\s+/g, ' ');
  return (
    <span className={styles.row}>
      <span className={styles.where}>
        <span className={styles.date}>{documentDate || 'no date'}</span>
        <span className={styles.title} dir="auto">
          {documentTitle}
        </span>
        <CodeChip code={code} />
      </span>
      <span className={styles.passage} dir="auto">
        <span>{onOneLine(first?.prefix ?? '')}</span>
        <mark className={styles.quote}>
          {onOneLine(annotation.spans.map(({ quote }) => quote).join(' … '))}
        </mark>
        <span>{onOneLine(last?.suffix ?? '')}</span>
      </span>
    </span>
  );
}

/** All about an entity: its spellings, its mentions in all documents by date, what was written about it. */
export function EntityPage({ entityId }: { readonly entityId: Id }) {
  const workspace = useWorkspace();
  const { state, attempt } = workspace;
  const { entities, loaded } = useEntities();
  const entity = entities.find(({ id }) => id === entityId);
  const byId = useCodeMap();
  const { mentions, total, loaded: mentionsLoaded, fetchMore } = useMentions(entityId);

  // What was undone or deleted elsewhere has no page any more. One that was just made may not be in the list yet.
  const wasThere = useRef(false);
  if (entity) wasThere.current = true;
  const isGone = loaded && !entity && wasThere.current;
  useEffect(() => {
    const { page } = state.get();
    if (isGone && page?.kind === 'entity' && page.entityId === entityId) state.patch({ page: null });
  }, [isGone, state, entityId]);
  // Who came to the page by key goes on in its list, when that is there.
  const list = useRef<VirtualListHandle>(null);
  const hasMentions = mentions.length > 0;
  useEffect(() => {
    const focused = document.activeElement;
    if (hasMentions && focused?.matches('[data-pane="page"]')) list.current?.focus();
  }, [hasMentions]);
  if (!entity) return null;

  return (
    <>
      <PageHeader title={entity.name} facts={entity.kind || 'no kind'}>
        <IconButton
          label="Edit the entity …"
          icon={<Pencil />}
          onPress={() => state.patch({ dialog: { kind: 'entity', entityId } })}
        />
        <IconButton
          label="Merge into another entity …"
          icon={<GitMerge />}
          onPress={() =>
            state.patch({ dialog: { kind: 'merge-entities', entityIds: [entityId], intoId: null } })
          }
        />
        <IconButton
          label="Split the entity …"
          icon={<Scissors />}
          isDisabled={entity.aliases.length === 0}
          onPress={() => state.patch({ dialog: { kind: 'split-entity', entityId } })}
        />
      </PageHeader>
      <div className={styles.about} data-copyable>
        {entity.aliases.length > 0 && (
          <ul className={styles.aliases} aria-label="Other spellings">
            {entity.aliases.map((alias) => (
              <li key={alias} dir="auto">
                {alias}
              </li>
            ))}
          </ul>
        )}
        {entity.identifiers.length > 0 && (
          <ul className={styles.identifiers} aria-label="Identifiers">
            {entity.identifiers.map(({ scheme, value }) => (
              <li key={`${scheme} ${value}`}>
                <span className={styles.scheme}>{scheme}</span> {value}
              </li>
            ))}
          </ul>
        )}
        {entity.description !== '' && (
          <p className={styles.description} dir="auto">
            {entity.description}
          </p>
        )}
        <MemosOf targetKind="entity" targetId={entityId} />
      </div>
      <h2 className={styles.heading}>{counted(total, 'mention', 'mentions')}</h2>
      {mentions.length > 0 ? (
        <VirtualList
          ref={list}
          label={`Mentions of ${entity.name}`}
          items={mentions}
          keyOf={({ annotation }) => annotation.id}
          rowHeight={50}
          renderRow={(mention) => <MentionRow mention={mention} code={byId.get(mention.annotation.codeId)} />}
          selectedKey={null}
          onChoose={({ annotation }) => void attempt(() => showAnnotation(workspace, annotation))}
          onNearEnd={fetchMore}
        />
      ) : (
        mentionsLoaded && (
          <p className={styles.nothing}>
            No annotation is linked to it yet. Select one in a text, and press{' '}
            <CommandKeys id="code.entity" /> to link it.
          </p>
        )
      )}
    </>
  );
}
