import type { Code } from '../../../core/codebook/code.ts';
import type { Id } from '../../../core/ids.ts';
import type { TagNames } from '../rail/describe.ts';
import type { RailNames } from '../rail/rail-item.ts';
import type { ReadingViewProps } from '../types.ts';

type Known = Pick<ReadingViewProps, 'codes' | 'people' | 'me'>;

/** How many kinds of line tell relation codes apart, beside their colours. */
const DASHES = 4;

/** What codes and people are called now: the props are asked each time. */
export function namesOf(props: () => Known, more: Pick<TagNames, 'isDiscussed' | 'relationsOf'>): RailNames {
  const codeOf = (id: Id) => props().codes.get(id);
  let dashes: { readonly of: Known['codes']; readonly byId: ReadonlyMap<Id, number> } | null = null;
  return {
    ...more,
    codeName: (id) => codeOf(id)?.name ?? '(code not there)',
    colourOf: (id) => codeOf(id)?.colour ?? 0,
    personName: (id) => props().people.get(id)?.name ?? '(person not there)',
    isMine: ({ personId }) => personId === props().me,
    isDirected: (id) => codeOf(id)?.ends?.directed ?? true,
    dashOf(id) {
      const { codes } = props();
      if (dashes?.of !== codes) dashes = { of: codes, byId: dashesOf([...codes.values()]) };
      return dashes.byId.get(id) ?? 0;
    },
  };
}

/** Relation codes by turns, in the order in which they were made: a new one changes no other's line. */
function dashesOf(codes: readonly Pick<Code, 'id' | 'kind'>[]): ReadonlyMap<Id, number> {
  const ids = codes.filter(({ kind }) => kind === 'relation').map(({ id }) => id);
  return new Map(ids.sort().map((id, at) => [id, at % DASHES]));
}
