import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onGraphemes, wellFormed } from '../foreign/testing/adapted.ts';
import { contentOf } from '../foreign/testing/content.ts';
import { HAS_INTEROP, interopPath, samples } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { documentsIn, itemsOf, problemsIn } from '../foreign/testing/reading.ts';
import { writtenBy } from '../foreign/testing/round-trip.ts';
import { setOf } from '../foreign/testing/taking.ts';
import { arbitrarySet } from '../testing/arbitrary-set.ts';
import { tsvReader } from './read.ts';
import { parseRows } from './rows.ts';
import { tsvWriter } from './write.ts';

const tsv = (...lines: readonly string[]) =>
  bundleOf({ 'a.tsv': `#FORMAT=WebAnno TSV 3.3\n${lines.join('\n')}\n` });
const NE = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';

async function text(bundle: Awaited<ReturnType<typeof writtenBy>>['bundle']): Promise<string> {
  return Buffer.from((await bundle.files[0]?.bytes(1e9)) ?? []).toString('utf8');
}

async function comesBack(from: Parameters<typeof setOf>[1]): Promise<string> {
  const first = await setOf(tsvReader, from);
  const { bundle } = await writtenBy(tsvWriter, first.set);
  const second = await setOf(tsvReader, bundle);
  expect(contentOf(second.set)).toEqual(contentOf(first.set));
  return text(bundle);
}

