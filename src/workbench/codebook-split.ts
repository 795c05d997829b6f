import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Annotation } from '../core/annotation/annotation.ts';
import { showValue } from '../core/attribute/wording.ts';
import { codesInTreeOrder } from '../core/codebook/tree.ts';
import { type Id, newId } from '../core/ids.ts';
import { type Bearer, everyBearer, putBearer } from './bearers.ts';
import { newCode, placeAt } from './codebook.ts';
import { codeName, draftOf } from './draft.ts';
import { codeOf } from './find-record.ts';
import { entityNaming } from './migrate-values.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/**
 * Makes a code beside another, with its colour, description and attributes, that takes these of its annotations; those that bear another code
 * are passed over. Raises `not-found`, `code-name-empty`, `code-name-taken`.
 */
export function splitCode(session: Session, input: ParsedInput<'codes.split'>): Done & { codeId: Id } {
  const codeId = input.actionId ?? newId();
  const subject = codeName(session.store.read, input.codeId);
  const draft = draftOf(session, 'split-code', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const code = codeOf(tx, input.codeId);
    const { name } = input;
    const { parentId, colour, description, kind, attributes, ends } = code;
    const made = newCode(tx, codeId, {
      name,
      parentId,
      colour,
      description,
      kind,
    });
    const place = codesInTreeOrder(tx.codes())
      .filter((node) => node.code.parentId === parentId)
      .findIndex((node) => node.code.id === code.id);
    // Attributes keep their ids, so that values stay as they are; versions go on, so that it is known which are older.
    placeAt(
      tx,
      revised(made, { attributes, ends, version: code.version, otherParentIds: code.otherParentIds }),
      parentId,
      place + 1,
    );
    for (const id of new Set(input.annotationIds)) {
      const bearer: Bearer | undefined =
        kind === 'span' ? tx.annotation(id) : kind === 'relation' ? tx.relation(id) : tx.documentCode(id);
      if (bearer && !bearer.deleted && bearer.codeId === code.id) putBearer(tx, kind, bearer, { codeId });
    }
  });
  return { commit, codeId };
}

/** Annotations that a search for dividing a code hands out; further ones are counted. */
const MATCHES_SHOWN = 10_000;

function holdsWords(annotation: Annotation, words: readonly string[]): boolean {
  const quotes = annotation.spans.map(({ quote }) => quote.toLocaleLowerCase()).join('\n');
  return words.every((word) => quotes.includes(word));
}

/** Annotations of a code by words in the quotation and by an attribute's value as people read it. Raises `not-found`. */
export function matchingAnnotations(
  { store: { read } }: Session,
  input: ParsedInput<'codes.matching'>,
): { annotations: readonly Annotation[]; total: number } {
  const code = codeOf(read, input.codeId);
  const words = (input.words ?? '')
    .toLocaleLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  const definition = code.attributes.find(({ id }) => id === input.attribute?.definitionId);
  const wanted = input.attribute?.value.trim().toLocaleLowerCase();
  const { nameOfEntity } = entityNaming(read);
  const hasValue = ({ attributes }: Annotation): boolean => {
    if (wanted === undefined) return true;
    const value = definition && attributes[definition.id];
    if (!definition || value === undefined) return wanted === '';
    if (value === input.attribute?.value) return true;
    return showValue(definition, value, nameOfEntity).toLocaleLowerCase().includes(wanted) && wanted !== '';
  };
  const annotations: Annotation[] = [];
  let total = 0;
  if (code.kind !== 'span') return { annotations, total };
  for (const bearer of everyBearer(read, code)) {
    const annotation = bearer as Annotation;
    if (!holdsWords(annotation, words) || !hasValue(annotation)) continue;
    total += 1;
    if (annotations.length < MATCHES_SHOWN) annotations.push(annotation);
  }
  return { annotations, total };
}
