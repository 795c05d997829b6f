import type { AttributeDefinition } from '../../core/attribute/attribute.ts';
import { checkDefinitions } from '../../core/attribute/definitions.ts';
import type { CodeKind, RelationEnds } from '../../core/codebook/code.ts';
import { codeColourIndex } from '../../core/codebook/colours.ts';
import { OPEN_ENDS } from '../../core/codebook/definition.ts';
import { checkOtherParents } from '../../core/codebook/places.ts';
import { checkCodeKey, codesInTreeOrder } from '../../core/codebook/tree.ts';
import { GlossatorError, type Warning } from '../../core/errors.ts';
import { type Id, newId } from '../../core/ids.ts';
import { CODEBOOK_CODES_LIMIT, CODEBOOK_DEPTH_LIMIT, type CodebookCode, tooLarge } from './codebook.ts';

/** A code as a file says it is: anything may be wrong with it but its types. */
export interface StatedCode {
  readonly id: Id;
  readonly name: string;
  readonly kind: CodeKind;
  readonly parentId: Id | null;
  readonly otherParentIds: readonly Id[];
  readonly colour: number;
  readonly key: string | null;
  readonly description: string;
  readonly attributes: readonly AttributeDefinition[];
  readonly ends: RelationEnds | null;
  readonly version: number;
  readonly position: number;
}

type Say = (code: Pick<StatedCode, 'id' | 'name'>, field: string, message: string) => void;

/** The value, or what stands for it where a check refuses it; the refusal is told. */
function orElse<T>(check: () => T, instead: T, tell: (error: GlossatorError) => void): T {
  try {
    return check();
  } catch (thrown) {
    if (!(thrown instanceof GlossatorError)) throw thrown;
    tell(thrown);
    return instead;
  }
}

function withOwnIds(stated: readonly StatedCode[], say: Say): readonly StatedCode[] {
  const seen = new Set<Id>();
  return stated.map((code) => {
    if (!seen.has(code.id)) {
      seen.add(code.id);
      return code;
    }
    say(code, 'id', `‘${code.name}’ has the id of another code; it gets a new one.`);
    return { ...code, id: newId() };
  });
}

/** First parents that are there and lead to the top. */
function withSoundParents(stated: readonly StatedCode[], say: Say): readonly StatedCode[] {
  const parentOf = new Map(stated.map((code) => [code.id, code.parentId]));
  for (const code of stated) {
    if (code.parentId !== null && !parentOf.has(code.parentId)) {
      say(code, 'parentId', `The code above ‘${code.name}’ is not in the file; it stands at the top.`);
      parentOf.set(code.id, null);
    }
  }
  const sound = new Set<Id>();
  for (const code of stated) {
    const way: Id[] = [];
    let at: Id | null = code.id;
    while (at !== null && !sound.has(at) && !way.includes(at)) {
      way.push(at);
      if (way.length > CODEBOOK_DEPTH_LIMIT) throw tooLarge(`more than ${CODEBOOK_DEPTH_LIMIT} levels`);
      at = parentOf.get(at) ?? null;
    }
    if (at !== null && !sound.has(at)) {
      say(code, 'parentId', `‘${code.name}’ stands below itself in the file; here it stands at the top.`);
      parentOf.set(code.id, null);
    }
    for (const id of way) sound.add(id);
  }
  return stated.map((code) => ({ ...code, parentId: parentOf.get(code.id) ?? null }));
}

function withOtherParents(stated: readonly StatedCode[], say: Say): readonly StatedCode[] {
  let codes = stated.map((code) => ({ ...code, otherParentIds: [] as readonly Id[] }));
  const places = new Map(codes.map((code, at) => [code.id, at]));
  for (const code of stated) {
    const at = places.get(code.id);
    const own = at === undefined ? undefined : codes[at];
    if (!own || at === undefined || code.otherParentIds.length === 0) continue;
    let otherParentIds: readonly Id[] = [];
    for (const parentId of code.otherParentIds) {
      otherParentIds = orElse(
        () => checkOtherParents(own, [...otherParentIds, parentId], codes),
        otherParentIds,
        (error) =>
          say(code, 'otherParentIds', `A further place of ‘${code.name}’ was left out. ${error.message}`),
      );
    }
    codes = codes.with(at, { ...own, otherParentIds });
  }
  return codes;
}

