import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnnotatedSet, arbitrarySet } from '../testing/arbitrary-set.ts';
import { codecs } from './codecs.ts';
import { inXml, onGraphemes } from './testing/adapted.ts';
import { withCrlf } from './testing/line-ends.ts';
import { writtenBy } from './testing/round-trip.ts';
import { setOf } from './testing/taking.ts';
import { worded } from './testing/worded.ts';

/** Formats that carry a text as it is; those of tokens and of lines have line ends of their own. */
const WITH_TEXTS: readonly (readonly [format: string, reader: string])[] = [
  'brat',
  'cas-xmi',
  'cas-json',
  'w3c',
  'hypothesis',
  'label-studio',
  'doccano',
  'spacy-json',
  'spacy',
  'hugging-face',
  'gate',
  'gate-bdoc',
  'bioc',
  'bioc-json',
  'pubannotation',
  'prodigy',
  'argilla',
  'refi-qda',
].map((format) => [format, format.replace(/^(gate|bioc)-.*/, '$1')] as const);

function places({ documents, annotations }: AnnotatedSet): readonly string[] {
  const texts = new Map(documents.map(({ record, structured }) => [record.id, structured.text]));
  return annotations
    .map(({ documentId, spans }) =>
      JSON.stringify([texts.get(documentId), spans.map(({ start, end, quote }) => [start, end, quote])]),
    )
    .sort();
}

describe('texts with CRLF', () => {
  it.each(WITH_TEXTS)('are kept with line feeds, each annotation at its place: %s', async (format, read) => {
    const reader = codecs.find((codec) => codec.about.format === read)?.reader;
    const writer = codecs.find((codec) => codec.about.format === format)?.writer;
    if (!writer || !reader) throw new Error(`no ${format}`);
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (drawn) => {
        const set = onGraphemes(worded(inXml(drawn)));
        const { bundle } = await writtenBy(writer, withCrlf(set));
        const back = await setOf(reader, bundle);
        expect(back.problems).toEqual([]);
        expect(places(back.set)).toEqual(places(set));
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
