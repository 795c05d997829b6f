import { describe, expect, it } from 'vitest';
import { checkStructure } from '../../../core/text/check.ts';
import { inXml } from '../foreign/testing/adapted.ts';
import { HAS_INTEROP, interopPath, samples } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned } from '../foreign/testing/round-trip.ts';
import { teiReader } from './read.ts';
import { teiWriter } from './write.ts';

const COMPARED = {
  persons: true,
  features: true,
  times: true,
  relations: true,
  relationFeatures: true,
  documentCodes: true,
};
const tei = (body: string, more = '', header = '') =>
  `<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader>${header}</teiHeader>\n<text xml:id="t"><body>${body}</body></text>${more}</TEI>`;

async function read(content: string) {
  const { documents, problems } = await readAll(teiReader, bundleOf({ 'a.xml': content }));
  const [document] = documents;
  if (document) expect(checkStructure(document.structured)).toEqual([]);
  const shown = document?.annotations.map(({ code, ranges }) => [
    code.join('/'),
    ...ranges.map(({ start, end }) => document.structured.text.slice(start, end)),
  ]);
  return { document, problems, shown };
}

describe.runIf(HAS_INTEROP)('samples of TEI', () => {
  it.each(samples('tei/'))('$file', async ({ file, expected }) => {
    const bundle = bundleAtPath(interopPath(file));
    expect(await teiReader.recognise(bundle)).toBe(0.95);
    const { documents, problems } = await readAll(teiReader, bundle);
    expect(problems).toEqual([]);
    expect(documents.length).toBe(expected.TEI);
    const [document] = documents;
    for (const name of ['s', 'w', 'rs']) {
      expect(document?.annotations.filter(({ code }) => code[0] === name).length).toBe(expected[name] ?? 0);
    }
    if (expected.p !== undefined)
      expect(document?.structured.text.split('\n').filter((line) => line !== '')).toEqual([
        'This is a test .',
        'This is a test .',
      ]);
    await expectReadAgain(teiReader, teiWriter, documents, COMPARED);
  });

  it('reads names inline with their types', async () => {
    const { documents } = await readAll(teiReader, bundleAtPath(interopPath('tei/example2.xml')));
    const text = documents[0]?.structured.text ?? '';
    const names = documents[0]?.annotations.filter(({ code }) => code[0] === 'rs') ?? [];
    expect(names.map(({ code, ranges: [range] }) => [code, text.slice(range?.start, range?.end)])).toEqual([
      [['rs', 'person'], 'Anne'],
    ]);
    expect(text).toBe('Where is Anne? Suddenly John calls out: "There is Anne, she stands over there!"\n');
  });
});

describe('TEI', () => {
  it('reads inline elements, white space as XML means it, and choices by their first reading', async () => {
    const { document, problems, shown } = await read(
      tei(
        '\n<head>A <hi rend="bold">title</hi></head>\n<p> One <persName ref="#x">  Ann\n Lee</persName>, <choice><sic>teh</sic><corr>the</corr></choice><lb/>next.</p><list><item>a</item><item>b</item></list>',
      ),
    );
    expect(document?.structured.text).toBe('A title\nOne Ann Lee, teh\nnext.\na\nb\n');
    expect(document?.structured.blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'list-item',
      'list-item',
    ]);
    expect(document?.structured.marks).toEqual([{ start: 2, end: 7, kind: 'strong' }]);
    expect(shown).toEqual([
      ['persName', 'Ann Lee'],
      ['sic', 'teh'],
    ]);
    expect(document?.annotations[0]?.attributes).toEqual({ ref: '#x' });
    expect(problems.map(({ error }) => error.message)).toEqual([
      'Not taken over: 1 further readings of “choice”.',
    ]);
  });

  it('reads what stands off: pointers to elements, stretches and parts', async () => {
    const standOff = `<standOff><spanGrp><span from="#w1" to="#w2" type="name"/><span xml:id="s2" target="#string-range(t,2,3,6,3)" ana="#c2 #f">why</span>
<span target="#none"/></spanGrp><listAnnotation><annotation xml:id="s3" target="#w2" resp="#ann"/></listAnnotation>
<listRelation><relation name="knows" active="#s2" passive="#s3"/><relation active="#s2" passive="#nobody"/></listRelation><fs xml:id="f"><f name="sure"><binary value="true"/></f></fs></standOff>`;
    const header =
      '<fileDesc><titleStmt><title>T</title><respStmt xml:id="ann"><name>Ann</name></respStmt></titleStmt></fileDesc><encodingDesc><classDecl><taxonomy><category xml:id="c1"><catDesc>Top</catDesc><category xml:id="c2"><catDesc>Sub</catDesc></category></category></taxonomy></classDecl></encodingDesc><profileDesc><textClass><catRef target="#c1"/></textClass></profileDesc>';
    const { document, problems, shown } = await read(
      tei('<p>😀 <w xml:id="w1">Ann</w> <w xml:id="w2">Lee</w></p>', standOff, header),
    );
    expect(shown).toEqual([
      ['w', 'Ann'],
      ['w', 'Lee'],
      ['name', 'Ann Lee'],
      ['Top/Sub', 'Ann', 'Lee'],
      ['annotation', 'Lee'],
    ]);
    expect(document?.annotations[3]).toMatchObject({ note: 'why', attributes: { sure: true } });
    expect(document?.annotations[4]?.person).toBe('Ann');
    expect(document?.relations.map(({ code, from, to }) => [code, from, to])).toEqual([
      [['knows'], 's2', 's3'],
    ]);
    expect(document?.documentCodes?.map(({ code }) => code)).toEqual([['Top']]);
    expect(document?.metadata.title).toBe('T');
    expect(problems.map(({ error }) => [error.code, error.place?.line])).toEqual([
      ['record-unknown-reference', 4],
      ['record-unknown-reference', 5],
    ]);
  });

  it('says where the XML is broken, and never expands entities', async () => {
    await expect(read('<TEI>\n<text>')).rejects.toMatchObject({
      code: 'file-damaged',
      place: { path: 'a.xml', line: 2 },
    });
    const bomb = `<!DOCTYPE TEI [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n${tei('<p>&b;</p>')}`;
    await expect(read(bomb)).rejects.toMatchObject({ code: 'file-damaged' });
    expect((await read(tei(''))).problems.map(({ error }) => error.code)).toEqual(['record-malformed']);
    const twice = await read(tei('<p><w xml:id="a">x</w> <w xml:id="a">y</w></p>'));
    expect(twice.problems.map(({ error }) => error.code)).toEqual(['record-malformed']);
  });

  it(
    'returns what it wrote',
    () =>
      expectSetsReturned(teiReader, teiWriter, COMPARED, (set) => {
        const held = inXml(set);
        // A text of white space is no text to TEI.
        return {
          ...held,
          documents: held.documents.filter(({ structured }) => structured.text.trim() !== ''),
        };
      }),
    240_000,
  );
});
