import type { AgreementPassage, ConfusionCell, PassageChoice } from '../../contract/procedures/agreement.ts';
import { matchSteps } from '../../core/agreement/span-match.ts';
import { sortedSteps } from '../../core/agreement/steps.ts';
import type { Gathered, Marks } from './gathered.ts';
import { type Watch, walked } from './watch.ts';

const QUOTE_LENGTH = 160;

function shortened(quote: string): string {
  const line = quote.replace(/\s+/g, ' ').trim();
  return line.length <= QUOTE_LENGTH
    ? line
    : `${line.slice(0, QUOTE_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function side(gathered: Gathered, person: number, marks: Marks, at: number) {
  if (at < 0) return null;
  return {
    personId: gathered.people[person]?.id ?? '',
    annotationId: marks.annotations[at]?.id ?? null,
    codeId: codeOf(gathered, marks, at) ?? '',
  };
}

function quoteOf(marks: Marks, at: number): string {
  const annotation = marks.annotations[at];
  const start = marks.spans.starts[at];
  return shortened(annotation?.spans.find((span) => span.start === start)?.quote ?? '');
}

/** What two people marked that was held against each other: places among the marks of each; -1 where the other has none. */
interface Met {
  readonly document: number;
  readonly first: number;
  readonly second: number;
  readonly own: Marks;
  readonly theirs: Marks;
  readonly a: number;
  readonly b: number;
}

/**
 * All that two people marked, held against each other span by span: those of one code rather than others, then those that
 * share most. In the order of the documents.
 */
function* meetingSteps(
  gathered: Gathered,
  first: number,
  second: number,
  meet: (met: Met) => void,
): Generator<void, void> {
  for (const [document, row] of gathered.marks.entries()) {
    const [own, theirs] = [row[first], row[second]];
    if (!own || !theirs) continue;
    for (const pair of yield* matchSteps(own.spans, theirs.spans, 'type')) {
      meet({ document, first, second, own, theirs, a: pair.first, b: pair.second });
    }
    yield;
  }
}

function* allMeetingSteps(gathered: Gathered, meet: (met: Met) => void): Generator<void, void> {
  const people = gathered.people.length;
  for (let first = 0; first < people; first += 1) {
    for (let second = first + 1; second < people; second += 1) {
      yield* meetingSteps(gathered, first, second, meet);
    }
  }
}

function codeOf(gathered: Gathered, marks: Marks, at: number): string | null {
  return at < 0 ? null : (gathered.codes[marks.spans.categories[at] as number]?.id ?? '');
}

function passageOf(
  gathered: Gathered,
  { document, first, second, own, theirs, a, b }: Met,
): AgreementPassage {
  const [shown, at] = a >= 0 ? [own, a] : [theirs, b];
  return {
    documentId: gathered.documents[document]?.id ?? '',
    start: shown.spans.starts[at] as number,
    end: shown.spans.ends[at] as number,
    quote: quoteOf(shown, at),
    first: side(gathered, first, own, a),
    second: side(gathered, second, theirs, b),
    same:
      a >= 0 &&
      b >= 0 &&
      own.spans.starts[a] === theirs.spans.starts[b] &&
      own.spans.ends[a] === theirs.spans.ends[b] &&
      own.spans.categories[a] === theirs.spans.categories[b],
  };
}

function* confusionSteps(gathered: Gathered): Generator<void, readonly ConfusionCell[]> {
  const cells = new Map<string, { first: string | null; second: string | null; count: number }>();
  yield* allMeetingSteps(gathered, ({ own, theirs, a, b }) => {
    const [first, second] = [codeOf(gathered, own, a), codeOf(gathered, theirs, b)];
    const key = `${first} ${second}`;
    const cell = cells.get(key);
    if (cell) cell.count += 1;
    else cells.set(key, { first, second, count: 1 });
  });
  return [...cells.values()];
}

/**
 * How often each code met each other, and nothing.
 *
 * @throws GlossatorError cancelled
 */
export function confusionOf(gathered: Gathered, watch: Watch): Promise<readonly ConfusionCell[]> {
  return walked(confusionSteps(gathered), watch, () => undefined);
}

function* chosenSteps(gathered: Gathered, choice: PassageChoice): Generator<void, AgreementPassage[]> {
  const found: AgreementPassage[] = [];
  if (choice.kind === 'pair') {
    const place = (id: string) => gathered.people.findIndex((person) => person.id === id);
    yield* meetingSteps(gathered, place(choice.first), place(choice.second), (met) => {
      found.push(passageOf(gathered, met));
    });
    return found;
  }
  const fits = ({ document, own, theirs, a, b }: Met): boolean => {
    const [first, second] = [codeOf(gathered, own, a), codeOf(gathered, theirs, b)];
    switch (choice.kind) {
      case 'code':
        return first === choice.codeId || second === choice.codeId;
      case 'document':
        return gathered.documents[document]?.id === choice.documentId;
      case 'confusion':
        return first === choice.first && second === choice.second;
    }
  };
  yield* allMeetingSteps(gathered, (met) => {
    if (fits(met)) found.push(passageOf(gathered, met));
  });
  return found;
}

interface PassagesBehind {
  readonly passages: readonly AgreementPassage[];
  readonly total: number;
  readonly differing: number;
}

function* behindSteps(
  gathered: Gathered,
  choice: PassageChoice,
  limit: number,
): Generator<void, PassagesBehind> {
  const places = new Map(gathered.documents.map(({ id }, place) => [id, place]));
  const all = yield* sortedSteps(
    yield* chosenSteps(gathered, choice),
    (a, b) =>
      Number(a.same) - Number(b.same) ||
      (places.get(a.documentId) ?? 0) - (places.get(b.documentId) ?? 0) ||
      a.start - b.start ||
      a.end - b.end,
  );
  return {
    passages: all.slice(0, limit),
    total: all.length,
    differing: all.filter(({ same }) => !same).length,
  };
}

/**
 * The passages behind a figure: those on which two differ, then those on which they agree; in the order of the texts.
 *
 * @throws GlossatorError cancelled
 */
export function passagesBehind(
  gathered: Gathered,
  choice: PassageChoice,
  limit: number,
  watch: Watch = {},
): Promise<PassagesBehind> {
  return walked(behindSteps(gathered, choice, limit), watch, () => undefined);
}