describe('WebAnno TSV', () => {
  it('counts in UTF-16: emoji shift nothing', async () => {
    const bundle = tsv(
      `#T_SP=${NE}|value`,
      '',
      '',
      '#Text=👩‍👩‍👧 Ana 😀',
      '1-1\t0-8\t👩‍👩‍👧\t_\t',
      '1-2\t9-12\tAna\tPER\t',
      '1-3\t13-15\t😀\tMISC\t',
    );
    const [document] = documentsIn(await itemsOf(tsvReader, bundle));
    const { text: whole = '' } = document?.structured ?? {};
    expect(
      document?.annotations.map(({ code, ranges: [at] }) => [code, whole.slice(at?.start, at?.end)]),
    ).toEqual([
      [['NamedEntity', 'PER'], 'Ana'],
      [['NamedEntity', 'MISC'], '😀'],
    ]);
    expect(await comesBack(bundle)).toContain('1-2\t9-12\tAna\tPER\t');
  });

  it('keeps stacked annotations of several tokens, parts of tokens, relations between them, slots and chains', async () => {
    const bundle = tsv(
      '#T_SP=webanno.custom.Span|value',
      '#T_SP=webanno.custom.Host|ROLE_webanno.custom.Host:links_webanno.custom.HostLinksLink|webanno.custom.Span',
      '#T_CH=webanno.custom.Link|referenceRelation|referenceType',
      '#T_RL=webanno.custom.Rel|kind|value|BT_webanno.custom.Span',
      '',
      '',
      '#Text=This is it .',
      '1-1\t0-4\tThis\tA[1]|B[2]\ta;b\t1-2[1];1-3\tnext->1-1\tP[1]\t_\t_\t_\t',
      '1-2\t5-7\tis\tA[1]\t_\t_\t_\t_\tk\tv\t1-3\t',
      '1-3\t8-10\tit\tC\\|D\t_\t_\t*->1-2\t*[1]\t*\tw\t1-1[2_0]\t',
      '1-3.1\t8-9\ti\t*\t_\t_\t_\t_\t_\t_\t_\t',
      '1-4\t11-12\t.\t_\t_\t_\t_\t_\t_\t_\t_\t',
    );
    const items = await itemsOf(tsvReader, bundle);
    expect(problemsIn(items)).toEqual([]);
    const [document] = documentsIn(items);
    expect(
      document?.annotations.map(({ code, ranges }) => [code.join('/'), ranges[0]?.start, ranges[0]?.end]),
    ).toEqual([
      ['Span/A', 0, 7],
      ['Span/B', 0, 4],
      ['Host', 0, 4],
      ['Span/C|D', 8, 10],
      ['Span', 8, 9],
      ['Link/P', 0, 4],
      ['Link', 8, 10],
    ]);
    const code = (key: string) => document?.annotations.find((each) => each.key === key)?.code.join('/');
    expect(
      document?.relations.map(({ code: [...name], from, to }) => [name.join('/'), code(from), code(to)]),
    ).toEqual([
      ['Link chain/next', 'Link/P', 'Link'],
      ['Host:links/a', 'Host', 'Span/A'],
      ['Host:links/b', 'Host', 'Span/C|D'],
      ['Rel/v', 'Span/C|D', 'Span/A'],
      ['Rel/w', 'Span/B', 'Span/C|D'],
    ]);
    await comesBack(bundle);
  });

  it('reads version 2, whose spans are B- and I-', async () => {
    const content = ` # ${NE} | value # webanno.custom.Rel | kind | AttachTo=${NE}\n#id=1\n#text=Ana B. met Bo\n1-1\tAna\tB-PER\t_\t_\t\n1-2\tB.\tI-PER\t_\t_\t\n1-3\tmet\tO\t_\t_\t\n1-4\tBo\tB-PER\tfriend\t1-1\t\n`;
    const [document] = documentsIn(await itemsOf(tsvReader, bundleOf({ 'a.tsv': content })));
    expect(document?.structured.text).toBe('Ana B. met Bo');
    expect(document?.annotations.map(({ code, ranges }) => [code.at(-1), ranges[0]])).toEqual([
      ['PER', { start: 0, end: 6 }],
      ['PER', { start: 11, end: 13 }],
    ]);
    expect(document?.relations).toMatchObject([{ code: ['Rel'], attributes: { kind: 'friend' } }]);
  });

  it('tells rows that are none, cells that are missing and places that are not there, and reads on', async () => {
    const bundle = tsv(
      `#T_SP=${NE}|value`,
      `#T_RL=webanno.custom.Rel|BT_${NE}`,
      '',
      '#Text=one two six',
      '1-1\t0-3\tone\tPER\t_\t_\t',
      'nonsense',
      '1-2\t4-7\ttwo',
      '1-3\t8-11\tsix\tPER\t*\t1-9\t',
    );
    const items = await itemsOf(tsvReader, bundle);
    expect(problemsIn(items).map(({ code, place }) => [code, place?.line])).toEqual([
      ['record-malformed', 7],
      ['record-malformed', 8],
      ['record-malformed', 9],
    ]);
    expect(documentsIn(items)[0]?.annotations).toHaveLength(2);
  });

  it('gives back texts, places, codes and notes of generated sets', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (generated) => {
        const sound = onGraphemes(wellFormed(generated));
        const set = { ...sound, annotations: sound.annotations.filter(({ spans }) => spans.length === 1) };
        const { bundle, tally } = await writtenBy(tsvWriter, set);
        const back = await setOf(tsvReader, bundle);
        expect(back.problems.filter(({ code }) => code !== 'offset-inside-character')).toEqual([]);
        const lost = new Map(tally.lost.map(({ what, count }) => [what, count]));
        const isExact =
          !lost.has('white space at the ends of annotations') &&
          !lost.has('annotations of white space alone');
        const places = (of: typeof set) =>
          of.annotations
            .map(({ spans, note }) =>
              JSON.stringify([
                spans[0]?.start,
                spans[0]?.end,
                spans[0]?.quote.replace(/\s/gu, ' '),
                note.replace(/\r\n?/g, '\n'),
              ]),
            )
            .sort();
        if (isExact)
          expect(places({ ...set, annotations: back.set.annotations as typeof set.annotations })).toEqual(
            places(set),
          );
        expect(back.set.documents).toHaveLength(
          new Set(back.set.documents.map(({ record }) => record.id)).size,
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe.skipIf(!HAS_INTEROP)('WebAnno TSV samples of other programs', () => {
  const root = interopPath('webanno_tsv');
  const files = HAS_INTEROP
    ? readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
        (each) => each.endsWith('.tsv') && statSync(path.join(root, each)).isFile(),
      )
    : [];
  const expected = new Map(
    samples('webanno_tsv/').map((sample) => [sample.file.slice('webanno_tsv/'.length), sample.expected]),
  );

  it.each(files)('%s has what is expected, and comes back', async (file) => {
    const bundle = bundleAtPath(path.join(root, file));
    expect(await tsvReader.recognise(bundle)).toBeGreaterThan(0.9);
    const items = await itemsOf(tsvReader, bundle);
    expect(problemsIn(items).filter(({ message }) => !message.endsWith('slots that nothing fills.'))).toEqual(
      [],
    );
    const wanted = expected.get(file);
    const content = readFileSync(path.join(root, file), 'utf8');
    if (content.startsWith('#FORMAT=WebAnno TSV 3')) {
      const { layers, sentences, units, faults } = parseRows(content);
      expect(faults).toEqual([]);
      expect([
        sentences.length,
        units.filter(({ id }) => !id.includes('.')).length,
        units.filter(({ id }) => id.includes('.')).length,
      ]).toEqual([wanted?.sentences, wanted?.tokens, wanted?.subtokens]);
      // The manifest counts header lines of three kinds; one sample's chains and slots share a line.
      expect(layers.length).toBe(wanted?.layers === undefined ? 0 : (content.match(/^#T_/gm) ?? []).length);
    }
    await comesBack(bundle);
  });
});
