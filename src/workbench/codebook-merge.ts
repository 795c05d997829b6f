import type { CodeMergePreview, DoneWithLoss } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { joinDefinitions } from '../core/attribute/carry.ts';
import type { Code } from '../core/codebook/code.ts';
import { withDescendants } from '../core/codebook/tree.ts';
import { GlossatorError } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type { StoreReader, WriteTransaction } from '../store/types.ts';
import { recodedValues } from './attribute-values.ts';
import { type Bearer, countBearers, everyBearer, everyLeaver, putBearer } from './bearers.ts';
import { redefine } from './code-definition.ts';
import { freeName, placeAt, withoutCount } from './codebook.ts';
import { replaceInEnds } from './codebook-delete.ts';
import { codeName, draftOf } from './draft.ts';
import { bearsNothing, sameBearing } from './duplicates.ts';
import { codeOf, codeOfKind } from './find-record.ts';
import { moveDiscussion } from './move-discussion.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

interface Merge {
  readonly into: Code;
  readonly codes: readonly Code[];
}

/** Raises `not-found`, `code-kind-refused`, and `invalid-input` for a code that is to be merged into itself. */
function mergeOf(read: StoreReader, intoId: Id, codeIds: readonly Id[]): Merge {
  const into = codeOf(read, intoId);
  if (codeIds.includes(intoId)) {
    throw new GlossatorError('invalid-input', `‘${into.name}’ cannot be merged into itself.`, {
      place: { recordKind: 'code', recordId: intoId },
      remedy: 'Choose other codes to merge into it.',
    });
  }
  return { into, codes: [...new Set(codeIds)].map((id) => codeOfKind(read, id, into.kind)) };
}

/** What both sides ask, so that no value is left behind. */
function joined({ into, codes }: Merge): Code['attributes'] {
  return codes.reduce(
    (definitions, { attributes }) => joinDefinitions(definitions, attributes).definitions,
    into.attributes,
  );
}

/**
 * Whether another of the same person says the very same already: of `into`, or of a code that is merged before. `place` is that of the
 * bearer's code among the merged ones.
 */
function isDuplicate(read: StoreReader, { into, codes }: Merge, place: number, bearer: Bearer): boolean {
  const before = new Set([into.id, ...codes.slice(0, place).map(({ id }) => id)]);
  return bearsNothing(read, bearer) && sameBearing(read, into.kind, bearer, before);
}

/** Raises what `mergeCodes` raises. */
export function previewMerge(
  { store: { read } }: Session,
  input: ParsedInput<'codes.previewMerge'>,
): CodeMergePreview {
  const merge = mergeOf(read, input.intoId, input.codeIds);
  const all = read.codes();
  let definitions = merge.into.attributes;
  let duplicates = 0;
  const codes = merge.codes.map((code, place) => {
    const join = joinDefinitions(definitions, code.attributes);
    ({ definitions } = join);
    for (const bearer of everyBearer(read, code)) {
      if (isDuplicate(read, merge, place, bearer)) duplicates += 1;
    }
    return {
      codeId: code.id,
      annotations: countBearers(read, code),
      children: all.filter(({ parentId }) => parentId === code.id).length,
      keptAttributes: join.kept,
      addedAttributes: join.added,
    };
  });
  return { codes, duplicates };
}

/** The nearest parent that is not merged; null at the top. */
function survivingParent(tx: StoreReader, code: Code, merged: ReadonlySet<Id>): Id | null {
  let at = code.parentId;
  for (let passed = 0; at !== null && merged.has(at) && passed < merged.size; passed++) {
    at = tx.code(at)?.parentId ?? null;
  }
  return at !== null && merged.has(at) ? null : at;
}

/**
 * Puts what stood under the merged codes under `into`; what `into` itself stands under takes the place of the code above it, so that no
 * code comes to stand below itself.
 */
function moveChildren(tx: WriteTransaction, { into, codes }: Merge): void {
  const merged = new Set(codes.map(({ id }) => id));
  const all = tx.codes().map(withoutCount);
  const above = (id: Id): boolean => withDescendants([id], all).has(into.id);
  for (const code of codes) tx.putCode(revised(code, { key: null, deleted: true }));
  for (const before of all) {
    if (merged.has(before.id)) continue;
    const code = codeOf(tx, before.id);
    const leads = above(code.id);
    const otherParentIds = [
      ...new Set(
        code.otherParentIds
          .map((id) => (merged.has(id) ? into.id : id))
          .filter((id) => !leads || id !== into.id),
      ),
    ];
    if (code.parentId === null || !merged.has(code.parentId)) {
      tx.putCode(
        revised(code, {
          otherParentIds: otherParentIds.filter((id) => id !== code.parentId && id !== code.id),
        }),
      );
      continue;
    }
    const parentId = leads ? survivingParent(tx, code, merged) : into.id;
    const name = freeName(tx, code.name, parentId, code.id);
    const others = otherParentIds.filter((id) => id !== parentId && id !== code.id);
    placeAt(tx, revised(code, { name, otherParentIds: others }), parentId, Number.MAX_SAFE_INTEGER);
  }
}

/** Gives all that bear a merged code to `into`, and deletes what `into` has already. The number of values that did not fit. */
function moveBearers(tx: WriteTransaction, merge: Merge, place: number, code: Code): number {
  let lostValues = 0;
  for (const bearer of everyLeaver(tx, code)) {
    if (isDuplicate(tx, merge, place, bearer)) {
      putBearer(tx, code.kind, bearer, { deleted: true });
      continue;
    }
    const { values, lost } = recodedValues(tx, bearer, merge.into);
    lostValues += lost;
    putBearer(tx, code.kind, bearer, {
      codeId: merge.into.id,
      codeVersion: merge.into.version,
      attributes: values,
    });
  }
  return lostValues;
}

/**
 * Merges codes into one of their kind, in one action: what bears them, their children, memos, comments and attributes move there, and they
 * are deleted. Annotations that carry nothing of their own and would be the very same as another of the same person are deleted.
 * Raises `not-found`, `code-kind-refused`, `invalid-input`.
 */
export function mergeCodes(session: Session, input: ParsedInput<'codes.merge'>): DoneWithLoss {
  let lostValues = 0;
  const subject = codeName(session.store.read, input.intoId);
  const draft = draftOf(session, 'merge-codes', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const { into, codes } = mergeOf(tx, input.intoId, input.codeIds);
    redefine(tx, into, revised(into, { attributes: joined({ into, codes }) }));
    const merge = { into: codeOf(tx, into.id), codes };
    for (const [place, code] of codes.entries()) {
      lostValues += moveBearers(tx, merge, place, code);
      moveDiscussion(tx, 'code', code.id, into.id);
    }
    moveChildren(tx, merge);
    for (const { id } of codes) replaceInEnds(tx, id, into.id);
  });
  return { commit, lostValues };
}
