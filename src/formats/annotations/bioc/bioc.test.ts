import { describe, expect, it } from 'vitest';
import { inXml } from '../foreign/testing/adapted.ts';
import { HAS_INTEROP, interopPath, samples } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned } from '../foreign/testing/round-trip.ts';
import { biocReader } from './read.ts';
import { biocJsonWriter, biocWriter } from './write.ts';

const COMPARED = { persons: true, relations: true, relationFeatures: true, documentCodes: true };
const WRITERS = [biocWriter, biocJsonWriter];

const collection = (within: string) =>
  `<collection><source/><date/><key/>\n<document><id>1</id>\n${within}\n</document></collection>`;
const read = (content: string) => readAll(biocReader, bundleOf({ 'a.xml': content }));

describe.runIf(HAS_INTEROP)('samples of BioC', () => {
  it.each(samples('bioc/inception'))('$file', async ({ file, expected }) => {
    const bundle = bundleAtPath(interopPath(file));
    expect(await biocReader.recognise(bundle)).toBe(0.9);
    const { documents, problems } = await readAll(biocReader, bundle);
    expect(problems).toEqual([]);
    expect([
      documents.length,
      documents.flatMap(({ annotations }) => annotations).length,
      documents.flatMap(({ relations }) => relations).length,
    ]).toEqual([expected.document, expected.annotation, expected.relation]);
    for (const { structured, annotations } of documents) {
      for (const {
        ranges: [range],
        quotes,
      } of annotations)
        expect(structured.text.slice(range?.start, range?.end)).toBe(quotes?.[0]);
    }
    for (const writer of WRITERS)
      await expectReadAgain(biocReader, writer, documents, { ...COMPARED, features: true });
  });
});

describe('BioC', () => {
  it('puts passages at their offsets and reads what stands in passages, sentences and the document', async () => {
    const { documents, problems } = await read(
      collection(`<passage><offset>0</offset><text>测试 title</text><annotation id="T1"><infon key="type">A</infon><location offset="0" length="2"/><text>测试</text></annotation></passage>
<passage><offset>10</offset><sentence><offset>10</offset><text>One 😀.</text></sentence><sentence><offset>17</offset><text>Two here.</text><annotation id="T2"><infon key="type">B</infon><infon key="sure">no</infon><location offset="17" length="3"/><location offset="21" length="4"/><text>Two here</text></annotation></sentence></passage>
<annotation id="T3"><infon key="type">C</infon><location offset="14" length="1"/><text>😀</text></annotation>
<relation id="R1"><infon key="type">r</infon><node refid="T3" role="theme"/><node refid="T1" role="cause"/></relation>
<relation id="R2"><node refid="T3" role=""/><node refid="T9" role=""/></relation>`),
    );
    const [document] = documents;
    expect(document?.structured.text).toBe('测试 title\n \nOne 😀.\nTwo here.'.replace('\n \n', '\n '));
    expect(
      document?.annotations.map(({ code, ranges, attributes }) => [
        code[0],
        ranges.map(({ start, end }) => document.structured.text.slice(start, end)),
        attributes,
      ]),
    ).toEqual([
      ['C', ['😀'], undefined],
      ['A', ['测试'], undefined],
      ['B', ['Two', 'here'], { sure: 'no' }],
    ]);
    expect(document?.relations.map(({ from, to, attributes }) => [from, to, attributes])).toEqual([
      ['T3', 'T1', { roles: ['theme', 'cause'] }],
    ]);
    expect(problems.map(({ error }) => [error.code, error.place?.line])).toEqual([
      ['record-unknown-reference', 7],
    ]);
  });

  it('sees by the quotations that offsets count bytes', async () => {
    const { documents, problems } = await read(
      collection(
        '<passage><offset>0</offset><text>Мир é x</text><annotation id="1"><location offset="10" length="1"/><text>x</text></annotation></passage>',
      ),
    );
    expect(problems.map(({ severity }) => severity)).toEqual(['warning']);
    expect(documents[0]?.annotations[0]?.ranges).toEqual([{ start: 6, end: 7 }]);
  });

  it('reports ids given twice, annotations without a place and documents without text', async () => {
    const annotation = '<annotation id="1"><location offset="0" length="1"/><text>a</text></annotation>';
    const { problems } = await read(
      `<collection><document><id>1</id><passage><offset>0</offset><text>a</text>\n${annotation}\n${annotation}\n<annotation id="2"/></passage></document>\n<document><id>2</id></document>\n<document><id>1</id></document></collection>`,
    );
    expect(problems.map(({ error }) => [error.code, error.place?.line])).toEqual([
      ['record-malformed', 3],
      ['record-malformed', 4],
      ['record-malformed', 5],
      ['record-malformed', 6],
    ]);
  });

  it('says where the XML is broken, and never expands entities', async () => {
    await expect(read('<collection>\n<document></collection>')).rejects.toMatchObject({
      code: 'file-damaged',
      place: { path: 'a.xml', line: 2 },
    });
    await expect(
      read('<!DOCTYPE collection [<!ENTITY a "bbbb">]>\n<collection><source>&a;</source></collection>'),
    ).rejects.toMatchObject({ code: 'file-damaged', place: { line: 2 } });
    await expect(readAll(biocReader, bundleOf({ 'a.json': '{"documents": [' }))).rejects.toMatchObject({
      code: 'record-malformed',
      place: { path: 'a.json' },
    });
  });

  it.each(WRITERS)(
    'returns what it wrote: $format',
    (writer) => expectSetsReturned(biocReader, writer, COMPARED, inXml),
    240_000,
  );
});
