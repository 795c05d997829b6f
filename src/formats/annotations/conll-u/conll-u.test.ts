import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onGraphemes, wellFormed } from '../foreign/testing/adapted.ts';
import { contentOf } from '../foreign/testing/content.ts';
import { HAS_INTEROP, interopPath, samples } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { writtenBy } from '../foreign/testing/round-trip.ts';
import { setOf } from '../foreign/testing/taking.ts';
import type { Bundle } from '../foreign/types.ts';
import { type AnnotatedSet, arbitrarySet } from '../testing/arbitrary-set.ts';
import { conlluReader } from './read.ts';
import { parseConllu } from './sentences.ts';
import { conlluWriter } from './write.ts';

async function contentIn(bundle: Bundle): Promise<string> {
  return Buffer.from((await bundle.files[0]?.bytes(1e9)) ?? []).toString('utf8');
}

/** Rows given by form and MISC. */
function rows(...words: readonly (readonly [id: string, form: string, misc?: string])[]): string {
  return `${words.map(([id, form, misc = '_']) => [id, form, ...Array(7).fill('_'), misc].join('\t')).join('\n')}\n`;
}

async function marked(content: string): Promise<readonly string[]> {
  const { documents, problems } = await readAll(conlluReader, bundleOf({ 'a.conllu': content }));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return documents.flatMap(({ structured: { text }, annotations }) =>
    annotations.map(
      ({ code, ranges }) =>
        `${code.join('/')}: ${ranges.map(({ start, end }) => text.slice(start, end)).join(' … ')}`,
    ),
  );
}

