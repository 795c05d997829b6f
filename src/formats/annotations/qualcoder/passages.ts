import type { TextRange } from '../../../core/text/structure.ts';
import { integerIn, type Row, textIn, timeIn } from '../foreign/database.ts';
import type { Unheld } from '../foreign/problem.ts';
import { type Counting, placesOf } from '../foreign/quoted-positions.ts';
import type { ForeignAnnotation } from '../foreign/types.ts';
import { CONVENTIONS, type SourceText } from '../refi-qda/positions.ts';
import { UNCODED } from '../refi-qda/selections.ts';
import type { CasePassage } from './cases.ts';

/** What passages that belong to a case are kept under. */
const CASE = 'Case';

/**
 * How QualCoder counts, the likeliest first: what it finds by itself (automatic coding) in code points, as Python does; what is
 * selected on the screen in UTF-16, as Qt does; both in texts whose line ends the screen has made one.
 */
const QUALCODER = CONVENTIONS.filter(({ end }) => end === 'exclusive');

interface Stated {
  readonly range: TextRange;
  readonly quote: string;
  readonly made: Omit<ForeignAnnotation, 'ranges' | 'quotes'>;
}

function rangeOf(row: Row): TextRange {
  return { start: integerIn(row, 'pos0') ?? -1, end: integerIn(row, 'pos1') ?? -1 };
}

function by(row: Row): Pick<ForeignAnnotation, 'person' | 'createdAt' | 'note'> {
  const [person, createdAt, note] = [textIn(row, 'owner'), timeIn(row, 'date'), textIn(row, 'memo')];
  return {
    ...(person.trim() === '' ? {} : { person }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(note.trim() === '' ? {} : { note }),
  };
}

/** The codings, annotations and partial cases of one source, at their places in its text. */
export function annotationsOf(
  text: SourceText,
  rows: {
    readonly codings: readonly Row[];
    readonly annotations: readonly Row[];
    readonly cases: readonly CasePassage[];
  },
  paths: ReadonlyMap<number, readonly string[]>,
  unheld: Unheld,
): readonly ForeignAnnotation[] {
  const stated: Stated[] = [];
  for (const row of rows.codings) {
    const code = paths.get(integerIn(row, 'cid') ?? -1);
    if (!code) {
      unheld.add('codings with a code that the codebook does not have');
      continue;
    }
    const range = rangeOf(row);
    const id = integerIn(row, 'ctid');
    const key = id === null ? `${integerIn(row, 'cid')} ${range.start}-${range.end}` : `coding ${id}`;
    const attributes = integerIn(row, 'important') === 1 ? { attributes: { important: true } } : {};
    stated.push({ range, quote: textIn(row, 'seltext'), made: { key, code, ...by(row), ...attributes } });
  }
  for (const row of rows.annotations) {
    const key = `annotation ${integerIn(row, 'anid') ?? `${textIn(row, 'pos0')}-${textIn(row, 'pos1')}`}`;
    stated.push({ range: rangeOf(row), quote: '', made: { key, code: [UNCODED], ...by(row) } });
  }
  for (const { key, name, person, range } of rows.cases) {
    const made = { key, code: [CASE, name], ...(person === '' ? {} : { person }) };
    stated.push({ range, quote: '', made });
  }
  const { text: canonical } = text.file;
  const plain = !/[\r\ud800-\udfff]/.test(text.raw);
  const countings = (plain ? QUALCODER.slice(0, 1) : QUALCODER).map(
    (convention): Counting =>
      (range) =>
        text.range(range, convention),
  );
  const places = placesOf(stated, countings, ({ start, end }) => canonical.slice(Math.max(start, 0), end));
  return stated.map(({ made, quote }, at): ForeignAnnotation => {
    const { range, fits } = places[at] as (typeof places)[number];
    return { ...made, ranges: [range], ...(fits ? {} : { quotes: [quote.replaceAll('\u2029', '\n')] }) };
  });
}
