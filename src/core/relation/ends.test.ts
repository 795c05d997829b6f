import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelationEnds } from '../codebook/code.ts';
import { errorOf } from '../testing/raised.ts';
import { checkRelationEnds, describeEnds, possibleRelationCodes, relationFit } from './ends.ts';

function code(
  id: string,
  parentId: string | null = null,
  otherParentIds: readonly string[] = [],
  ends: RelationEnds | null = null,
) {
  const kind = ends ? ('relation' as const) : ('span' as const);
  return { id, name: id, kind, parentId, otherParentIds, position: 0, ends };
}

const answers = code('answers', null, [], { from: ['claim'], to: ['question', 'position'], directed: true });
const contradicts = code('contradicts', null, [], { from: ['claim'], to: ['position'], directed: false });
const near = code('near', null, [], { from: [], to: [], directed: true });
const codes = [
  code('claim'),
  code('denial', 'claim'),
  code('question'),
  code('retort', 'question', ['denial']),
  code('position'),
  code('actor'),
  answers,
  contradicts,
  near,
];

describe('the ends of a relation', () => {
  it('count all codes beneath those named, by any parent', () => {
    expect(relationFit(answers, codes, 'denial', 'position')).toBe('as-is');
    expect(relationFit(answers, codes, 'retort', 'question')).toBe('as-is');
    expect(relationFit(answers, codes, 'retort', 'retort')).toBe('as-is');
    expect(relationFit(answers, codes, 'question', 'denial')).toBe('reversed');
    expect(relationFit(answers, codes, 'actor', 'question')).toBe('no');
    expect(relationFit(near, codes, 'actor', 'actor')).toBe('as-is');
  });

  it('are read either way where there is no direction', () => {
    expect(relationFit(contradicts, codes, 'claim', 'position')).toBe('as-is');
    expect(relationFit(contradicts, codes, 'position', 'claim')).toBe('as-is');
    expect(relationFit(contradicts, codes, 'claim', 'claim')).toBe('no');
  });

  it('are refused with which are allowed and what to do', () => {
    expect(errorOf(() => checkRelationEnds(answers, codes, 'question', 'denial'))).toMatchObject({
      code: 'relation-ends-refused',
      message: '‘answers’ leads from ‘claim’ to ‘question’ or ‘position’, not from ‘question’ to ‘denial’.',
      remedy: 'Link them the other way round.',
      place: { recordKind: 'code', recordId: 'answers', field: 'ends' },
    });
    expect(errorOf(() => checkRelationEnds(answers, codes, 'actor', 'actor')).remedy).toContain(
      'another relation',
    );
    expect(errorOf(() => checkRelationEnds(code('claim'), codes, 'claim', 'claim')).code).toBe(
      'code-kind-refused',
    );
    checkRelationEnds(answers, codes, 'claim', 'question');
    expect(describeEnds(contradicts, codes)).toBe('between ‘claim’ and ‘position’');
    expect(describeEnds(near, codes)).toBe('from any code to any code');
  });

  it('show which relations there can be, those that fit first', () => {
    const fits = possibleRelationCodes(codes, 'question', 'claim').map(({ code: each, fit }) => [
      each.id,
      fit,
    ]);
    expect(fits).toEqual([
      ['near', 'as-is'],
      ['answers', 'reversed'],
      ['contradicts', 'no'],
    ]);
  });

  it('fit reversed exactly where they fit when turned, and check raises exactly where they do not fit', () => {
    const ids = fc.constantFrom('claim', 'denial', 'question', 'retort', 'position', 'actor');
    const some = fc.array(ids, { maxLength: 2 });
    fc.assert(
      fc.property(some, some, fc.boolean(), ids, ids, (from, to, directed, a, b) => {
        const relation = code('r', null, [], { from, to, directed });
        const fit = relationFit(relation, codes, a, b);
        const turned = relationFit(relation, codes, b, a);
        if (fit === 'reversed') expect(turned).toBe('as-is');
        if (fit === 'no') expect(turned).toBe('no');
        if (!directed) expect(fit).toBe(turned);
        if (fit === 'as-is') checkRelationEnds(relation, codes, a, b);
        else
          expect(errorOf(() => checkRelationEnds(relation, codes, a, b)).code).toBe('relation-ends-refused');
      }),
    );
  });
});
