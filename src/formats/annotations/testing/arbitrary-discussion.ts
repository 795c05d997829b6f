import { COMMENTED_KINDS, type Comment, MEMO_KINDS, type Memo } from '../../../core/discussion/discussion.ts';
import type { Id } from '../../../core/ids.ts';
import { type Draw, dated, type Given, idOf, number, oneOf } from './draws.ts';

function idsOf(given: Given, kind: Comment['targetKind'] | Memo['targetKind']): readonly Id[] {
  if (kind === 'document') return given.documentIds;
  if (kind === 'project') return [PROJECT];
  const records = { annotation: given.annotations, code: given.codes, entity: given.entities }[kind];
  return records.map(({ id }) => id);
}

/** Stands for whatever project the set is brought into. */
export const PROJECT: Id = idOf(29, 0);

/** Threads of one to three comments, some closed, some whose first comment was deleted; thread by thread. */
export function commentsOf(draws: readonly Draw[], given: Given): readonly Comment[] {
  return draws.flatMap((draw, index): Comment[] => {
    const targetKind = oneOf(draw, 0, COMMENTED_KINDS) ?? 'annotation';
    const targetId = oneOf(draw, 1, idsOf(given, targetKind));
    if (targetId === undefined) return [];
    const threadId = idOf(26, index * 4);
    const length = 1 + (number(draw, 2) % 3);
    return Array.from({ length }, (_, n) => {
      const begins = n === 0;
      const deleted = begins && length > 1 && number(draw, 3) % 3 === 0;
      return {
        id: idOf(26, index * 4 + n),
        targetKind,
        targetId,
        threadId,
        personId: oneOf(draw, n, given.persons)?.id ?? '',
        body: deleted ? '' : `${draw.text} [words](glossator:code/${given.codes[0]?.id})`,
        resolved: begins && number(draw, 4) % 2 === 0,
        createdAt: draw.at,
        updatedAt: draw.at,
        deleted,
      };
    });
  });
}

export function memosOf(draws: readonly Draw[], given: Given): readonly Memo[] {
  return draws.flatMap((draw, index) => {
    const targetKind = oneOf(draw, 0, MEMO_KINDS) ?? 'project';
    const targetId = oneOf(draw, 1, idsOf(given, targetKind));
    if (targetId === undefined) return [];
    const personId = oneOf(draw, 2, given.persons)?.id ?? '';
    return {
      id: idOf(27, index),
      targetKind,
      targetId,
      personId,
      title: draw.text.slice(0, 5),
      body: draw.text,
      ...dated(draw),
    };
  });
}
