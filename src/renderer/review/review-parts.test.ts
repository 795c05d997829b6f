import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelatedAnnotation, RelationView, ReviewedLinks } from '../../contract/procedures.ts';
import type { Comparison } from '../../core/review/differences.ts';
import type { RelationVerdict, VerdictDecision } from '../../core/review/verdict.ts';
import { linkRows } from './link-rows.ts';
import { movedByWord, segmentsOf } from './passage-segments.ts';
import { placeBrackets } from './rail-layout.ts';
import { FIRST_CHOICES, scopeOf } from './review-scope.ts';
import { differenceInWords } from './review-words.ts';

describe('the text of a passage', () => {
  it('is cut at every end and lost nowhere', () => {
    const range = fc
      .tuple(fc.nat(60), fc.nat(60))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(range), fc.array(fc.array(range)), fc.array(range), (cuts, marks, draft) => {
        const content = 'abcdefghij'.repeat(5);
        const segments = segmentsOf({ start: 10, end: 60 }, 10, content, cuts, marks, draft);
        expect(segments.map(({ text }) => text).join('')).toBe(content);
        const ends = new Set(segments.flatMap(({ start, end }) => [start, end]));
        for (const { start, end } of cuts) {
          if (start >= 10 && start < 60) expect(ends.has(start)).toBe(true);
          if (end > 10 && end <= 60) expect(ends.has(end)).toBe(true);
        }
      }),
    );
  });

  it('says how many marked each part', () => {
    const marks = [[{ start: 0, end: 4 }], [{ start: 2, end: 6 }]];
    const segments = segmentsOf({ start: 0, end: 8 }, 0, 'abcdefgh', [], marks, [{ start: 6, end: 8 }]);
    expect(segments.map(({ text, marked, drafted }) => [text, marked, drafted])).toEqual([
      ['ab', 1, false],
      ['cd', 2, false],
      ['ef', 1, false],
      ['gh', 0, true],
    ]);
  });

  it('moves an end by words, never past the other', () => {
    const content = 'the old minister denied it';
    const range = { start: 4, end: 16 };
    expect(movedByWord(content, range, 'start', 'back')).toEqual({ start: 0, end: 16 });
    expect(movedByWord(content, range, 'start', 'on')).toEqual({ start: 8, end: 16 });
    expect(movedByWord(content, range, 'end', 'on')).toEqual({ start: 4, end: 23 });
    expect(movedByWord(content, { start: 8, end: 16 }, 'start', 'on')).toEqual({ start: 8, end: 16 });
    expect(movedByWord(content, { start: 0, end: 3 }, 'start', 'back')).toEqual({ start: 0, end: 3 });
  });
});

describe('a column of the rail', () => {
  it('has overlapping brackets in lanes and no label over another', () => {
    const bracket = fc
      .tuple(fc.nat(300), fc.integer({ min: 1, max: 200 }))
      .map(([top, height]) => ({ top, bottom: top + height }));
    fc.assert(
      fc.property(fc.array(bracket), (drawn) => {
        const placed = placeBrackets(
          drawn.map((each, at) => ({ ...each, key: String(at) })),
          20,
        );
        expect(placed).toHaveLength(drawn.length);
        for (const [at, one] of placed.entries()) {
          expect(one.labelTop).toBeGreaterThanOrEqual(one.top);
          for (const other of placed.slice(at + 1)) {
            expect(other.labelTop - one.labelTop).toBeGreaterThanOrEqual(20);
            const overlap = other.top < one.bottom && one.top < other.bottom;
            if (overlap) expect(other.lane).not.toBe(one.lane);
          }
        }
      }),
    );
  });
});

describe('the scope of a review', () => {
  it('asks for what was chosen', () => {
    expect(scopeOf(FIRST_CHOICES, 'd', ['A', 'B'])).toEqual({ differing: true, states: ['open', 'changed'] });
    const chosen = {
      ...FIRST_CHOICES,
      where: 'document',
      show: 'code',
      codeId: 'c',
      state: 'any',
      without: ['B'],
      sample: 'random',
    } as const;
    expect(scopeOf(chosen, 'd', ['A', 'B'])).toEqual({
      documentIds: ['d'],
      personIds: ['A'],
      codeIds: ['c'],
      kinds: ['code'],
      sample: { kind: 'random', count: 50, seed: 1 },
    });
  });
});

describe('differences', () => {
  it('are said in words', () => {
    expect(differenceInWords([])).toBe('all agree');
    expect(differenceInWords(['code'])).toBe('differs: code');
    expect(differenceInWords(['missing', 'boundary', 'code'])).toBe('differs: missing, boundary and code');
  });
});

describe('the links of a passage', () => {
  const DATED = { createdAt: '', updatedAt: '2024-05-01T10:00:00.000Z', deleted: false };
  const end = (id: string): RelatedAnnotation => ({
    id,
    documentId: 'd',
    documentTitle: '',
    documentDate: '',
    codeId: 'actor',
    personId: id,
    status: 'draft',
    start: 0,
    end: 1,
    quotes: [id],
    lost: false,
  });
  const view = (id: string, from: string, to: string): RelationView => {
    const values = { codeId: 'says', codeVersion: 1, attributes: {}, note: '', ...DATED };
    return {
      relation: { id, personId: from, fromId: from, toId: to, ...values },
      from: end(from),
      to: end(to),
    };
  };
  const verdict = (
    relationId: string,
    decision: VerdictDecision,
    resultId: string | null,
  ): RelationVerdict => ({
    id: `on-${relationId}`,
    relationId,
    personId: 'R',
    decision,
    resultId,
    reason: '',
    ...DATED,
    updatedAt: '2024-05-02T10:00:00.000Z',
  });
  const annotations = ['a', 'b'].map((id) => ({ id, personId: id })) as unknown as Comparison['annotations'];
  const [mine, theirs] = [view('1', 'a', 'x'), view('2', 'b', 'y')];
  const link = { id: '1', codeId: 'says', relations: [mine.relation, theirs.relation], missing: ['c'] };
  const comparison = { annotations, links: [link] } as unknown as Comparison;
  const rows = (links: ReviewedLinks, relations = [mine, theirs]) =>
    linkRows(comparison, { relations, verdicts: [], links });

  it('say who made them, what was decided, and whether that stands', () => {
    const [open] = rows({ verdicts: [], written: [], standing: [] });
    expect(open).toMatchObject({
      nearId: 'a',
      people: ['a', 'b'],
      missing: ['c'],
      verdict: null,
      stands: false,
    });
    const verdicts = [verdict('1', 'accept', '1'), verdict('2', 'accept', '1')];
    expect(rows({ verdicts, written: [], standing: ['1'] })).toMatchObject([
      { stands: true, changed: false },
    ]);
    expect(rows({ verdicts: verdicts.slice(0, 1), written: [], standing: [] })).toMatchObject([
      { stands: false, changed: true },
    ]);
  });

  it('list what a reviewer wrote in their place with them, and what was written anew after them', () => {
    const [instead, anew] = [view('w', 'a', 'x'), view('n', 'b', 'z')];
    const verdicts = [verdict('1', 'amend', 'w'), verdict('2', 'amend', 'w'), verdict('n', 'add', 'n')];
    const found = rows({ verdicts, written: [instead, anew], standing: ['w', 'n'] });
    expect(found.map(({ id, made, stands }) => [id, made.length, stands])).toEqual([
      ['1', 2, true],
      ['n', 0, true],
    ]);
    expect(found[0]?.inPlace).toBe(instead);
  });
});
