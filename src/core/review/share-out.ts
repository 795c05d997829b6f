import type { Id } from '../ids.ts';
import { randomFrom } from './sample.ts';
import type { Assignment } from './verdict.ts';

type Share = Pick<Assignment, 'documentId' | 'personId'>;

/**
 * Who is to be given which documents besides what is assigned already, so that each document has `perDocument` of these people (null: all
 * of them), everyone about as many: the one with the fewest first. Who comes first of those with as many is the order in which people are
 * named, or with a `seed` chance: the same seed draws the same.
 */
export function sharedOut(
  documentIds: readonly Id[],
  personIds: readonly Id[],
  perDocument: number | null,
  there: readonly Share[],
  seed: number | null = null,
): readonly Share[] {
  const random = seed === null ? null : randomFrom(seed);
  const people = [...new Set(personIds)];
  const asked = new Set(documentIds);
  const load = new Map(people.map((id) => [id, 0]));
  const coders = new Map<Id, Set<Id>>([...asked].map((id) => [id, new Set<Id>()]));
  for (const { documentId, personId } of there) {
    const of = coders.get(documentId);
    if (!of || !load.has(personId) || of.has(personId)) continue;
    of.add(personId);
    load.set(personId, (load.get(personId) ?? 0) + 1);
  }
  const shares: Share[] = [];
  for (const documentId of asked) {
    const of = coders.get(documentId) ?? new Set<Id>();
    const free = people.filter((id) => !of.has(id));
    const needed = perDocument === null ? free.length : Math.max(0, perDocument - of.size);
    const lots = random && new Map(free.map((id) => [id, random()]));
    const byLot = (a: Id, b: Id) => (lots?.get(a) ?? 0) - (lots?.get(b) ?? 0);
    const next = free
      .toSorted((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || byLot(a, b))
      .slice(0, needed);
    for (const personId of next) {
      load.set(personId, (load.get(personId) ?? 0) + 1);
      shares.push({ documentId, personId });
    }
  }
  return shares;
}