function withNamesApart(stated: readonly StatedCode[], say: Say): readonly StatedCode[] {
  const taken = new Map<Id | null, Set<string>>();
  return stated.map((code) => {
    const siblings = taken.get(code.parentId) ?? new Set();
    taken.set(code.parentId, siblings);
    const wanted = code.name.trim().normalize('NFC') || 'Code without a name';
    let name = wanted;
    for (let n = 2; siblings.has(name.toLocaleLowerCase()); n++) name = `${wanted} (${n})`;
    siblings.add(name.toLocaleLowerCase());
    if (name !== wanted)
      say(code, 'name', `There are two codes ‘${wanted}’ in one place; one is ‘${name}’ now.`);
    if (code.name.trim() === '') say(code, 'name', `A code has no name; it is ‘${name}’ now.`);
    return { ...code, name };
  });
}

function withSoundDefinitions(stated: readonly StatedCode[], say: Say): readonly StatedCode[] {
  const passages = new Set(stated.filter((code) => code.kind === 'span').map((code) => code.id));
  const keyed: StatedCode[] = [];
  return stated.map((code) => {
    const key = orElse(
      () => checkCodeKey(code.key, keyed, code.id),
      null,
      (error) => say(code, 'key', `‘${code.name}’ has no key now. ${error.message}`),
    );
    const attributes = orElse(
      () => checkDefinitions(code.attributes),
      [],
      (error) => say(code, 'attributes', `The attributes of ‘${code.name}’ were left out. ${error.message}`),
    );
    const mended = { ...code, key, attributes, ends: endsOf(code, passages, say) };
    if (key !== null) keyed.push(mended);
    return mended;
  });
}

function endsOf(code: StatedCode, passages: ReadonlySet<Id>, say: Say): RelationEnds | null {
  if (code.kind !== 'relation') {
    if (code.ends) say(code, 'ends', `‘${code.name}’ is no relation: which ends it allows was left out.`);
    return null;
  }
  const ends = code.ends ?? OPEN_ENDS;
  const known = (ids: readonly Id[]): readonly Id[] => [...new Set(ids)].filter((id) => passages.has(id));
  const sound = { from: known(ends.from), to: known(ends.to), directed: ends.directed };
  const gone = new Set([...ends.from, ...ends.to].filter((id) => !passages.has(id))).size;
  if (gone > 0)
    say(
      code,
      'ends',
      `‘${code.name}’ may connect ${gone} codes that are no codes for passages in the file; these were left out.`,
    );
  return sound;
}

/**
 * The codes so that they can be stored, each mending told in `warnings`: ids apart, parents that are there and make no circle, names of siblings apart, keys
 * unique, sound definitions. In the order of the tree. Raises `file-too-large` beyond CODEBOOK_CODES_LIMIT or CODEBOOK_DEPTH_LIMIT.
 */
export function settled(stated: readonly StatedCode[], warnings: Warning[]): readonly CodebookCode[] {
  if (stated.length > CODEBOOK_CODES_LIMIT) throw tooLarge(`more than ${CODEBOOK_CODES_LIMIT} codes`);
  const say: Say = ({ id }, field, message) => {
    warnings.push({ code: 'record-malformed', message, place: { recordKind: 'code', recordId: id, field } });
  };
  let codes = withOwnIds(stated, say);
  codes = withSoundParents(codes, say);
  codes = withOtherParents(codes, say);
  codes = withNamesApart(codes, say);
  codes = withSoundDefinitions(codes, say);
  return codesInTreeOrder(codes).map(({ code }) => ({
    ...code,
    colour: codeColourIndex(Number.isFinite(code.colour) ? code.colour : 0),
    version: Number.isSafeInteger(code.version) && code.version > 0 ? code.version : 1,
    position: Number.isFinite(code.position) ? code.position : 0,
  }));
}
