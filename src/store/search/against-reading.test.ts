import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileTextQuery } from '../../core/query/compile.ts';
import { PASSAGE_MAX_LENGTH } from '../../core/query/passages.ts';
import type { TextQuery } from '../../core/query/text-query.ts';
import { StructuredTextBuilder } from '../../core/text/blocks.ts';
import type { StructuredText, TextRange } from '../../core/text/structure.ts';
import { putDocument, Scratch } from '../testing/scratch.ts';
import { TextSearch } from './text-search.ts';

/*
 * What search finds is what one finds who reads every passage of every document with the same matcher: with the index, without it, half
 * made, page by page and slice by slice.
 */

let scratch: Scratch;
let search: TextSearch;
beforeEach(() => {
  scratch = new Scratch();
  search = new TextSearch({ projectPath: scratch.path, indexPath: `${scratch.path}-words` });
});
afterEach(() => {
  search.close();
  scratch.remove();
});

const alive = () => true;

const word = fc.constantFrom(
  ...[
    'minister',
    'Minister',
    'ministère',
    'Straße',
    'STRASSE',
    'ﬁnance',
    'co\u00adoperate',
    'don’t',
    'e\u0301tude',
  ],
  ...['Лукашенко', 'мой', 'мои', 'МО\u0418\u0306', 'сло\u0301во', 'Ёлка', 'елка', 'ὈΔΟΣ', 'ὁδός', 'İstanbul'],
  ...[
    '漢字',
    '字漢',
    'かな',
    'か\u3099',
    'が',
    'コーヒー',
    'ภาษาไทย',
    '한국어',
    'हिन्दी',
    'שָׁלוֹם',
    'שלום',
    'اَلسَّلام',
  ],
  ...['😀', '👩‍👩‍👧', '€', '5', '1️⃣', '\ud800', 'a\u0301\u0302', '\u0301', 'می‌خواهم'],
);
const gap = fc.constantFrom(' ', ' ', ' ', ', ', '-', '\n', '');
const paragraph = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.map(([one, after]) => one + after).join(''))
  .filter((text) => text.trim() !== '');
const overlong = fc
  .tuple(paragraph, fc.integer({ min: 9_000, max: 2 * PASSAGE_MAX_LENGTH }), paragraph)
  .map(([text, length, end]) => `${text.repeat(Math.ceil(length / text.length))} ${end}`);

const structured: fc.Arbitrary<StructuredText> = fc
  .array(fc.oneof({ weight: 30, arbitrary: paragraph }, { weight: 1, arbitrary: overlong }), { maxLength: 8 })
  .map((paragraphs) => {
    const builder = new StructuredTextBuilder();
    for (const [at, text] of paragraphs.entries()) {
      if (at % 3 === 2) builder.block({ kind: 'rule' }, '');
      builder.block({ kind: 'paragraph' }, text);
    }
    return builder.finish();
  });

const term = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 2, arbitrary: fc.tuple(word, word).map(([a, b]) => `"${a} ${b}"`) },
  { weight: 1, arbitrary: fc.tuple(word, fc.nat(4)).map(([one, to]) => `${one.slice(0, to + 1)}*`) },
  { weight: 1, arbitrary: fc.tuple(word, word).map(([a, b]) => `(${a} OR ${b})`) },
);
const query: fc.Arbitrary<TextQuery> = fc
  .oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('words' as const),
        query: fc
          .tuple(term, fc.option(fc.tuple(fc.constantFrom(' ', ' -', ' | '), term), { nil: undefined }))
          .map(([one, more]) => one + (more ? more.join('') : '')),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('text' as const), query: word }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('pattern' as const),
        query: fc.constantFrom(
          'm\\w+',
          '^\\S+',
          '[^x]+$',
          '\\p{Script=Han}+',
          'о|e',
          '(?<=и).',
          '.',
          '\\s*',
          '\\bmin',
        ),
      }),
    },
  )
  .chain((base) =>
    fc.record({
      kind: fc.constant(base.kind),
      query: fc.constant(base.query),
      caseSensitive: fc.boolean(),
      wholeWord: fc.boolean(),
    }),
  );

