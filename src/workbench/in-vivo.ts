import type { TagResult } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { newId } from '../core/ids.ts';
import { newCode, placeAt } from './codebook.ts';
import { draftOf } from './draft.ts';
import { documentOf, textOf } from './find-record.ts';
import type { Session } from './session.ts';
import { spansOf } from './spans.ts';
import { newAnnotation, tag } from './tagging.ts';

/**
 * Tags the ranges with a new code of this name under a parent, in one action; where the place has a code of that name, with that, as
 * `tag` does. Raises what `tag` and `createCode` raise.
 */
export function tagInVivo(session: Session, input: ParsedInput<'annotations.tagInVivo'>): TagResult {
  const { store, me } = session;
  const { documentId, ranges, parentId, actionId } = input;
  const name = input.name.replace(/\s+/gu, ' ').trim().normalize('NFC');
  const there = store.read
    .codes()
    .find((code) => code.parentId === parentId && code.name.toLocaleLowerCase() === name.toLocaleLowerCase());
  if (there) return tag(session, { documentId, ranges, codeId: there.id, actionId });
  const id = actionId ?? newId();
  const { commit } = store.transact(draftOf(session, 'tag', name, actionId), (tx) => {
    const code = newCode(tx, newId(), { name, parentId });
    placeAt(tx, code, parentId, Number.MAX_SAFE_INTEGER);
    const document = documentOf(tx, documentId);
    const spans = spansOf(tx, textOf(tx, document.textId), ranges);
    tx.putAnnotation(newAnnotation(tx, { id, documentId, personId: me.id, spans, code }));
  });
  return { commit, annotation: store.read.annotation(id) ?? null, removed: [] };
}
