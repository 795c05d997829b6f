import type { AttributeDefinition } from '../attribute/attribute.ts';
import { checkDefinitions } from '../attribute/definitions.ts';
import { sameValue } from '../attribute/values.ts';
import { type ErrorPlace, GlossatorError } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { Code, CodeKind, RelationEnds } from './code.ts';

/** What a code is asked for by: what its version counts the changes of. */
export type CodeDefinition = Pick<Code, 'description' | 'attributes' | 'ends'>;

/** Any code may be related to any, from one to the other. */
export const OPEN_ENDS: RelationEnds = { from: [], to: [], directed: true };

const KIND_WORDS: Record<CodeKind, string> = {
  span: 'passages',
  document: 'documents',
  relation: 'pairs of annotations',
};

/** Raises `code-kind-refused` where the code is put on something else than its kind says. */
export function requireKind(code: Pick<Code, 'id' | 'name' | 'kind'>, kind: CodeKind): void {
  if (code.kind === kind) return;
  throw new GlossatorError(
    'code-kind-refused',
    `‘${code.name}’ is a code for ${KIND_WORDS[code.kind]}, not for ${KIND_WORDS[kind]}.`,
    {
      place: { recordKind: 'code', recordId: code.id, field: 'kind' },
      remedy: `Choose a code for ${KIND_WORDS[kind]}, or make one.`,
    },
  );
}

function checkEnds(
  code: Pick<Code, 'id' | 'name' | 'kind' | 'ends'>,
  codes: readonly Pick<Code, 'id' | 'name' | 'kind'>[],
  place: ErrorPlace,
): RelationEnds | null {
  if (code.kind !== 'relation') {
    if (code.ends === null) return null;
    throw new GlossatorError(
      'code-kind-refused',
      `‘${code.name}’ is a code for ${KIND_WORDS[code.kind]}: it has no ends that it could allow.`,
      { place: { ...place, field: 'ends' }, remedy: 'Make a relation code for that.' },
    );
  }
  const ends = code.ends ?? OPEN_ENDS;
  const byId = new Map(codes.map((each) => [each.id, each]));
  const checked = (ids: readonly Id[], field: string): readonly Id[] => {
    const distinct = [...new Set(ids)];
    for (const id of distinct) {
      const end = byId.get(id);
      if (end?.kind === 'span') continue;
      throw new GlossatorError(
        end ? 'code-kind-refused' : 'not-found',
        end
          ? `‘${code.name}’ cannot connect ‘${end.name}’: that is a code for ${KIND_WORDS[end.kind]}.`
          : `A code that ‘${code.name}’ may connect is no longer there.`,
        { place: { ...place, field: `ends.${field}` }, remedy: 'Choose codes for passages.' },
      );
    }
    return distinct;
  };
  return { from: checked(ends.from, 'from'), to: checked(ends.to, 'to'), directed: ends.directed };
}

/**
 * The definition as it is stored: attributes as `checkDefinitions` gives them; a relation code without ends connects any. Name, key and
 * place have checks of their own (`checkCodeName`, `checkCodeKey`, `refuseCycle`, `checkOtherParents`). Raises
 * `attribute-definition-invalid`; `code-kind-refused` for ends of a code of another kind, or ends that are no codes for passages; `not-found`.
 */
export function checkCodeDefinition(
  code: Pick<Code, 'id' | 'name' | 'kind'> & CodeDefinition,
  codes: readonly Pick<Code, 'id' | 'name' | 'kind'>[],
): CodeDefinition {
  const place = { recordKind: 'code', recordId: code.id };
  return {
    description: code.description.replace(/\r\n?/g, '\n'),
    attributes: checkDefinitions(code.attributes, place),
    ends: checkEnds(code, codes, place),
  };
}

function sameMembers(a: readonly Id[], b: readonly Id[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === new Set(a).size;
}

function sameEnds(a: RelationEnds | null, b: RelationEnds | null): boolean {
  if (a === null || b === null) return a === b;
  return a.directed === b.directed && sameMembers(a.from, b.from) && sameMembers(a.to, b.to);
}

function sameAttribute(a: AttributeDefinition, b: AttributeDefinition): boolean {
  const label = new Map(b.choices.map((choice) => [choice.id, choice.label]));
  return (
    a.name === b.name &&
    a.type === b.type &&
    a.required === b.required &&
    a.choices.length === b.choices.length &&
    a.choices.every((choice) => label.get(choice.id) === choice.label) &&
    (a.initial === null || b.initial === null ? a.initial === b.initial : sameValue(a.initial, b.initial))
  );
}

function sameAttributes(a: readonly AttributeDefinition[], b: readonly AttributeDefinition[]): boolean {
  const byId = new Map(b.map((each) => [each.id, each]));
  return (
    a.length === b.length &&
    a.every((each) => {
      const other = byId.get(each.id);
      return other !== undefined && sameAttribute(each, other);
    })
  );
}

/**
 * Whether what the code asks for has changed: its description (but for white space), its attributes or its ends. Only the order of attributes, choices and
 * ends is no change.
 */
export function definitionChanged(before: CodeDefinition, after: CodeDefinition): boolean {
  const words = (text: string): string => text.trim().replace(/\s+/gu, ' ');
  return !(
    words(before.description) === words(after.description) &&
    sameAttributes(before.attributes, after.attributes) &&
    sameEnds(before.ends, after.ends)
  );
}

/** The version that a code has after a change. */
export function versionAfter(before: CodeDefinition & Pick<Code, 'version'>, after: CodeDefinition): number {
  return definitionChanged(before, after) ? before.version + 1 : before.version;
}
