import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Annotation, PLAIN_ANNOTATION } from '../annotation/annotation.ts';
import type { Id } from '../ids.ts';
import type { Relation } from '../relation/relation.ts';
import {
  linkRulingsByRule,
  linkRulingsOf,
  majorityOf,
  type RelationRuling,
  reviewStateOf,
  rulingsOfAcceptingLink,
  rulingsOfAmendingLink,
  rulingsOfRejectingLink,
} from './decide.ts';
import { compareCodings } from './differences.ts';
import type { Link } from './links.ts';
import { relationStanding, standingBy } from './standing.ts';
import { type RelationVerdict, VERDICT_DECISIONS, type Verdict } from './verdict.ts';

const AT = '2024-05-01T10:00:00.000Z';
const LATER = '2024-05-02T10:00:00.000Z';
const DATED = { createdAt: AT, updatedAt: AT, deleted: false };
const PLACES = { who: 0, what: 20, where: 40 };

function coding(personId: string, place: keyof typeof PLACES, documentId = 'd'): Annotation {
  const start = PLACES[place];
  const spans = [{ start, end: start + 10, quote: '', prefix: '', suffix: '' }];
  const id = `${documentId}-${place}-${personId}`;
  return { id, documentId, personId, codeId: place, spans, ...PLAIN_ANNOTATION, ...DATED };
}

function relation(id: Id, codeId: string, from: Annotation, to: Annotation): Relation {
  const ends = { fromId: from.id, toId: to.id };
  const values = { codeVersion: 1, attributes: {}, note: '' };
  return { id, personId: from.personId, codeId, ...ends, ...values, ...DATED };
}

const people = ['A', 'B', 'C'] as const;
const of = (place: keyof typeof PLACES) => people.map((person) => coding(person, place));
const [whoA, whoB, whoC] = of('who') as [Annotation, Annotation, Annotation];
const [whatA, whatB, whatC] = of('what') as [Annotation, Annotation, Annotation];
const all = [...of('who'), ...of('what'), ...of('where')];

const compare = (relations: readonly Relation[], elsewhere: readonly Annotation[] = []) =>
  compareCodings(people, all, relations, (codeId) => codeId !== 'mutual', elsewhere);
const shape = (relations: readonly Relation[], elsewhere: readonly Annotation[] = []) =>
  compare(relations, elsewhere).map(({ links }) =>
    links.map(({ codeId, relations: linked, missing }) => [codeId, linked.map(({ id }) => id), missing]),
  );
const verdict = ({ relationId, decision, resultId }: RelationRuling): RelationVerdict => ({
  id: `on-${relationId}`,
  relationId,
  decision,
  resultId,
  personId: 'R',
  reason: '',
  createdAt: LATER,
  updatedAt: LATER,
  deleted: false,
});
const accepted = (...annotations: readonly Annotation[]): Verdict[] =>
  annotations.map(({ id, codeId }) => ({
    ...verdict({ relationId: '', decision: 'accept', resultId: null }),
    id: `on-${id}`,
    annotationId: id,
    // What the first of the people said stands for all who said the same.
    resultId: `d-${codeId}-A`,
  }));

