import { describe, it } from 'vitest';
import { codecs } from './codecs.ts';
import { inXml, onGraphemes } from './testing/adapted.ts';
import type { Compared } from './testing/compared.ts';
import { expectSetsReturned } from './testing/round-trip.ts';
import { linked, sharpened, worded } from './testing/worded.ts';
import type { ForeignValue } from './types.ts';

/** Values as formats hold them whose features are words. */
function words(value: ForeignValue): string {
  return typeof value === 'object' ? value.join('; ') : String(value);
}

/** brat's attributes are on one line, and “no” is not said there. */
function bratWords(value: ForeignValue): ForeignValue | undefined {
  if (typeof value === 'boolean') return value || undefined;
  const line = words(value).replace(/[\r\n\t\u0085\u2028\u2029]/gu, ' ');
  return line.trim() || undefined;
}

const IN_WORDS: Compared = { relations: true, features: true, held: words };

describe('generated sets with relations', () => {
  it.each<readonly [format: string, reader: string, compared: Compared]>([
    ['brat', 'brat', { relations: true, held: bratWords }],
    ['webanno-tsv', 'webanno-tsv', IN_WORDS],
    ['cas-xmi', 'cas-xmi', IN_WORDS],
    ['cas-json', 'cas-json', IN_WORDS],
    ['tei', 'tei', { relations: true, features: true, held: (value) => value }],
    ['bioc', 'bioc', IN_WORDS],
    ['bioc-json', 'bioc', IN_WORDS],
  ])(
    'come back from %s: texts, places, codes, values of attributes and what connects them',
    async (format, read, compared) => {
      const reader = codecs.find((codec) => codec.about.format === read)?.reader;
      const writer = codecs.find((codec) => codec.about.format === format)?.writer;
      if (!writer || !reader) throw new Error(`no ${format}`);
      await expectSetsReturned(
        reader,
        writer,
        compared,
        (set) => onGraphemes(worded(linked(inXml(sharpened(set))))),
        15,
      );
    },
    120_000,
  );
});
