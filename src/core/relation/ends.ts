import type { Code } from '../codebook/code.ts';
import { OPEN_ENDS, requireKind } from '../codebook/definition.ts';
import { codesInTreeOrder, type TreeCode, withDescendants } from '../codebook/tree.ts';
import { GlossatorError } from '../errors.ts';
import type { Id } from '../ids.ts';

/** How a relation code takes two annotations: as they were given, the other way round only, or not. */
export type RelationFit = 'as-is' | 'reversed' | 'no';

type RelationCode = Pick<Code, 'id' | 'name' | 'kind' | 'ends'>;

/**
 * How the code takes an annotation of `fromCodeId` and one of `toCodeId`. A code that is allowed as an end allows all beneath it, by any of their parents. Where the
 * relation has no direction both ways are one.
 */
export function relationFit(
  code: RelationCode,
  codes: readonly TreeCode[],
  fromCodeId: Id,
  toCodeId: Id,
): RelationFit {
  const ends = code.ends ?? OPEN_ENDS;
  const allows = (allowed: readonly Id[]): ((id: Id) => boolean) => {
    if (allowed.length === 0) return () => true;
    const all = withDescendants(allowed, codes);
    return (id) => all.has(id);
  };
  const mayBegin = allows(ends.from);
  const mayEnd = allows(ends.to);
  if (mayBegin(fromCodeId) && mayEnd(toCodeId)) return 'as-is';
  if (!(mayBegin(toCodeId) && mayEnd(fromCodeId))) return 'no';
  return ends.directed ? 'reversed' : 'as-is';
}

function named(ids: readonly Id[], names: ReadonlyMap<Id, string>): string {
  if (ids.length === 0) return 'any code';
  const known = ids.map((id) => `‘${names.get(id) ?? 'a code no longer there'}’`);
  if (known.length > 8) return `${known.slice(0, 8).join(', ')} …`;
  const last = known.pop() ?? '';
  return known.length > 0 ? `${known.join(', ')} or ${last}` : last;
}

/** Which ends a relation code allows, as words: "from ‘Claim’ to ‘Position’ or ‘Claim’", "between ‘Claim’ and any code". */
export function describeEnds(code: Pick<Code, 'ends'>, codes: readonly Pick<Code, 'id' | 'name'>[]): string {
  const { from, to, directed } = code.ends ?? OPEN_ENDS;
  const names = new Map(codes.map((each) => [each.id, each.name]));
  return directed
    ? `from ${named(from, names)} to ${named(to, names)}`
    : `between ${named(from, names)} and ${named(to, names)}`;
}

/**
 * Raises `relation-ends-refused` where the relation code may not lead from an annotation of the one code to one of the other, saying which ends it allows;
 * `code-kind-refused` where it is no relation code.
 */
export function checkRelationEnds(
  code: RelationCode,
  codes: readonly TreeCode[],
  fromCodeId: Id,
  toCodeId: Id,
): void {
  requireKind(code, 'relation');
  const fit = relationFit(code, codes, fromCodeId, toCodeId);
  if (fit === 'as-is') return;
  const names = new Map(codes.map((each) => [each.id, each.name]));
  const given = `from ‘${names.get(fromCodeId) ?? '?'}’ to ‘${names.get(toCodeId) ?? '?'}’`;
  throw new GlossatorError(
    'relation-ends-refused',
    `‘${code.name}’ leads ${describeEnds(code, codes)}, not ${given}.`,
    {
      place: { recordKind: 'code', recordId: code.id, field: 'ends' },
      remedy:
        fit === 'reversed'
          ? 'Link them the other way round.'
          : 'Choose another relation, or change which ends this one allows.',
    },
  );
}

/** A relation code, and how it takes two annotations. */
export interface PossibleRelation<C> {
  readonly code: C;
  readonly fit: RelationFit;
}

/**
 * The relation codes among `codes`, those that fit as they are first, then those that fit the other way round, then the others; each group in the order of
 * the tree.
 */
export function possibleRelationCodes<C extends RelationCode & TreeCode>(
  codes: readonly C[],
  fromCodeId: Id,
  toCodeId: Id,
): readonly PossibleRelation<C>[] {
  const order: readonly RelationFit[] = ['as-is', 'reversed', 'no'];
  return codesInTreeOrder(codes)
    .map((node) => node.code)
    .filter((code) => code.kind === 'relation')
    .map((code) => ({ code, fit: relationFit(code, codes, fromCodeId, toCodeId) }))
    .sort((a, b) => order.indexOf(a.fit) - order.indexOf(b.fit));
}
