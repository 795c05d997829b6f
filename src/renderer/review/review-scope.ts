import type { InputOf } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import type { DifferenceKind } from '../../core/review/differences.ts';

export type ReviewScopeInput = InputOf<'review.queue'>;

/** What the reviewer chose to look at. */
export interface ReviewChoices {
  readonly where: 'all' | 'document';
  readonly show: 'differing' | 'everything' | DifferenceKind;
  readonly codeId: Id | null;
  readonly state: 'undecided' | 'decided' | 'any';
  /** whose work is left out */
  readonly without: readonly Id[];
  readonly sample: 'none' | 'every' | 'random';
  readonly nth: number;
  readonly count: number;
  readonly seed: number;
}

export const FIRST_CHOICES: ReviewChoices = {
  where: 'all',
  show: 'differing',
  codeId: null,
  state: 'undecided',
  without: [],
  sample: 'none',
  nth: 5,
  count: 50,
  seed: 1,
};

function sampleOf({ sample, nth, count, seed }: ReviewChoices): ReviewScopeInput['sample'] {
  if (sample === 'every') return { kind: 'every', nth };
  return sample === 'random' ? { kind: 'random', count, seed } : undefined;
}

/** The people compared; undefined: everyone. */
export function comparedPeople({ without }: ReviewChoices, people: readonly Id[]): readonly Id[] | undefined {
  return without.length === 0 ? undefined : people.filter((id) => !without.includes(id));
}

/** The choices as the workbench is asked. */
export function scopeOf(
  choices: ReviewChoices,
  documentId: Id | null,
  people: readonly Id[],
): ReviewScopeInput {
  const { where, show, codeId, state } = choices;
  const personIds = comparedPeople(choices, people);
  const sample = sampleOf(choices);
  return {
    ...(where === 'document' && documentId !== null ? { documentIds: [documentId] } : {}),
    ...(personIds ? { personIds: [...personIds] } : {}),
    ...(codeId === null ? {} : { codeIds: [codeId] }),
    ...(show === 'differing' ? { differing: true } : {}),
    ...(show !== 'differing' && show !== 'everything' ? { kinds: [show] } : {}),
    ...(state === 'undecided' ? { states: ['open', 'changed'] } : {}),
    ...(state === 'decided' ? { states: ['decided'] } : {}),
    ...(sample ? { sample } : {}),
  };
}
