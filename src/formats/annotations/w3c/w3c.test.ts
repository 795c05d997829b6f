import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FileText } from '../foreign/canonical.ts';
import { HAS_INTEROP, interopPath, samples } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned } from '../foreign/testing/round-trip.ts';
import type { QuotedText } from '../foreign/types.ts';
import { w3cReader } from './read.ts';
import { locate, quoteMatches } from './selectors.ts';
import { w3cWriter } from './write.ts';

const COMPARED = {
  persons: true,
  features: true,
  times: true,
  documentCodes: true,
  documentCodePersons: true,
  relations: true,
  relationFeatures: true,
};
const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

const on = (selector: unknown, more: object = {}) => ({
  '@context': CONTEXT,
  id: 'http://example.org/a1',
  type: 'Annotation',
  motivation: 'tagging',
  body: [{ type: 'TextualBody', value: 'tag', purpose: 'tagging' }],
  target: { source: 'https://example.org/texts/a.txt', selector },
  ...more,
});

describe.runIf(HAS_INTEROP)('samples of the W3C', () => {
  it.each(samples('webannotation/w3c-samples-correct/'))('$file is valid', async ({ file }) => {
    const bundle = bundleAtPath(interopPath(file));
    expect(await w3cReader.recognise(bundle)).toBe(0.95);
    const { documents, problems } = await readAll(w3cReader, bundle);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    // None of their texts lies beside them, which is said.
    expect(documents).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });

  it.each(samples('webannotation/w3c-samples-incorrect/'))('$file is not', async ({ file }) => {
    const bundle = bundleAtPath(interopPath(file));
    const faults = await readAll(w3cReader, bundle).then(
      ({ problems }) => problems.map(({ error }) => error),
      (thrown: unknown) => [thrown],
    );
    expect(faults[0]).toMatchObject({
      code: 'record-malformed',
      place: { path: bundle.name, line: expect.any(Number) },
    });
  });

  it('finds quotations as others do', () => {
    const cases = JSON.parse(
      readFileSync(interopPath('webannotation/apache-annotator-text-quote-cases.json'), 'utf8'),
    ) as readonly { html: string; selector: QuotedText; expected_ranges: readonly unknown[] }[];
    const counts = cases.map(
      ({ html, selector }) => quoteMatches(html.replace(/<[^>]*>/g, ''), selector).length,
    );
    expect(counts).toEqual(cases.map(({ expected_ranges }) => expected_ranges.length));
  });

  it('counts positions in code points', () => {
    const cases = JSON.parse(
      readFileSync(interopPath('webannotation/apache-annotator-text-position-cases.json'), 'utf8'),
    ) as readonly {
      name: string;
      html: string;
      selector: unknown;
      expected_ranges_utf16: readonly (readonly [string, number, string, number])[];
    }[];
    const simple = cases.filter(
      ({ html, expected_ranges_utf16 }) => /^<b>[^<]*<\/b>$/.test(html) && expected_ranges_utf16.length === 1,
    );
    expect(simple.length).toBeGreaterThan(2);
    for (const { html, selector, expected_ranges_utf16 } of simple) {
      const [, start, , end] = expected_ranges_utf16[0] ?? ['', 0, '', 0];
      expect(locate(selector, new FileText(html.replace(/<[^>]*>/g, '')), 'codePoint')?.range).toEqual({
        start,
        end,
      });
    }
  });
});

describe('Web annotations', () => {
  const text = 'Ann 😀 met Ben.\r\nBen met Ann.';
  const read = (annotation: object) =>
    readAll(w3cReader, bundleOf({ 'a.txt': text, 'a.jsonld': JSON.stringify(annotation) }));
  const quoted = async (selector: unknown) => {
    const { documents, problems } = await read(on(selector));
    const [document] = documents;
    return (
      document?.annotations[0]?.ranges.map(({ start, end }) => document.structured.text.slice(start, end)) ??
      problems[0]?.error.code
    );
  };

  it('resolves positions, quotations, fragments and ranges', async () => {
    expect(await quoted({ type: 'TextPositionSelector', start: 10, end: 13 })).toEqual(['Ben']);
    expect(await quoted({ type: 'TextPositionSelector', start: 16, end: 19 })).toEqual(['Ben']);
    expect(
      await quoted({
        type: 'FragmentSelector',
        conformsTo: 'http://tools.ietf.org/rfc/rfc5147',
        value: 'char=6,9',
      }),
    ).toEqual(['met']);
    expect(await quoted({ type: 'TextQuoteSelector', exact: 'met', prefix: 'Ben ' })).toEqual(['met']);
    expect(await quoted({ type: 'TextQuoteSelector', exact: 'met' })).toBe('quotation-mismatch');
    expect(
      await quoted({
        type: 'RangeSelector',
        startSelector: { type: 'TextQuoteSelector', exact: '😀' },
        endSelector: { type: 'TextPositionSelector', start: 10, end: 13 },
      }),
    ).toEqual(['😀 met ']);
    expect(await quoted({ type: 'XPathSelector', value: '/p' })).toBe('quotation-mismatch');
  });

  it('places by the quotation what stands elsewhere, and says so', async () => {
    const { documents, problems } = await read(
      on([
        { type: 'TextPositionSelector', start: 0, end: 3 },
        { type: 'TextQuoteSelector', exact: 'Ben', suffix: ' met' },
      ]),
    );
    expect(documents[0]?.annotations[0]?.ranges).toEqual([{ start: 16, end: 19 }]);
    expect(problems.map(({ severity }) => severity)).toEqual(['warning']);
  });

  it('reports ids given twice, and replies and links to what is not there', async () => {
    const selector = { type: 'TextPositionSelector', start: 0, end: 3 };
    const { documents, problems } = await read([
      on(selector),
      on(selector),
      on(undefined, { id: 'urn:x', motivation: 'linking', body: 'urn:y', target: 'http://example.org/a1' }),
    ]);
    expect(documents[0]?.annotations.length).toBe(1);
    expect(problems.map(({ error }) => error.message)).toEqual([
      'The id http://example.org/a1 is given twice.',
      'Not taken over: 1 links and replies to annotations that are not there.',
    ]);
  });

  it('writes what is read again, and what is valid', async () => {
    const composite = on(undefined, {
      creator: { type: 'Person', name: 'Ann' },
      created: '2024-01-01T00:00:00Z',
      body: [
        { type: 'TextualBody', value: 'A / B', purpose: 'tagging' },
        { type: 'TextualBody', value: 'why?', purpose: 'commenting' },
      ],
      target: {
        type: 'Composite',
        items: [
          { source: 'a.txt', selector: { type: 'TextPositionSelector', start: 0, end: 3 } },
          { source: 'a.txt', selector: { type: 'TextPositionSelector', start: 6, end: 9 } },
        ],
      },
    });
    const { documents } = await read(composite);
    expect(documents[0]?.annotations[0]).toMatchObject({
      code: ['A', 'B'],
      note: 'why?',
      person: 'Ann',
      ranges: [
        { start: 0, end: 3 },
        { start: 7, end: 10 },
      ],
    });
    await expectReadAgain(w3cReader, w3cWriter, documents, COMPARED);
  });

  it('returns what it wrote', () => expectSetsReturned(w3cReader, w3cWriter, COMPARED), 120_000);
});
