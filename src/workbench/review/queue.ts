import { setImmediate } from 'node:timers/promises';
import { QUEUE_LIMIT, type QueuedPassage, type ReviewQueue } from '../../contract/procedures.ts';
import { withDescendants } from '../../core/codebook/tree.ts';
import type { Id } from '../../core/ids.ts';
import { type ReviewState, reviewStateOf } from '../../core/review/decide.ts';
import type { Comparison, DifferenceKind } from '../../core/review/differences.ts';
import { type Sample, sampled } from '../../core/review/sample.ts';
import type { Session } from '../session.ts';
import { compareDocument } from './compare-document.ts';

/** Code units of a quotation in the list. */
const QUOTE_LENGTH = 160;

export interface ReviewScope {
  readonly documentIds?: readonly Id[];
  readonly personIds?: readonly Id[];
  readonly codeIds?: readonly Id[];
  readonly kinds?: readonly DifferenceKind[];
  readonly differing?: boolean;
  readonly states?: readonly ReviewState[];
  readonly sample?: Sample;
}

export interface PassageInScope {
  readonly comparison: Comparison;
  readonly state: ReviewState;
}

/**
 * The passages in scope, in the order of documents and then of the text, and whose work there is. One document at a time, between which
 * others are answered. A sample is drawn before states are looked at, so that what is decided does not move it.
 */
export async function passagesInScope(
  { store: { read } }: Session,
  scope: ReviewScope,
): Promise<{ readonly passages: readonly PassageInScope[]; readonly people: readonly Id[] }> {
  const wanted = scope.documentIds && new Set(scope.documentIds);
  const codes = scope.codeIds && withDescendants(scope.codeIds, read.codes());
  const isInScope = ({ annotations, kinds }: Comparison): boolean =>
    (!codes || annotations.some(({ codeId }) => codes.has(codeId))) &&
    (!scope.kinds || kinds.some((kind) => scope.kinds?.includes(kind))) &&
    (!scope.differing || kinds.length > 0);
  const found: PassageInScope[] = [];
  const people = new Set<Id>();
  for (const { id } of read.documents()) {
    if (wanted && !wanted.has(id)) continue;
    const compared = compareDocument(read, id, scope.personIds);
    for (const person of compared.people) people.add(person);
    for (const comparison of compared.comparisons) {
      if (!isInScope(comparison)) continue;
      found.push({ comparison, state: reviewStateOf(comparison, compared.standing) });
    }
    await setImmediate();
  }
  return { passages: scope.sample ? sampled(found, scope.sample) : found, people: [...people] };
}

function quoteOf({ annotations }: Comparison): string {
  const quote = (annotations[0]?.spans ?? []).map((span) => span.quote).join(' … ');
  if (quote.length <= QUOTE_LENGTH) return quote;
  return `${quote.slice(0, QUOTE_LENGTH).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The queue of a review. */
export async function reviewQueue(session: Session, scope: ReviewScope): Promise<ReviewQueue> {
  const { passages, people } = await passagesInScope(session, scope);
  const states: Record<ReviewState, number> = { open: 0, changed: 0, decided: 0 };
  const queued: QueuedPassage[] = [];
  for (const { comparison, state } of passages) {
    states[state] += 1;
    if (queued.length >= QUEUE_LIMIT || !(scope.states?.includes(state) ?? true)) continue;
    const { id, documentId, range, kinds, annotations } = comparison;
    queued.push({
      id,
      documentId,
      range,
      kinds,
      state,
      annotationIds: annotations.map((annotation) => annotation.id),
      codeIds: [...new Set(annotations.map(({ codeId }) => codeId))],
      quote: quoteOf(comparison),
    });
  }
  return { passages: queued, states, people };
}
