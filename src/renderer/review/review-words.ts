import type { ReviewState } from '../../core/review/decide.ts';
import type { DifferenceKind } from '../../core/review/differences.ts';
import type { VerdictDecision } from '../../core/review/verdict.ts';

interface Words {
  /** a sign that stands with the word, never for it */
  readonly sign: string;
  readonly label: string;
}

export const KIND_WORDS: Readonly<Record<DifferenceKind, Words>> = {
  missing: { sign: '∅', label: 'missing' },
  boundary: { sign: '↔', label: 'boundary' },
  code: { sign: '≠', label: 'code' },
  attribute: { sign: '≈', label: 'attribute' },
  relation: { sign: '⤳', label: 'relation' },
};

export const STATE_WORDS: Readonly<Record<ReviewState, Words>> = {
  open: { sign: '○', label: 'to decide' },
  changed: { sign: '◐', label: 'changed since' },
  decided: { sign: '●', label: 'decided' },
};

export const DECISION_WORDS: Readonly<Record<VerdictDecision, Words>> = {
  accept: { sign: '✓', label: 'Accepted' },
  amend: { sign: '✎', label: 'Amended' },
  reject: { sign: '✗', label: 'Rejected' },
  add: { sign: '＋', label: 'Written in review' },
};

/** ‘differs in boundary and code’, ‘all agree’. */
export function differenceInWords(kinds: readonly DifferenceKind[]): string {
  if (kinds.length === 0) return 'all agree';
  const [last, ...others] = kinds.map((kind) => KIND_WORDS[kind].label).reverse();
  return `differs: ${others.length > 0 ? `${others.reverse().join(', ')} and ${last}` : last}`;
}
