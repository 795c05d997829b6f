import type { AgreementPassage, ConfusionCell, PassageChoice } from '../../contract/procedures/agreement.ts';
import { matchSpans } from '../../core/agreement/span-match.ts';
import type { Gathered, Marks } from './gathered.ts';

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
    codeId: gathered.codes[marks.spans.categories[at] as number]?.id ?? '',
  };
}

function quoteOf(marks: Marks, at: number): string {
  const annotation = marks.annotations[at];
  const start = marks.spans.starts[at];
  return shortened(annotation?.spans.find((span) => span.start === start)?.quote ?? '');
}

/**
 * All that two people marked, held against each other span by span: those of one code rather than others, then those that
 * share most. In the order of the documents.
 */
function* passagesOfPair(gathered: Gathered, first: number, second: number): Generator<AgreementPassage> {
  for (const [document, row] of gathered.marks.entries()) {
    const [own, theirs] = [row[first], row[second]];
    if (!own || !theirs) continue;
    const documentId = gathered.documents[document]?.id ?? '';
    for (const { first: a, second: b } of matchSpans(own.spans, theirs.spans, 'type')) {
      const [shown, at] = a >= 0 ? [own, a] : [theirs, b];
      const ends = a >= 0 && b >= 0;
      yield {
        documentId,
        start: shown.spans.starts[at] as number,
        end: shown.spans.ends[at] as number,
        quote: quoteOf(shown, at),
        first: side(gathered, first, own, a),
        second: side(gathered, second, theirs, b),
        same:
          ends &&
          own.spans.starts[a] === theirs.spans.starts[b] &&
          own.spans.ends[a] === theirs.spans.ends[b] &&
          own.spans.categories[a] === theirs.spans.categories[b],
      };
    }
  }
}

function* allPassages(gathered: Gathered): Generator<AgreementPassage> {
  const people = gathered.people.length;
  for (let first = 0; first < people; first += 1) {
    for (let second = first + 1; second < people; second += 1) yield* passagesOfPair(gathered, first, second);
  }
}

/** How often each code met each other, and nothing. */
export function confusionOf(gathered: Gathered): readonly ConfusionCell[] {
  const cells = new Map<string, { first: string | null; second: string | null; count: number }>();
  for (const { first, second } of allPassages(gathered)) {
    const [a, b] = [first?.codeId ?? null, second?.codeId ?? null];
    const key = `${a} ${b}`;
    const cell = cells.get(key);
    if (cell) cell.count += 1;
    else cells.set(key, { first: a, second: b, count: 1 });
  }
  return [...cells.values()];
}

function chosen(gathered: Gathered, choice: PassageChoice): AgreementPassage[] {
  if (choice.kind === 'pair') {
    const place = (id: string) => gathered.people.findIndex((person) => person.id === id);
    return [...passagesOfPair(gathered, place(choice.first), place(choice.second))];
  }
  const fits = ({ documentId, first, second }: AgreementPassage): boolean => {
    switch (choice.kind) {
      case 'code':
        return first?.codeId === choice.codeId || second?.codeId === choice.codeId;
      case 'document':
        return documentId === choice.documentId;
      case 'confusion':
        return (first?.codeId ?? null) === choice.first && (second?.codeId ?? null) === choice.second;
    }
  };
  const found: AgreementPassage[] = [];
  for (const passage of allPassages(gathered)) if (fits(passage)) found.push(passage);
  return found;
}

/** The passages behind a figure: those on which two differ, then those on which they agree; in the order of the texts. */
export function passagesBehind(
  gathered: Gathered,
  choice: PassageChoice,
  limit: number,
): { readonly passages: readonly AgreementPassage[]; readonly total: number; readonly differing: number } {
  const places = new Map(gathered.documents.map(({ id }, place) => [id, place]));
  const all = chosen(gathered, choice).sort(
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
