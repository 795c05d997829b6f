import type { Relation } from '../../../core/relation/relation.ts';
import {
  type Assignment,
  type RelationVerdict,
  VERDICT_DECISIONS,
  type Verdict,
} from '../../../core/review/verdict.ts';
import { type Draw, dated, type Given, idOf, number, oneOf } from './draws.ts';

export function assignmentsOf(draws: readonly Draw[], given: Given): readonly Assignment[] {
  const made = new Map<string, Assignment>();
  for (const [index, draw] of draws.entries()) {
    const person = oneOf(draw, 3, given.persons);
    const documentId = oneOf(draw, 2, given.documentIds);
    if (!person || documentId === undefined) continue;
    const id = idOf(28, index);
    made.set(`${person.id} ${documentId}`, { id, documentId, personId: person.id, ...dated(draw) });
  }
  return [...made.values()];
}

/** What stands for an annotation is one of its document. */
export function verdictsOf(draws: readonly Draw[], given: Given): readonly Verdict[] {
  return draws.flatMap((draw, index) => {
    const judged = oneOf(draw, 0, given.annotations);
    const person = oneOf(draw, 1, given.persons);
    if (!judged || !person) return [];
    const decision = oneOf(draw, 2, VERDICT_DECISIONS) ?? 'accept';
    const near = given.annotations.filter(({ documentId }) => documentId === judged.documentId);
    const other = oneOf(draw, 3, near)?.id ?? judged.id;
    return {
      id: idOf(30, index),
      annotationId: judged.id,
      personId: person.id,
      decision,
      resultId: decision === 'add' ? judged.id : decision === 'reject' && number(draw, 4) % 2 ? null : other,
      reason: draw.text,
      ...dated(draw),
    };
  });
}

export function relationVerdictsOf(
  draws: readonly Draw[],
  relations: readonly Relation[],
  { persons }: Pick<Given, 'persons'>,
): readonly RelationVerdict[] {
  return draws.flatMap((draw, index) => {
    const judged = oneOf(draw, 5, relations);
    const person = oneOf(draw, 6, persons);
    if (!judged || !person) return [];
    const decision = oneOf(draw, 7, VERDICT_DECISIONS) ?? 'accept';
    const other = oneOf(draw, 3, relations)?.id ?? judged.id;
    return {
      id: idOf(31, index),
      relationId: judged.id,
      personId: person.id,
      decision,
      resultId: decision === 'add' ? judged.id : decision === 'reject' ? null : other,
      reason: draw.text,
      ...dated(draw),
    };
  });
}
