import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inXml } from '../foreign/testing/adapted.ts';
import { HAS_INTEROP, interopPath, samples } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned } from '../foreign/testing/round-trip.ts';
import { gateReader } from './read.ts';
import { gateBdocWriter, gateWriter } from './write.ts';

const COMPARED = { persons: true, features: true, times: true, documentCodes: true, split: true };
const WRITERS = [gateWriter, gateBdocWriter];

const bdoc = (unit: string, start: number, end: number) =>
  JSON.stringify({
    text: '👩‍👩‍👧 мир',
    features: {},
    name: 'x',
    offset_type: unit,
    annotation_sets: { '': { annotations: [{ type: 'T', start, end, id: 0, features: {} }] } },
  });

describe.runIf(HAS_INTEROP)('samples of GATE', () => {
  const counts: Record<string, readonly [number, number]> = { 'debugdoc_ar01.bdocjs': [451, 0] };
  it.each(samples('gate/').filter(({ file }) => !file.endsWith('.txt')))(
    '$file',
    async ({ file, expected }) => {
      const bundle = bundleAtPath(interopPath(file));
      expect(await gateReader.recognise(bundle)).toBe(0.95);
      const { documents, problems } = await readAll(gateReader, bundle);
      expect(problems).toEqual([]);
      const annotations = documents.flatMap((document) => document.annotations);
      const [count, empty] = counts[bundle.name] ?? [expected.annotations ?? 7, expected.zero_length ?? 3];
      expect(annotations.length).toBe(count);
      expect(annotations.filter(({ ranges: [range] }) => range?.start === range?.end).length).toBe(empty);
      for (const writer of WRITERS) await expectReadAgain(gateReader, writer, documents, COMPARED);
    },
  );

  it('are the same document in each of its forms', async () => {
    const forms = ['xml', 'bdocjs', 'bdocjs.gz', 'bdocmp', 'bdocym', 'bdocym.gz'];
    const read = await Promise.all(
      forms.map((form) => readAll(gateReader, bundleAtPath(interopPath(`gate/testdoc1.${form}`)))),
    );
    const [first, ...others] = read.map(({ documents: [document] }) =>
      document?.annotations.map(({ code, ranges, person }) => [code, ranges, person]),
    );
    expect(first?.length).toBe(7);
    for (const other of others) expect(other).toEqual(first);
  });

  it('give lists and maps that Java wrote as lists and JSON', async () => {
    const { documents } = await readAll(gateReader, bundleAtPath(interopPath('gate/testdoc1.xml')));
    expect(documents[0]?.metadata.fields).toMatchObject({
      fInt1: '222',
      fBoolean: 'true',
      fListString1: 'asas; fdfdf',
      fMapStringInt: '{"key1":122,"key2":-4}',
    });
    expect(documents[0]?.annotations[0]?.attributes?.shared2).toEqual(['SomeString', '0', 'true', '3.3']);
  });
});

describe('GATE', () => {
  it('knows both types of offsets: UTF-16 of Java, code points of Python', async () => {
    for (const content of [bdoc('j', 9, 12), bdoc('p', 6, 9)]) {
      const { documents } = await readAll(gateReader, bundleOf({ 'a.bdocjs': content }));
      const [range] = documents[0]?.annotations[0]?.ranges ?? [];
      expect(documents[0]?.structured.text.slice(range?.start, range?.end)).toBe('мир');
    }
    await expect(readAll(gateReader, bundleOf({ 'a.bdocjs': bdoc('x', 0, 1) }))).rejects.toMatchObject({
      code: 'format-version-unknown',
    });
  });

  it('says where a file is broken, and never expands entities', async () => {
    const broken = {
      'a.xml': '<GateDocument>\n<TextWithNodes>a</TextWithNodes>\n<AnnotationSet>',
      'b.xml':
        '<!DOCTYPE x [<!ENTITY a "b">]>\n<GateDocument><TextWithNodes>&a;</TextWithNodes></GateDocument>',
      'a.bdocjs': '{"text": "a",\n',
      'a.bdocym': 'text: "a\nb: [',
      'a.bdocmp': Buffer.from([0xa3, 0x73, 0x6d, 0x32, 0xa1]),
      'a.bdocjs.gz': gzipSync('{"text": 1}'),
    };
    for (const [name, content] of Object.entries(broken)) {
      await expect(readAll(gateReader, bundleOf({ [name]: content }))).rejects.toMatchObject({
        code: name.endsWith('.xml') ? 'file-damaged' : 'record-malformed',
        place: { path: name },
      });
    }
    const deep = `<GateDocument>${'<a>'.repeat(300)}`;
    await expect(readAll(gateReader, bundleOf({ 'd.xml': deep }))).rejects.toMatchObject({
      code: 'structure-too-deep',
    });
  });

  it('reports ids given twice and annotations without a place', async () => {
    const annotation = (more: string) => `<Annotation Id="0" Type="T" ${more}/>`;
    const content = `<GateDocument>\n<TextWithNodes>abc</TextWithNodes>\n<AnnotationSet>\n${annotation('StartNode="0" EndNode="1"')}\n${annotation('StartNode="0" EndNode="1"')}\n${annotation('')}</AnnotationSet></GateDocument>`;
    const { problems } = await readAll(gateReader, bundleOf({ 'a.xml': content }));
    expect(problems.map(({ error }) => [error.code, error.place?.line])).toEqual([
      ['record-malformed', 5],
      ['record-malformed', 6],
    ]);
  });

  it.each(WRITERS)(
    'returns what it wrote: $format',
    (writer) => expectSetsReturned(gateReader, writer, COMPARED, inXml),
    240_000,
  );
});
