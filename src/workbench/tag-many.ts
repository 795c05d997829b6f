import type { TagManyResult } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Annotation } from '../core/annotation/annotation.ts';
import { type Id, newId } from '../core/ids.ts';
import type { TextRange } from '../core/text/structure.ts';
import { draftOf } from './draft.ts';
import { annotationsAlike } from './duplicates.ts';
import { codeOfKind, documentOf, textOf } from './find-record.ts';
import type { Session } from './session.ts';
import { spansIn } from './spans.ts';
import { newAnnotation } from './tagging.ts';

function placeKey(documentId: string, spans: readonly TextRange[]): string {
  return `${documentId} ${spans.map(({ start, end }) => `${start} ${end}`).join(' ')}`;
}

/**
 * Tags each of the passages with the code, all in one action, ends snapped and trimmed as `tag` does. What me has tagged so already stays
 * as it is and is counted; so is a passage that is given twice. Raises `not-found`, `code-kind-refused`, `span-empty`,
 * `offset-outside-text`; then nothing was tagged.
 */
export function tagMany(session: Session, input: ParsedInput<'annotations.tagMany'>): TagManyResult {
  const { store, me } = session;
  const { passages } = input;
  const code = codeOfKind(store.read, input.codeId, 'span');
  const subject = passages.length === 1 ? code.name : `${code.name}: ${passages.length} passages`;
  const draft = draftOf(session, 'tag', subject, input.actionId, input.groupId);
  const { commit, value } = store.transact(draft, (tx) => {
    const made = new Map<string, Annotation>();
    const spansOf = new Map<Id, ReturnType<typeof spansIn>>();
    for (const { documentId, ranges } of passages) {
      const chosen = spansOf.get(documentId) ?? spansIn(tx, textOf(tx, documentOf(tx, documentId).textId));
      spansOf.set(documentId, chosen);
      const spans = chosen(ranges);
      const place = { documentId, personId: me.id, spans };
      const key = placeKey(documentId, spans);
      if (made.has(key) || annotationsAlike(tx, place, new Set([code.id])).length > 0) continue;
      made.set(key, newAnnotation(tx, { id: newId(), ...place, code }));
    }
    tx.addAnnotations([...made.values()]);
    return made.size;
  });
  // A call repeated after a crash finds what the first one made.
  const made = value ?? 0;
  return { commit, made, already: passages.length - made };
}