describe('CoNLL-U', () => {
  it('makes the text of tokens and the white space that the file tells of', async () => {
    const content =
      '# newdoc id = one\n# newpar\n# text = a b.\n' +
      rows(['1', 'a'], ['2', 'b', 'SpaceAfter=No'], ['3', '.']) +
      '\n# newpar\n' +
      rows(
        ['1', '😀', 'SpacesAfter=\\s\\s\\n'],
        ['2-3', 'al'],
        ['2', 'a'],
        ['3', 'el'],
        ['3.1', 'gone'],
        ['4', 'mar'],
      ) +
      '\n# newdoc id = two\n' +
      rows(['1', 'x']);
    const { documents } = await readAll(conlluReader, bundleOf({ 'a.conllu': content }));
    expect(documents.map(({ metadata, structured }) => [metadata.title, structured.text])).toEqual([
      ['one', 'a b.\n😀  \nal mar'],
      ['two', 'x'],
    ]);
  });

  it('takes the white space of # text where only that differs, and else says that the tokens count', async () => {
    const read = (text: string) =>
      readAll(
        conlluReader,
        bundleOf({ 'a.conllu': `# text = ${text}\n${rows(['1', 'can'], ['2', 'not'], ['3', '!'])}` }),
      );
    const same = await read('cannot!');
    expect([same.documents[0]?.structured.text, same.problems]).toEqual(['cannot!', []]);
    const other = await read('could not!');
    expect(other.documents[0]?.structured.text).toBe('can not !');
    expect(other.problems).toMatchObject([
      { severity: 'warning', error: { code: 'quotation-mismatch', place: { line: 2 } } },
    ]);
  });

  it('reads mentions in brackets: nested, crossing, discontinuous, of one word, with fields as declared', async () => {
    const content =
      '# global.Entity = eid-etype-head-other\n' +
      rows(
        ['1', 'Ana', 'Entity=(e1-person-1-note:a%2Cb,weight:2(e2-name-1-)'],
        ['2', 'of', 'Entity=(e3[1/2]-group-1-'],
        ['3', 'Minsk', 'Entity=e1)(e4-place-1-)'],
        ['4', 'and', 'Entity=e3[1/2])'],
        ['5', 'she', 'Entity=(e1-person-1-)'],
        ['6', 'Bo', 'Entity=(e3[2/2]-group-1-)'],
      );
    expect([...(await marked(content))].sort()).toEqual([
      'group: of Minsk and … Bo',
      'name: Ana',
      'person: Ana of Minsk',
      'person: she',
      'place: Minsk',
    ]);
    const { documents } = await readAll(conlluReader, bundleOf({ 'a.conllu': content }));
    expect(
      documents[0]?.annotations.find(({ ranges: [at] }) => at?.start === 0 && at.end === 12),
    ).toMatchObject({
      note: 'a,b',
      attributes: { weight: '2', eid: 'e1' },
    });
    const gum = rows(['1', 'Ana', 'Entity=(7-person-giv:act-Ana_B.)']);
    const { documents: others } = await readAll(
      conlluReader,
      bundleOf({ 'a.conllu': `# global.Entity = GRP-etype-infstat-identity\n${gum}` }),
    );
    expect(others[0]?.annotations).toMatchObject([
      { code: ['person'], attributes: { infstat: 'giv:act', identity: 'Ana_B.' } },
    ]);
  });

  it('reads tags of any key that holds nothing else', async () => {
    const content = rows(
      ['1', 'Ana', 'NE=B-PER|Chunk=B-NP'],
      ['2', 'B.', 'NE=I-PER|Chunk=I-NP|Gloss=B-side'],
      ['3', 'in', 'NE=O|Gloss=in'],
      ['4', 'Minsk', 'NE=B-LOC'],
    );
    expect(await marked(content)).toEqual(['PER: Ana B.', 'LOC: Minsk', 'Chunk/NP: Ana B.']);
  });

  it('says by line what is wrong, and what it does not take over', async () => {
    const content = `${rows(['1', 'a', 'Entity=(e1-x-1-)(e2-x-1-'], ['3', 'b', 'Entity=e9)'])}broken\tline\nx\ty\t_\t_\t_\t_\t_\t_\t_\t_\n${rows(['4-9', 'c'], ['4', 'd', 'LId=d-1'])}`;
    const { problems } = await readAll(conlluReader, bundleOf({ 'a.conllu': content }));
    expect(problems.map(({ severity, error }) => [severity, error.place?.line])).toEqual([
      ['error', 2],
      ['error', 3],
      ['error', 4],
      ['error', 5],
      ['error', 2],
      ['error', 1],
      ['warning', 6],
    ]);
    await expect(
      readAll(conlluReader, bundleOf({ 'a.conllu': Buffer.from([0x23, 0x0a, 0xff]) })),
    ).rejects.toMatchObject({ code: 'encoding-mismatch', place: { path: 'a.conllu', line: 2 } });
  });

  it('writes every column of the imported file again, with what is marked now', async () => {
    const content =
      '# newdoc id = d\n# global.Entity = eid-etype-head-other\n# sent_id = 1\n# note = kept\n' +
      '1\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t2:nsubj\tEntity=(e1-person-1-)|NER=B-PER\n' +
      '2-3\truns-off\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Typo=Yes\n' +
      '2\truns\trun\tVERB\tVBZ\t_\t0\troot\t_\tNER=O\n3\toff\toff\tADV\tRB\t_\t2\tadvmod\t_\tNER=O\n' +
      '3.1\tgone\tgo\tVERB\t_\t_\t_\t_\t2:conj\t_\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tNER=O\n\n';
    const { set } = await setOf(conlluReader, bundleOf({ 'd.conllu': content }));
    expect(await contentIn((await writtenBy(conlluWriter, set)).bundle)).toBe(content);
    const without = { ...set, annotations: [] };
    expect(await contentIn((await writtenBy(conlluWriter, without)).bundle)).toBe(
      content.replace('Entity=(e1-person-1-)|NER=B-PER', 'NER=O'),
    );
  });

  it('returns generated sets: text, white space, places, labels, values, notes, people', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (drawn) => {
        const set = inWords(onGraphemes(wellFormed(drawn)));
        fc.pre(set.documents.length > 0);
        const { bundle } = await writtenBy(conlluWriter, set);
        const again = await setOf(conlluReader, bundle);
        expect(again.problems).toEqual([]);
        const texts = (of: AnnotatedSet) => of.documents.map(({ structured }) => structured.text).sort();
        expect(texts(again.set)).toEqual(texts(set));
        const places = (of: AnnotatedSet) =>
          of.annotations
            .map(({ spans, note }) =>
              JSON.stringify([spans.map(({ start, end }) => [start, end]), note.replace(/\r\n?/g, '\n')]),
            )
            .sort();
        expect(places(again.set)).toEqual(places(set));
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});

/** Of a set what a format of words holds: texts with a word, and passages that begin and end with one. */
function inWords(set: AnnotatedSet): AnnotatedSet {
  const documents = set.documents.filter(({ structured }) => structured.text.trim() !== '');
  const known = new Map(documents.map(({ record, structured }) => [record.id, structured.text]));
  const annotations = set.annotations.filter(({ documentId, spans }) => {
    const text = known.get(documentId);
    return text !== undefined && spans.every(({ start, end }) => !/^\s|\s$|^$/u.test(text.slice(start, end)));
  });
  return { ...set, documents, annotations, relations: [], comments: [] };
}

/** The file's own name stands in for a title. */
function untitled(set: AnnotatedSet): AnnotatedSet {
  return {
    ...set,
    documents: set.documents.map((each) => ({ ...each, record: { ...each.record, title: '' } })),
  };
}

describe.skipIf(!HAS_INTEROP)('CoNLL-U samples of other programs', () => {
  const files = samples('conll/').filter(({ file }) => /\.conllu$|2006/.test(file));

  it.each(files)('$file', async ({ file, expected }) => {
    const bundle = bundleAtPath(interopPath(...file.split('/')));
    expect(await conlluReader.recognise(bundle)).toBeGreaterThan(0.9);
    const content = await contentIn(bundle);
    const found = [...parseConllu(content)].flatMap(({ sentences }) => sentences);
    const count = (kind: string) =>
      found.flatMap((each) => each.rows).filter((row) => row.kind === kind).length;
    if (expected.sentences !== undefined) {
      expect({
        sentences: found.length,
        words: count('word'),
        mwt: count('range'),
        empty_nodes: count('empty'),
      }).toEqual(expected);
    }
    const { set, problems } = await setOf(conlluReader, bundle);
    expect(problems.every(({ message }) => /^Not taken over|say another text/.test(message))).toBe(true);
    // All columns and comments are written as they were.
    const written = await writtenBy(conlluWriter, set);
    const lines = (text: string) => text.split('\n').filter((line) => line !== '' && line !== '</s>');
    expect(lines(await contentIn(written.bundle))).toEqual(lines(content));
    expect(contentOf(untitled((await setOf(conlluReader, written.bundle)).set))).toEqual(
      contentOf(untitled(set)),
    );
  });
});
