import { describe, expect, it } from 'vitest';
import { checkStructure } from '../../../core/text/check.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { readDocument } from '../index.ts';
import { marksIn, outlineOf } from '../testing/outline.ts';

const HEAD =
  '{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 A;}{\\f1\\fnil\\fcharset204 B;}{\\f2\\fnil\\fcharset128 C;}}' +
  '{\\colortbl;\\red0;}{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2 Quote;}{\\*\\cs3 Strong;}}' +
  '{\\*\\listtable{\\list{\\listlevel\\levelnfc0\\levelstartat4{\\leveltext x;}}{\\listlevel\\levelnfc23}\\listid9}}{\\*\\listoverridetable{\\listoverride\\listid9\\ls1}}' +
  '{\\info{\\title The talks}{\\author A. Author}{\\creatim\\yr2024\\mo3\\dy5}}';

async function read(body: string, encoding?: string): Promise<ParsedDocument> {
  const bytes = Buffer.from(`${HEAD}${body}}`, 'latin1');
  const document = await readDocument({ bytes, fileName: 'a.rtf', ...(encoding ? { encoding } : {}) });
  expect(checkStructure(document)).toEqual([]);
  return document;
}

describe('a rich text file', () => {
  it('is decoded by the code page of its fonts, by \\u, and as one chooses', async () => {
    const cyrillic = "{\\f1 \\'cf\\'f0\\'e8}";
    expect(
      (
        await read(
          `${cyrillic} {\\f2 \\'83\\'65\\'83X} na\\'efve \\u1046\\'3f\\u-10179 ?\\u-8704 ?\\emdash\\~x`,
        )
      ).text,
    ).toBe('При テス naïve Ж😀—\u00a0x');
    expect((await read("\\'cf\\'f0\\'e8", 'windows-1251')).text).toBe('При');
  });

  it('has headings, quotations, lists with their numbers, and page breaks', async () => {
    const document = await read(
      '\\pard\\s1 Head\\par\\pard\\s2 said\\par\\pard\\ls1\\ilvl0{\\listtext 4.\\tab}four\\par\\ilvl1{\\listtext \\bullet\\tab}dot\\par\\ilvl0{\\listtext 5.\\tab}five\\par\\pard a\\page b',
    );
    expect(outlineOf(document)).toEqual([
      'h1 Head',
      'p>1 said',
      'li1#4 four',
      'li2 dot',
      'li1#5 five',
      'p a',
      'page',
      'p b',
    ]);
  });

  it('has tables, header rows, and cells that were merged', async () => {
    const document = await read(
      '\\trowd\\trhdr\\clmgf\\cellx1\\clmrg\\cellx2\\pard\\intbl wide\\cell\\cell\\row\\trowd\\cellx1\\cellx2\\intbl one\\par two\\cell b\\cell\\row\\pard after',
    );
    expect(outlineOf(document)).toEqual([
      'p[0:0,0h+2] wide',
      'p[0:1,0] one',
      'p[0:1,0] two',
      'p[0:1,1] b',
      'p after',
    ]);
  });

  it('has notes behind the text, text boxes once, links, and neither comments nor deleted or hidden text', async () => {
    const document = await read(
      'See{\\super\\chftn}{\\footnote\\pard {\\super\\chftn} noted} {\\deleted gone}{\\v unseen}{\\field{\\*\\fldinst HYPERLINK "https://example.org/"}{\\fldrslt\\ul link}}' +
        '{\\*\\annotation why}{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt boxed\\par}}{\\shprslt{\\*\\do{\\dptxbxtext boxed}}}}{\\pict 89504e47}{\\*\\unknown x}.\\par next',
    );
    expect(outlineOf(document)).toEqual(['p See1 link.', 'p boxed', 'p next', 'li1#1 noted']);
    expect(marksIn(document)).toEqual(['superscript 1', 'link link → https://example.org/']);
    expect(document.warnings.map(({ message }) => message)).toEqual([
      '1 run of deleted text is not in the text; insertions are.',
      '1 comment is not in the text.',
      '1 run of hidden text is not in the text.',
    ]);
  });

  it('has what pictures and shapes are called behind the paragraphs that they are in, once', async () => {
    const called = (text: string) =>
      `{\\sp{\\sn wzName}{\\sv Picture 1}}{\\sp{\\sn wzDescription}{\\sv ${text}}}`;
    const document = await read(
      `One {\\*\\shppict{\\pict{\\*\\picprop\\shplid1${called("Caf\\'e9 at \\u1084?orning")}}\\pngblip\\picw10 89504e47}}{\\nonshppict{\\pict${called('again')} 00}} two.\\par ` +
        `{\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn pib}{\\sv {\\pict\\pngblip 8950}}}${called('A map of the coast')}}{\\shprslt{\\pict 00}}}Three.\\par ` +
        `{\\pict${called('photo.jpg')} 89504e47}{\\v{\\pict${called('Not to be seen')} 89}}Four`,
    );
    expect(outlineOf(document)).toEqual([
      'p One  two.',
      'caption Café at мorning',
      'p Three.',
      'caption A map of the coast',
      'p Four',
    ]);
  });

  it('says of itself what its information says, in two versions too', async () => {
    const { metadata, encoding, text } = await read(
      '{\\info{\\upr{\\title old}{\\*\\ud{\\title new}}}}They met {\\b in \\i March} and parted in April.',
    );
    expect(metadata).toMatchObject({ title: 'new', author: 'A. Author', date: '2024-03-05' });
    expect(encoding).toMatchObject({ encoding: 'windows-1252', evidence: 'declared' });
    expect(text).toBe('They met in March and parted in April.');
  });

  it('is read as far as it goes where it is cut off or has too many ends', async () => {
    expect((await read('{\\b cut}}}}} off')).text).toBe('cut off');
    const bytes = Buffer.from(`${HEAD}{{\\b cut`, 'latin1');
    expect((await readDocument({ bytes, fileName: 'a.rtf' })).text).toBe('cut');
  });

  it.each([
    ['{'.repeat(100_000), 'structure-too-deep'],
    ['{\\*\\x y}', 'file-empty'],
  ])('is refused for what cannot be read (%#)', async (body, code) => {
    await expect(read(body)).rejects.toMatchObject({ code });
  });
});
