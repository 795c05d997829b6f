import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onGraphemes, wellFormed } from '../foreign/testing/adapted.ts';
import { contentOf } from '../foreign/testing/content.ts';
import { HAS_INTEROP, interopPath } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { documentsIn, itemsOf, problemsIn } from '../foreign/testing/reading.ts';
import { writtenBy } from '../foreign/testing/round-trip.ts';
import { setOf } from '../foreign/testing/taking.ts';
import { arbitrarySet } from '../testing/arbitrary-set.ts';
import { parseColumns } from './columns.ts';
import { conllReader } from './read.ts';
import { conll2003Writer, conllWriter } from './write.ts';

const found = async (content: string) => {
  const [document] = documentsIn(await itemsOf(conllReader, bundleOf({ 'a.conll': content })));
  const text = document?.structured.text ?? '';
  return document?.annotations.map(
    ({ code, ranges: [at] }) => `${code.join('/')}: ${text.slice(at?.start, at?.end)}`,
  );
};

describe('CoNLL columns', () => {
  it('reads IOB1, IOB2, BIOES and BILOU alike', async () => {
    const wanted = ['PER: Ana B. 😀', 'PER: Bo', 'LOC: Minsk'];
    expect(await found('Ana I-PER\nB. I-PER\n😀 I-PER\nBo B-PER\nin O\nMinsk I-LOC\n')).toEqual(wanted);
    expect(await found('Ana B-PER\nB. I-PER\n😀 I-PER\nBo B-PER\nin O\nMinsk B-LOC\n')).toEqual(wanted);
    expect(await found('Ana\tB-PER\nB.\tI-PER\n😀\tE-PER\nBo\tS-PER\nin\tO\nMinsk\tS-LOC\n')).toEqual(wanted);
    expect(await found('Ana B-PER\nB. I-PER\n😀 L-PER\nBo U-PER\nin O\nMinsk U-LOC\n')).toEqual(wanted);
  });

  it('takes chunks for annotations below Chunk, and divides at -DOCSTART-', async () => {
    const content =
      '-DOCSTART- -X- O O\n\nU.N. NNP I-NP I-ORG\nofficial NN I-NP O\n\n-DOCSTART- -X- O O\n\nBaghdad NNP I-NP I-LOC\n';
    const items = await itemsOf(conllReader, bundleOf({ 'a.conll': content }));
    expect(
      documentsIn(items).map(({ structured, annotations }) => [
        structured.text,
        annotations.map(({ code }) => code.join('/')),
      ]),
    ).toEqual([
      ['U.N. official', ['Chunk/NP', 'ORG']],
      ['Baghdad', ['Chunk/NP', 'LOC']],
    ]);
  });

  it('tells a row of another width by its line, and reads on', async () => {
    const items = await itemsOf(conllReader, bundleOf({ 'a.conll': 'Ana B-PER\nodd one more\nBo B-PER\n' }));
    expect(problemsIn(items)).toMatchObject([{ code: 'record-malformed', place: { line: 2 } }]);
    expect(documentsIn(items)[0]?.annotations).toHaveLength(2);
  });

  it.each([
    [
      'CoNLL-2008',
      '1\tAna\tana\tNN\t_\tAna\tana\tNN\t2\tSBJ\t_\tA0\n2\truns\trun\tVB\t_\truns\trun\tVB\t0\tROOT\trun.01\t_\n',
    ],
    [
      'CoNLL-2009',
      '1\tAna\tana\tana\tNN\tNN\t_\t_\t2\t2\tSBJ\tSBJ\t_\t_\tA0\n2\truns\trun\trun\tVB\tVB\t_\t_\t0\t0\tROOT\tROOT\tY\trun.01\t_\n',
    ],
    [
      'CoNLL-2012',
      '#begin document (a); part 000\na 0 0 Ana NN (TOP(S* - - - - (PERSON) (A0*) (1)\na 0 1 runs VB *)) run 01 - - * (V*) -\n\n#end document\n',
    ],
    ['CoreNLP', '1\tAna\tAna\tNNP\tPERSON\t_\t_\n2\truns\trun\tVB\tO\t_\t_\n'],
  ])('refuses the columns of %s, and says what to do', async (task, content) => {
    const bundle = bundleOf({ 'a.conll': content });
    expect(await conllReader.recognise(bundle)).toBeGreaterThan(0.9);
    await expect(itemsOf(conllReader, bundle)).rejects.toMatchObject({
      code: 'file-format-unknown',
      message: expect.stringContaining(task),
      place: { path: 'a.conll' },
      remedy: expect.stringContaining('CAS XMI'),
    });
  });

  it('gives back tokens and tags, in two columns and in four', async () => {
    const first = await setOf(
      conllReader,
      bundleOf({ 'a.conll': 'Ana B-PER\nB. I-PER\nran O\n\nBo B-Head␣office\n' }),
    );
    for (const writer of [conllWriter, conll2003Writer]) {
      const { bundle } = await writtenBy(writer, first.set);
      const second = await setOf(conllReader, bundle);
      const strip = (set: typeof first.set) =>
        JSON.stringify(
          contentOf({
            ...set,
            documents: set.documents.map((each) => ({ ...each, record: { ...each.record, title: '' } })),
          }),
        );
      expect(strip(second.set)).toBe(strip(first.set));
    }
  });

  it('writes generated sets so that every token and as many tags as there is room for come back', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (generated) => {
        const { bundle, tally } = await writtenBy(conllWriter, onGraphemes(wellFormed(generated)));
        const content = Buffer.from((await bundle.files[0]?.bytes(1e9)) ?? []).toString('utf8');
        const documents = [...parseColumns(content)];
        expect(documents.flatMap(({ faults }) => faults)).toEqual([]);
        expect(tally.annotations).toBe(generated.annotations.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe.skipIf(!HAS_INTEROP)('CoNLL samples of other programs', () => {
  it.each([
    ['conll/dkpro-core/2002-ner2002_test.conll', 1, 23, 4],
    ['conll/dkpro-core/2003-en-orig.conll', 1, 7, 3],
    ['conll/doccano/labeling.trailing.conll', 1, 12, 2],
    ['conll/doccano/labeling.invalid.conll', 3, 20, 5],
  ])('%s has what is expected', async (file, sentences, tokens, spans) => {
    const bundle = bundleAtPath(interopPath(...file.split('/')));
    expect(path.basename(file)).toBe(bundle.name);
    const content = Buffer.from((await bundle.files[0]?.bytes(1e9)) ?? []).toString('utf8');
    const documents = [...parseColumns(content)];
    expect(documents.flatMap((each) => each.sentences)).toHaveLength(sentences);
    expect(documents.flatMap((each) => each.sentences).flatMap((each) => each.tokens)).toHaveLength(tokens);
    const read = documentsIn(await itemsOf(conllReader, bundle)).flatMap(({ annotations }) => annotations);
    expect(read.filter(({ code }) => code[0] !== 'Chunk')).toHaveLength(spans);
    expect(await conllReader.recognise(bundle)).toBeGreaterThan(0.9);
  });
});