/** Blocks with those that continue them, put together anew. */
function passagesOf({ text, blocks }: StructuredText): TextRange[] {
  const found: TextRange[] = [];
  for (const { start, end, continues } of blocks) {
    const last = found.at(-1);
    if (continues && last?.end === start && end - last.start <= PASSAGE_MAX_LENGTH) {
      found[found.length - 1] = { start: last.start, end };
    } else if (text.slice(start, end) !== '') found.push({ start, end });
  }
  return found;
}

interface Known {
  readonly id: string;
  readonly text: StructuredText;
}

function read(documents: readonly Known[], asked: TextQuery) {
  const matcher = compileTextQuery(asked);
  return documents.flatMap(({ id, text }) =>
    passagesOf(text).flatMap(({ start, end }) => {
      const ranges = matcher.ranges(text.text.slice(start, end));
      return ranges.length > 0
        ? [{ documentId: id, start, end, ranges: ranges.map((at) => at + start) }]
        : [];
    }),
  );
}

function everyPage(asked: TextQuery, order: 'text' | 'relevance', limit: number) {
  const passages = [];
  for (let after: string | null = null; ; ) {
    const page = search.find(asked, { order, after, limit }, alive);
    passages.push(...page.passages);
    expect(page.passages.length).toBeLessThanOrEqual(limit);
    after = page.next;
    if (after === null) return passages;
  }
}

function understood(asked: TextQuery): boolean {
  try {
    compileTextQuery(asked);
    return true;
  } catch {
    return false;
  }
}

describe('what is found', () => {
  it.each([
    ['one shard', 64 * 1_048_576],
    ['many shards', 400],
  ])('is what stands in the passages, in an index of %s', { timeout: 120_000 }, (_, shardLength) => {
    search.close();
    search = new TextSearch({ projectPath: scratch.path, indexPath: `${scratch.path}-words`, shardLength });
    const known: Known[] = [];
    const add = (text: StructuredText, copies: number) => {
      const made = scratch.act((tx) =>
        Array.from({ length: copies }, (_, n) => putDocument(tx, `Document ${known.length} ${n}`, text)),
      );
      known.push(...made.map(({ id }) => ({ id, text })));
    };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(structured, fc.integer({ min: 1, max: 2 })), { maxLength: 2 }),
        fc.array(query.filter(understood), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 120_000 }),
        fc.integer({ min: 1, max: 9 }),
        (texts, queries, units, limit) => {
          for (const [text, copies] of texts) {
            // A text that is there already would be shared with documents that do not stand next to these.
            if (!known.some(({ text: other }) => other.text === text.text)) add(text, copies);
          }
          if (units > 0) search.indexMore(units);
          for (const asked of queries) {
            const expected = read(known, asked);
            const found = everyPage(asked, 'text', Math.max(limit, Math.ceil(expected.length / 5)));
            expect(found.map(({ snippet: _, ...passage }) => passage)).toEqual(expected);
            const ranked = everyPage(asked, 'relevance', Math.max(limit, Math.ceil(expected.length / 5)));
            const key = (passage: { documentId: string; start: number }) =>
              `${passage.documentId} ${passage.start}`;
            expect(ranked.map(key).sort()).toEqual(expected.map(key).sort());
            const counts = search.count(asked, {}, alive);
            expect(counts.passages).toBe(expected.length);
            for (const { documentId, passages } of counts.documents)
              expect(expected.filter((one) => one.documentId === documentId)).toHaveLength(passages);
            const scanned = search.slices({}).map((slice) => search.scan(asked, slice, 1_000_000, alive));
            expect(scanned.flatMap(({ passages }) => passages)).toEqual(found);
            for (const { start, end, snippet, ranges } of found) {
              expect(snippet.start).toBeGreaterThanOrEqual(start);
              expect(snippet.start + snippet.text.length).toBeLessThanOrEqual(end);
              expect(snippet.start).toBeLessThanOrEqual(ranges[0] ?? 0);
            }
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