describe('links', () => {
  it('that lead from one passage to another by one code are one, with who did not make it', () => {
    const relations = [relation('2', 'says', whoB, whatB), relation('1', 'says', whoA, whatA)];
    expect(shape(relations)).toEqual([[['says', ['1', '2'], ['C']]], [], []]);
  });

  it('of other codes, to other passages and in the other direction are others, in the order of where they lead to', () => {
    const relations = [
      relation('1', 'says', whoA, coding('A', 'where')),
      relation('2', 'denies', whoB, whatB),
      relation('3', 'says', whoC, whatC),
      relation('4', 'says', whatA, whoA),
    ];
    expect(shape(relations)).toEqual([
      [
        ['denies', ['2'], ['A', 'C']],
        ['says', ['3'], ['A', 'B']],
        ['says', ['1'], ['B', 'C']],
      ],
      [['says', ['4'], ['B', 'C']]],
      [],
    ]);
  });

  it('without direction are one either way, judged at the first of their ends', () => {
    const relations = [relation('1', 'mutual', whatA, whoA), relation('2', 'mutual', whoB, whatB)];
    expect(shape(relations)).toEqual([[['mutual', ['1', '2'], ['C']]], [], []]);
  });

  it('into another document are judged in one of the two', () => {
    const away = people.map((person) => coding(person, 'where', 'e'));
    const [awayA, awayB] = away as [Annotation, Annotation];
    const directed = [relation('1', 'says', whoA, awayA), relation('2', 'says', awayB, whoB)];
    expect(shape(directed, away)).toEqual([[['says', ['1'], ['B', 'C']]], [], []]);
    const mutual = [relation('1', 'mutual', whoA, awayA), relation('2', 'mutual', awayB, whoB)];
    expect(shape(mutual, away)).toEqual([[['mutual', ['1', '2'], ['C']]], [], []]);
    const seenFromThere = compareCodings(people, away, mutual, () => false, all);
    expect(seenFromThere.map(({ links }) => links)).toEqual([[]]);
  });

  it('are each judged at one passage, whoever links what', () => {
    const ends = fc.record({ from: fc.nat(8), to: fc.nat(8), mutual: fc.boolean() });
    fc.assert(
      fc.property(fc.array(ends, { maxLength: 12 }), (drawn) => {
        const relations = drawn.flatMap(({ from, to, mutual }, at) => {
          const [source, target] = [all[from], all[to]];
          return source && target && from !== to
            ? [relation(String(at).padStart(2, '0'), mutual ? 'mutual' : 'says', source, target)]
            : [];
        });
        const judged = compare(relations).flatMap(({ links }) => links.flatMap((link) => link.relations));
        expect(judged.map(({ id }) => id).sort()).toEqual(relations.map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a decision on links', () => {
  const first = relation('1', 'says', whoA, whatA);
  const second = relation('2', 'says', whoB, whatB);
  const other = relation('3', 'denies', whoB, whatB);
  const links = compare([first, second, other])[0]?.links ?? [];
  const [denies, says] = [
    links.find(({ codeId }) => codeId === 'denies'),
    links.find(({ codeId }) => codeId === 'says'),
  ] as [Link, Link];
  const decisions = (rulings: readonly RelationRuling[]) =>
    rulings.map(({ relationId, decision, resultId }) => [relationId, decision, resultId]);

  it('with what someone said keeps the links of theirs and no others', () => {
    expect(decisions(linkRulingsOf(links, whoA.id))).toEqual([
      ['3', 'reject', null],
      ['1', 'accept', '1'],
      ['2', 'accept', '1'],
    ]);
    expect(decisions(linkRulingsOf(links, whoC.id)).every(([, decision]) => decision === 'reject')).toBe(
      true,
    );
  });

  it('by majority leaves open what is even', () => {
    const annotations = [whoA, whoB, whoC];
    expect(decisions(linkRulingsByRule({ annotations, links }, majorityOf(3)))).toEqual([
      ['3', 'reject', null],
      ['1', 'accept', '1'],
      ['2', 'accept', '1'],
    ]);
    const even = { annotations: [whoA, whoB], links: [{ ...denies, missing: ['A'] }] };
    expect(linkRulingsByRule(even, majorityOf(2))).toEqual([]);
    expect(linkRulingsByRule({ annotations, links }, null)).toEqual([]);
  });

  it('leaves the passage open until all of it is decided, and says where a relation was changed since', () => {
    const passage = { annotations: [whoA, whoB, whoC], links };
    const state = (rulings: readonly RelationRuling[], of = passage) =>
      reviewStateOf(of, standingBy(accepted(whoA, whoB, whoC), rulings.map(verdict)));
    expect(state([])).toBe('open');
    expect(state(rulingsOfAcceptingLink(says, '1'))).toBe('open');
    const rulings = [...rulingsOfAcceptingLink(says, '1'), ...rulingsOfRejectingLink(denies)];
    expect(state(rulings)).toBe('decided');
    const edited = { ...says, relations: [{ ...first, updatedAt: '2024-05-03T10:00:00.000Z' }, second] };
    expect(state(rulings, { ...passage, links: [edited, denies] })).toBe('changed');
  });

  it('lets it run between what stands for its ends', () => {
    const standing = (annotations: readonly Verdict[], rulings: readonly RelationRuling[]) =>
      standingBy(annotations, rulings.map(verdict));
    const [who, what] = [accepted(whoA, whoB), accepted(whatA, whatB)];
    const accepting = rulingsOfAcceptingLink({ relations: [second] }, second.id);
    expect(relationStanding(second, standing([...who, ...what], accepting))).toEqual({
      fromId: whoA.id,
      toId: whatA.id,
    });
    expect(relationStanding(second, standing(who, accepting))).toBeNull();
    expect(relationStanding(second, standing([...who, ...what], rulingsOfRejectingLink(says)))).toBeNull();
    // On which nobody decided: as it was made, or not.
    expect(relationStanding(first, standing([...who, ...what], []))).toEqual({
      fromId: whoA.id,
      toId: whatA.id,
    });
    expect(relationStanding(second, standing([...who, ...what], []))).toBeNull();
  });

  it('to amend puts what was written in the place of all', () => {
    const written = relation('w', 'denies', whoA, whatA);
    const standing = standingBy(
      [...accepted(whoA, whoB), ...accepted(whatA, whatB)],
      rulingsOfAmendingLink(says, written.id).map(verdict),
    );
    expect(relationStanding(written, standing)).toEqual({ fromId: whoA.id, toId: whatA.id });
    expect([first, second].map((one) => relationStanding(one, standing))).toEqual([null, null]);
    expect(standing.relations.get('w')?.map(({ decision }) => decision)).toEqual(['add', 'amend', 'amend']);
  });

  it('never lets a relation run between annotations that do not stand', () => {
    const drawn = fc.record({
      judged: fc.nat(5),
      result: fc.option(fc.nat(5), { nil: null }),
      decision: fc.constantFrom(...VERDICT_DECISIONS),
    });
    const six = [whoA, whoB, whoC, whatA, whatB, whatC];
    fc.assert(
      fc.property(
        fc.array(drawn, { maxLength: 8 }),
        fc.constantFrom(...VERDICT_DECISIONS),
        (draws, decision) => {
          const verdicts = draws.map(
            ({ judged, result, decision: said }, at): Verdict => ({
              ...verdict({ relationId: '', decision: said, resultId: null }),
              id: String(at),
              annotationId: six[judged]?.id ?? '',
              resultId: result === null ? null : (six[result]?.id ?? null),
            }),
          );
          const standing = standingBy(verdicts, [verdict({ relationId: '1', decision, resultId: '1' })]);
          const stood = relationStanding(first, standing);
          if (decision === 'reject') expect(stood).toBeNull();
          for (const end of stood ? [stood.fromId, stood.toId] : []) {
            expect(standing.annotations.has(end)).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
