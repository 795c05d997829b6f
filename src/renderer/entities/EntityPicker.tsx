import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { Combobox, type ComboboxOption } from '../controls/Combobox.tsx';
import { counted } from '../controls/words.ts';
import { useEntities, useEntityMap, useProposals } from '../session/entity-queries.ts';
import styles from './EntityPicker.module.css';
import { filterEntities, foundBy, kindsOf, sortEntities } from './entity-words.ts';

/** Longer quotations name nothing. UTF-16 code units. */
const NAME_LENGTH = 200;
const MOST_LISTED = 50;

interface EntityPickerProps {
  readonly label: string;
  /** entities are proposed for these while nothing is typed: a quotation; empty: all are listed */
  readonly words: string;
  /** those that cannot be chosen */
  readonly without?: readonly Id[];
  readonly autoFocus?: boolean;
  readonly onChoose: (entity: { readonly id: Id; readonly name: string }) => void;
  /** absent: only those that are there can be chosen */
  readonly onCreate?: (name: string, kind: string) => void;
  readonly onLeave: (by: 'escape' | 'blur') => void;
}

/** Chooses an entity among those that the words may name, each with how it was found, or makes one of a kind. */
export function EntityPicker(props: EntityPickerProps) {
  const { label, words, without = [], autoFocus = false, onChoose, onCreate, onLeave } = props;
  const [query, setQuery] = useState('');
  const { entities, loaded } = useEntities();
  const byId = useEntityMap();
  const asked = (query.trim() || words.trim()).replace(/\s+/g, ' ');
  const { proposals, settled } = useProposals(asked, true);

  // An entity that has just been made may be proposed before the list has it.
  const areKnown = proposals.every(({ entityId }) => byId.has(entityId));

  const options: ComboboxOption[] = [];
  const offered = new Set<Id>(without);
  const offer = (id: Id, remark: string) => {
    const entity = byId.get(id);
    if (!entity || offered.has(id)) return;
    offered.add(id);
    options.push({
      id,
      content: (
        <>
          <span className={styles.head}>
            <span className={styles.name} dir="auto">
              {entity.name}
            </span>
            <span className={styles.kind}>{entity.kind}</span>
          </span>
          <span className={styles.how}>{remark}</span>
        </>
      ),
      run: () => onChoose(entity),
    });
  };
  for (const proposal of proposals) {
    offer(proposal.entityId, foundBy(proposal, byId.get(proposal.entityId)?.name ?? ''));
  }
  // What holds the typed words somewhere in a name is found too; and with no words at all, everything can be looked through.
  if (query.trim() !== '' || asked === '') {
    for (const { id, mentions } of sortEntities(filterEntities(entities, query, null)).slice(
      0,
      MOST_LISTED,
    )) {
      offer(id, counted(mentions, 'mention', 'mentions'));
    }
  }
  const name = asked.slice(0, NAME_LENGTH);
  if (onCreate && name !== '') {
    for (const kind of kindsOf(entities)) {
      options.push({
        id: `new ${kind}`,
        content: (
          <span className={styles.head}>
            <Plus size={13} aria-hidden="true" />
            <span className={styles.name} dir="auto">
              New {kind} ‘{name}’
            </span>
          </span>
        ),
        run: () => onCreate(name, kind),
      });
    }
  }

  return (
    <Combobox
      label={label}
      query={query}
      onQuery={setQuery}
      options={options}
      settled={settled && loaded && areKnown}
      nothing={asked === '' ? 'There are no entities yet. Type a name.' : 'No entity is called that.'}
      placeholder={words.trim() === '' ? 'Name' : 'Another name'}
      autoFocus={autoFocus}
      onLeave={onLeave}
    />
  );
}
