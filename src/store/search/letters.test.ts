import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextQuery } from '../../core/query/text-query.ts';
import { StructuredTextBuilder } from '../../core/text/blocks.ts';
import { putDocument, Scratch } from '../testing/scratch.ts';
import { TextSearch } from './text-search.ts';

/*
 * A literal is read for only where words stand that have its letters. It is found in the same places as by whoever reads all.
 */

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

const alive = () => true;
/** Three of these are longer than a chunk. */
const FILLING = 'and nothing else was said that day, '.repeat(200);

const needle = fc.constantFrom(
  ...[
    'envoy',
    'ENVOYS',
    'con\u200bvoy',
    'en\u00advoy',
    'voy\u0301',
    'ſure',
    '\u212aelvin',
    'Envoy’s',
    'é-voyage',
  ],
);
const paragraph = fc
  .tuple(fc.nat(3), fc.option(needle, { nil: '' }), fc.nat(3))
  .map(([before, word, after]) => `${FILLING.repeat(before)} ${word} ${FILLING.repeat(after)}.`);
const literal = fc.constantFrom(
  'envoy',
  'nvo',
  'voy',
  'sure',
  'kelvin',
  'k',
  "envoy's",
  'day, ENVOY',
  'é-voy',
  'xyz',
);

describe('a literal in an index of words', () => {
  it.each([5_000, 1_000_000])(
    'is found wherever it stands (shards of %i)',
    { timeout: 120_000 },
    (shardLength) => {
      const indexed = new TextSearch({
        projectPath: scratch.path,
        indexPath: `${scratch.path}-words`,
        shardLength,
      });
      const reading = new TextSearch({ projectPath: scratch.path, indexPath: null });
      const tally = (search: TextSearch, query: TextQuery) =>
        search.slices({}).flatMap((slice) => search.scan(query, slice, 100, alive).passages);
      try {
        fc.assert(
          fc.property(
            fc.array(paragraph, { minLength: 1, maxLength: 6 }),
            fc.array(literal, { minLength: 1, maxLength: 3 }),
            fc.boolean(),
            (paragraphs, literals, whole) => {
              const builder = new StructuredTextBuilder();
              for (const text of paragraphs) builder.block({ kind: 'paragraph' }, text);
              scratch.act((tx) => putDocument(tx, 'One', builder.finish()));
              indexed.indexMore(whole ? 10_000_000 : 20_000);
              for (const query of literals) {
                const asked = { kind: 'text', query, caseSensitive: false, wholeWord: false } as const;
                const options = { order: 'text', after: null, limit: 100 } as const;
                const found = reading.find(asked, options, alive);
                expect(indexed.find(asked, options, alive)).toEqual(found);
                expect(tally(indexed, asked)).toEqual(tally(reading, asked));
              }
            },
          ),
          { numRuns: 40 },
        );
      } finally {
        indexed.close();
        reading.close();
      }
    },
  );
});
