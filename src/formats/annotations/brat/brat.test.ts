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
import { bratReader } from './read.ts';
import { bratWriter } from './write.ts';

const text = async (bundle: Awaited<ReturnType<typeof writtenBy>>['bundle'], path: string): Promise<string> =>
  Buffer.from((await bundle.files.find((file) => file.path === path)?.bytes(1e9)) ?? []).toString('utf8');

async function comesBack(from: Parameters<typeof setOf>[1]): Promise<void> {
  const first = await setOf(bratReader, from);
  const written = await writtenBy(bratWriter, first.set);
  const second = await setOf(bratReader, written.bundle);
  expect(contentOf(second.set)).toEqual(contentOf(first.set));
}

describe('brat', () => {
  it('counts in code points: what stands after emoji is where it is', async () => {
    const bundle = bundleOf({
      'a.txt': '👩‍👩‍👧 Ana met 😀 Bo.\r\nShe left.',
      'a.ann': 'T1\tPerson 6 9\tAna\nT2\tPerson 16 18\tBo\nT3\tPerson 21 24\tShe\n',
    });
    const [document] = documentsIn(await itemsOf(bratReader, bundle));
    const at = (index: number) => document?.annotations[index]?.ranges[0];
    expect(document?.structured.text.slice(at(0)?.start, at(0)?.end)).toBe('Ana');
    expect(document?.structured.text.slice(at(1)?.start, at(1)?.end)).toBe('Bo');
    expect(document?.structured.text.slice(at(2)?.start, at(2)?.end)).toBe('She');
    await comesBack(bundle);
  });

  it('keeps discontinuous annotations, and an equivalence of three as a chain', async () => {
    const ann = [
      'T1\tSite 0 5;12 17\tNorth Coast',
      'T2\tSite 6 17\tand Coast'.replace('and', 'and West'),
      'T3\tSite 0 5\tNorth',
      '*\tEquiv T1 T3 T2',
    ];
    const bundle = bundleOf({ 'a.txt': 'North and W Coast', 'a.ann': ann.join('\n') });
    const [document] = documentsIn(await itemsOf(bratReader, bundle));
    expect(document?.annotations[0]?.ranges).toEqual([
      { start: 0, end: 5 },
      { start: 12, end: 17 },
    ]);
    expect(document?.relations.map(({ from, to }) => [from, to])).toEqual([
      ['T1', 'T3'],
      ['T3', 'T2'],
    ]);
    const { set } = await setOf(bratReader, bundle);
    const { bundle: again } = await writtenBy(bratWriter, set);
    const lines = await text(again, 'a.ann');
    expect(lines).toContain('Site 0 5;12 17\tNorth Coast');
    expect(lines.match(/^\*\tEquiv( T\d){3}$/m)).not.toBeNull();
    await comesBack(bundle);
  });

  it('keeps events that refer forward, numbered roles, attributes, notes of several lines and normalizations', async () => {
    const ann = [
      'E1\tMove:T1 Theme:T2 Theme2:T3 Cause:E2',
      'T1\tMove 4 9\tmoved',
      'T2\tThing 0 3\tAna',
      'T3\tThing 10 12\tBo',
      'T4\tWord 13 16\tran',
      'E2\tRun:T4',
      'A1\tNegated E1',
      'A2\tSure E2 very much',
      '#1\tAnnotatorNotes T2\tfirst',
      '#2\tAnnotatorNotes T2\tsecond',
      'N1\tReference T2 Wikidata:Q42\tAna B.',
      'R1\tNear Arg1:T2 Arg2:T3\t',
      '#3\tAnnotatorNotes R1\tby sight',
    ];
    const bundle = bundleOf({ 'a.txt': 'Ana moved Bo ran', 'a.ann': ann.join('\n') });
    const items = await itemsOf(bratReader, bundle);
    expect(problemsIn(items)).toEqual([]);
    const [document] = documentsIn(items);
    expect(document?.annotations.find(({ key }) => key === 'T2')).toMatchObject({
      note: 'first\nsecond',
      entity: { name: 'Ana B.', identifiers: [{ scheme: 'Wikidata', value: 'Q42' }] },
    });
    expect(document?.annotations.find(({ key }) => key === 'T4')?.attributes).toEqual({
      event: 'Run',
      Sure: 'very much',
    });
    expect(document?.relations.map(({ code, to }) => [code.at(-1), to])).toEqual([
      ['Theme', 'T2'],
      ['Theme', 'T3'],
      ['Cause', 'T4'],
      ['Near', 'T3'],
    ]);
    await comesBack(bundle);
  });

  it('takes trees and names from the configuration, and writes them into its own', async () => {
    const bundle = bundleOf({
      'annotation.conf': '[entities]\n!Actor\n\tPerson\n\tOrg\n[relations]\nNear Arg1:Person, Arg2:Org\n',
      'visual.conf': '[labels]\nOrg | Organisation | O\n',
      'in/a.txt': 'Ana Bo',
      'in/a.ann': 'T1\tPerson 0 3\tAna\nT2\tOrg 4 6\tBo\n',
    });
    const { set } = await setOf(bratReader, bundle);
    expect(documentsIn(await itemsOf(bratReader, bundle))[0]?.annotations.map(({ code }) => code)).toEqual([
      ['Actor', 'Person'],
      ['Actor', 'Org'],
    ]);
    const { bundle: again } = await writtenBy(bratWriter, set);
    expect(await text(again, 'annotation.conf')).toContain('Actor\n\tPerson\n\tOrg\n');
    await comesBack(bundle);
  });

  it('says what is wrong with a line by its number, and reads on', async () => {
    const ann = [
      'T1\tPerson 0 3\tAna',
      'nonsense',
      'T1\tPerson 0 3\tAna',
      'R1\tNear Arg1:T1 Arg2:T9',
      'T2\tPerson 90 95\tfar away',
    ];
    const { set, problems } = await setOf(bratReader, bundleOf({ 'a.txt': 'Ana', 'a.ann': ann.join('\n') }));
    expect(problems.map(({ code, place }) => [code, place?.line])).toEqual([
      ['record-malformed', 2],
      ['record-malformed', 3],
      ['record-unknown-reference', 4],
      ['offset-outside-text', 5],
    ]);
    expect(set.annotations.map(({ lost, spans }) => [lost, spans[0]?.quote])).toEqual([
      [false, 'Ana'],
      [true, 'far away'],
    ]);
  });

  it('misses a text, and refuses what is not UTF-8', async () => {
    const alone = await itemsOf(bratReader, bundleOf({ 'a.ann': 'T1\tPerson 0 3\tAna' }));
    expect(problemsIn(alone)).toMatchObject([{ code: 'file-missing', place: { path: 'a.ann' } }]);
    const wrong = bundleOf({ 'a.txt': new Uint8Array([0xe4, 0xf6]), 'a.ann': '' });
    await expect(itemsOf(bratReader, wrong)).rejects.toMatchObject({ code: 'encoding-mismatch' });
  });

  it('is recognised among plain texts by what is beside them', async () => {
    expect(
      await bratReader.recognise(bundleOf({ 'a.txt': 'Ana', 'a.ann': 'T1\tPerson 0 3\tAna' })),
    ).toBeGreaterThan(0.9);
    expect(await bratReader.recognise(bundleOf({ 'a.txt': 'Ana' }))).toBe(0);
    expect(await bratReader.recognise(bundleOf({ 'a.txt': 'Ana', 'a.pdf': 'x', 'a.ann': '' }))).toBe(0);
  });

  it('gives back texts, places, codes, notes and relations of generated sets', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (generated) => {
        const plain = { ...onGraphemes(wellFormed(generated)), entities: [], comments: [], memos: [] };
        const { bundle } = await writtenBy(bratWriter, {
          ...plain,
          annotations: plain.annotations.map((each) => ({ ...each, entityId: null, attributes: {} })),
        });
        const { set } = await setOf(bratReader, bundle);
        const places = (of: typeof set) =>
          of.annotations
            .map(({ spans }) => spans.map(({ start, end, quote }) => [start, end, quote]))
            .map((each) => JSON.stringify(each))
            .sort();
        expect(places(set)).toEqual(places({ ...set, annotations: plain.annotations }));
        expect(set.documents.map(({ structured }) => structured.text).sort()).toEqual(
          plain.documents.map(({ structured }) => structured.text).sort(),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe.skipIf(!HAS_INTEROP)('brat samples of other programs', () => {
  const folders = ['tutorial-news', 'tutorial-bio', 'bioc', 'dkpro-core'];

  it.each(folders)('%s has what is expected, and comes back', async (folder) => {
    const bundle = bundleAtPath(interopPath('brat', folder));
    expect(await bratReader.recognise(bundle)).toBeGreaterThan(0.9);
    const items = await itemsOf(bratReader, bundle);
    const documents = documentsIn(items);
    const errors = problemsIn(items);
    for (const { file, expected } of samples(`brat/${folder}/`).filter((sample) =>
      sample.file.endsWith('.ann'),
    )) {
      const name = file.slice(`brat/${folder}/`.length);
      const document = documents.find(({ key }) => key === name.replace(/\.ann$/, '.txt'));
      if (!document) {
        expect(errors.map(({ code, place }) => [code, place?.path])).toContainEqual(['file-missing', name]);
        continue;
      }
      const { annotations, relations } = document;
      const count = (what: string): number => Number(expected[what] ?? 0);
      const attributes = annotations.flatMap((each) => Object.keys(each.attributes ?? {}));
      expect(annotations.length).toBe(count('entities'));
      expect(attributes.filter((each) => each === 'event').length).toBe(count('events'));
      expect(attributes.filter((each) => each !== 'event').length).toBe(count('attributes'));
      expect(annotations.filter(({ entity }) => entity).length).toBe(count('normalizations'));
      const notes = [...annotations, ...relations].flatMap(({ note }) => note?.split('\n') ?? []);
      expect(notes.length).toBe(count('notes'));
      expect(annotations.filter(({ ranges }) => ranges.length > 1).length).toBe(count('discontinuous'));
      const plain = relations.filter(
        ({ code, attributes }) => code[0] !== 'Event arguments' && attributes?.equivalence !== true,
      );
      expect(plain.length).toBe(count('relations'));
      expect(
        relations.some(({ attributes }) => attributes?.equivalence === true) || count('equiv') === 0,
      ).toBe(true);
    }
    await comesBack(bundle);
  });
});
