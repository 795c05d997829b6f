import type { EntityProposal } from '../../contract/procedures.ts';
import { type CountedEntity, ENTITY_KINDS, type Entity } from '../../core/entity/entity.ts';

const HOW: Readonly<Record<EntityProposal['how'], string>> = {
  same: 'also written',
  transliteration: 'in another script or spelling:',
  inflection: 'with another ending:',
  prefix: 'begins so:',
};

/** How a proposal was found, for people; empty where its very name was found. */
export function foundBy({ how, matched }: EntityProposal, name: string): string {
  if (how === 'same' && matched === name) return 'this very name';
  return `${HOW[how]} ${matched}`;
}

/** The kinds to offer: those that are usual, then the project's own. */
export function kindsOf(entities: readonly Pick<Entity, 'kind'>[]): readonly string[] {
  const own = entities.map(({ kind }) => kind).filter((kind) => kind !== '');
  return [...new Set([...ENTITY_KINDS, ...own.sort()])];
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase();
}

/** Those that have every word in their names or spellings, without regard to case and accents, and are of the kind. */
export function filterEntities(
  entities: readonly CountedEntity[],
  filter: string,
  kind: string | null,
): readonly CountedEntity[] {
  const words = folded(filter).split(/\s+/).filter(Boolean);
  return entities.filter((entity) => {
    if (kind !== null && entity.kind !== kind) return false;
    const text = folded([entity.name, ...entity.aliases].join('\n'));
    return words.every((word) => text.includes(word));
  });
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export function sortEntities(entities: readonly CountedEntity[]): readonly CountedEntity[] {
  return [...entities].sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** One spelling a line; blank lines and repetitions are left out, and so is the name itself. */
export function aliasesIn(text: string, name: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line !== '' && line !== name.trim());
}
