import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ForeignWriter } from '../foreign/format.ts';
import { onGraphemes, wellFormed } from '../foreign/testing/adapted.ts';
import { contentOf } from '../foreign/testing/content.ts';
import { HAS_INTEROP, interopPath } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { documentsIn, itemsOf, problemsIn } from '../foreign/testing/reading.ts';
import { writtenBy } from '../foreign/testing/round-trip.ts';
import { setOf } from '../foreign/testing/taking.ts';
import type { Bundle, ForeignReader } from '../foreign/types.ts';
import { arbitrarySet } from '../testing/arbitrary-set.ts';
import { casJsonReader, xmiReader } from './read.ts';
import { casJsonWriter, xmiWriter } from './write.ts';

async function comesBack(reader: ForeignReader, writer: ForeignWriter, from: Bundle): Promise<void> {
  const first = await setOf(reader, from);
  const written = await writtenBy(writer, first.set);
  const second = await setOf(reader, written.bundle);
  expect(contentOf(second.set)).toEqual(contentOf(first.set));
}

const structure = (id: number, type: string, begin: number, end: number, more: object = {}) => ({
  '%ID': id,
  '%TYPE': type,
  '@sofa': 1,
  begin,
  end,
  ...more,
});

describe('UIMA CAS', () => {
  it('JSON counts in UTF-16: emoji shift nothing; relations, links with roles and arrays lead where they should', async () => {
    const cas = {
      '%TYPES': {},
      '%FEATURE_STRUCTURES': [
        structure(2, 'webanno.custom.Person', 9, 12, { value: 'Queen', rank: 'second' }),
        structure(3, 'webanno.custom.Person', 16, 18),
        structure(4, 'webanno.custom.Knows', 16, 18, { '@source': 2, '@target': 3, kind: 'well' }),
        structure(5, 'webanno.custom.Meeting', 0, 18, { '@who': 6 }),
        { '%ID': 6, '%TYPE': 'uima.cas.FSArray', '%ELEMENTS': [7] },
        { '%ID': 7, '%TYPE': 'webanno.custom.MeetingWhoLink', role: 'guest', '@target': 3 },
        {
          '%ID': 1,
          '%TYPE': 'uima.cas.Sofa',
          sofaNum: 1,
          sofaID: '_InitialView',
          sofaString: '👩‍👩‍👧 Ana 😀 Bo',
        },
      ],
    };
    const bundle = bundleOf({ 'a.json': JSON.stringify(cas) });
    expect(await casJsonReader.recognise(bundle)).toBeGreaterThan(0.9);
    const items = await itemsOf(casJsonReader, bundle);
    expect(problemsIn(items)).toEqual([]);
    const [document] = documentsIn(items);
    const text = document?.structured.text ?? '';
    expect(
      document?.annotations.map(({ code, ranges: [at] }) => [code.join('/'), text.slice(at?.start, at?.end)]),
    ).toEqual([
      ['Person/Queen', 'Ana'],
      ['Person', 'Bo'],
      ['Meeting', text],
    ]);
    expect(document?.relations.map(({ code, from, to }) => [code.join('/'), from, to])).toEqual([
      ['Knows', '2', '3'],
      ['Meeting:who/guest', '5', '3'],
    ]);
    await comesBack(casJsonReader, casJsonWriter, bundle);
  });

  it('XMI refuses broken XML with its line, and entities', async () => {
    const head =
      '<?xml version="1.0"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore">\n';
    const broken = itemsOf(xmiReader, bundleOf({ 'a.xmi': `${head}<cas:Sofa` }));
    await expect(broken).rejects.toMatchObject({ code: 'file-damaged', place: { line: 3 } });
    const expanding = itemsOf(
      xmiReader,
      bundleOf({
        'a.xmi': `<!DOCTYPE x [<!ENTITY e "eee">]>${head.slice(22)}<cas:Sofa sofaString="&e;"/></xmi:XMI>`,
      }),
    );
    await expect(expanding).rejects.toMatchObject({ code: 'file-damaged' });
  });

  it.each([
    ['XMI', xmiReader, xmiWriter],
    ['JSON', casJsonReader, casJsonWriter],
  ] as const)('%s gives back places, codes and notes of generated sets', async (_, reader, writer) => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (generated) => {
        // XML has no control characters.
        const sound = onGraphemes(wellFormed(generated));
        const set = { ...sound, annotations: sound.annotations.filter(({ spans }) => spans.length === 1) };
        const { bundle } = await writtenBy(writer, set);
        const back = await setOf(reader, bundle);
        const places = (annotations: typeof set.annotations) =>
          annotations.map(({ spans }) => JSON.stringify([spans[0]?.start, spans[0]?.end])).sort();
        expect(places(back.set.annotations as typeof set.annotations)).toEqual(places(set.annotations));
      }),
      { numRuns: 30 },
    );
  });
});

describe.skipIf(!HAS_INTEROP)('UIMA samples of other programs', () => {
  const under = (root: string, ending: string): readonly string[] =>
    HAS_INTEROP
      ? readdirSync(interopPath(root), { recursive: true, encoding: 'utf8' })
          .filter((each) => each.endsWith(ending))
          .map((each) => path.posix.join(root, each))
      : [];

  it.each([...under('uima_xmi', '.xmi'), ...under('uima_json', '.xmi'), ...under('webanno_tsv', '.xmi')])(
    '%s is read, or says why not, and comes back',
    async (file) => {
      const bundle = bundleAtPath(interopPath(...file.split('/')));
      expect(await xmiReader.recognise(bundle)).toBeGreaterThan(0.9);
      const items = await itemsOf(xmiReader, bundle);
      if (documentsIn(items).length === 0) expect(problemsIn(items)).toMatchObject([{ code: 'file-empty' }]);
      else await comesBack(xmiReader, xmiWriter, bundle);
    },
  );

  it.each(under('uima_json', '.json'))('%s is read, or says why not, and comes back', async (file) => {
    const bundle = bundleAtPath(interopPath(...file.split('/')));
    const items = await itemsOf(casJsonReader, bundle);
    if (documentsIn(items).length === 0) expect(problemsIn(items)).toMatchObject([{ code: 'file-empty' }]);
    else await comesBack(casJsonReader, casJsonWriter, bundle);
  });
});
