import { describe, expect, it } from 'vitest';
import { checkStructure } from '../../../core/text/check.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { readDocument } from '../index.ts';
import { marksIn, outlineOf } from '../testing/outline.ts';
import { docxOf, wordParagraph as p, wordRun as r } from '../testing/packed-samples.ts';

async function read(body: string, files: Readonly<Record<string, string>> = {}): Promise<ParsedDocument> {
  const document = await readDocument({ bytes: await docxOf(body, files), fileName: 'a.docx' });
  expect(checkStructure(document)).toEqual([]);
  return document;
}

const outline = async (body: string) => outlineOf(await read(body));
const style = (id: string) => `<w:pStyle w:val="${id}"/>`;
const item = (list: number, level: number) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
const row = (...cells: readonly string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(r(text))}</w:tc>`;

describe('a Word document', () => {
  it('has its headings by style, style based on one, and outline level; quotations and captions', async () => {
    expect(
      await outline(
        p(r('One'), style('1')) +
          p(r('Two'), style('own')) +
          p(r('Three'), '<w:outlineLvl w:val="2"/>') +
          p(r('No longer'), `${style('1')}<w:outlineLvl w:val="9"/>`) +
          p(r('said'), style('q')) +
          p(r('Figure 1'), style('cap')) +
          p('  '),
      ),
    ).toEqual(['h1 One', 'h1 Two', 'h3 Three', 'p No longer', 'p>1 said', 'caption Figure 1']);
  });

  it('has captions of what its pictures are called, behind their paragraph', async () => {
    const drawing = (description: string, inside = '') =>
      `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="Picture 1" descr="${description}"/>${inside}</wp:inline></w:drawing></w:r>`;
    const old =
      '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="An old picture of the lake"/></w:pict></w:r>';
    expect(
      await outline(
        p(r('one ') + drawing('The ferry at noon&#10;&#10;Description automatically generated') + r('two')) +
          p(drawing('image1.png') + old) +
          `<w:tbl>${row(cell('a'), `<w:tc>${p(r('b') + drawing('The pier'))}</w:tc>`)}</w:tbl>` +
          p(r('end')),
      ),
    ).toEqual([
      'p one two',
      'caption The ferry at noon',
      'caption An old picture of the lake',
      'p[0:0,0] a',
      'p[0:0,1] b',
      'caption[0:0,1] The pier',
      'p end',
    ]);
  });

  it('counts the items of its lists as they are shown', async () => {
    expect(
      await outline(
        p(r('a'), item(1, 0)) +
          p(r('b'), item(1, 1)) +
          p(r('c'), item(1, 1)) +
          p(r('d'), item(1, 0)) +
          p(r('e'), item(1, 1)) +
          p(r('f'), item(3, 0)) +
          p(r('g'), item(2, 0)) +
          p(r('h'), item(0, 0)),
      ),
    ).toEqual(['li1#1 a', 'li2#1 b', 'li2#2 c', 'li1#2 d', 'li2#1 e', 'li1#7 f', 'li1 g', 'p h']);
  });

  it('has its tables with spans, header rows and merged cells; one of a single cell is a frame', async () => {
    const table = `<w:tbl>${row('<w:trPr><w:tblHeader/></w:trPr>', cell('wide', '<w:gridSpan w:val="2"/>'), cell('c'))}${row(
      cell('down', '<w:vMerge w:val="restart"/>'),
      cell('b'),
      cell('c'),
    )}${row(cell('', '<w:vMerge/>'), cell('b2'), `<w:sdt><w:sdtContent>${cell('c2')}</w:sdtContent></w:sdt>`)}</w:tbl>`;
    expect(await outline(`${table}${p(r('between'))}<w:tbl>${row(cell('alone'))}</w:tbl>`)).toEqual([
      'p[0:0,0h+2] wide',
      'p[0:0,2h] c',
      'p[0:1,0] down',
      'p[0:1,1] b',
      'p[0:1,2] c',
      'p[0:2,1] b2',
      'p[0:2,2] c2',
      'p between',
      'p alone',
    ]);
  });

  it('has inserted text and not deleted text, and says how much was deleted', async () => {
    const deleted = '<w:del w:id="1"><w:r><w:delText>never</w:delText></w:r></w:del>';
    const inserted = `<w:ins w:id="2">${r('always ')}</w:ins>`;
    const moved = `<w:moveFrom w:id="3">${r('old place')}</w:moveFrom>`;
    const document = await read(
      p(`${r('They ')}${deleted}${inserted}${r('met')}${moved}`) +
        p(r('first '), '<w:rPr><w:del w:id="4"/></w:rPr>') +
        p(r('second')) +
        `<w:tbl>${row(cell('a'), cell('b'))}${row('<w:trPr><w:del w:id="5"/></w:trPr>', cell('gone'), cell('gone'))}</w:tbl>`,
    );
    expect(outlineOf(document)).toEqual(['p They always met', 'p first second', 'p[0:0,0] a', 'p[0:0,1] b']);
    expect(document.warnings.map(({ message }) => message)).toEqual([
      '2 tracked deletions are not in the text; insertions are.',
      '1 comment is not in the text.',
    ]);
  });

  it('numbers foot- and endnotes together, in the text and behind it', async () => {
    const document = await read(
      p(
        `${r('See')}<w:r><w:endnoteReference w:id="3"/></w:r>${r(' and')}<w:r><w:footnoteReference w:id="2"/></w:r>`,
      ) + p(r('The end')),
    );
    expect(outlineOf(document)).toEqual(['p See1 and2', 'p The end', 'li1#1 end', 'li1#2 foot']);
    expect(marksIn(document)).toEqual(['superscript 1', 'superscript 2']);
  });

  it('has a text box once, behind its paragraph', async () => {
    const content = `<w:txbxContent>${p(r('boxed'))}</w:txbxContent>`;
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    expect(await outline(p(r('before ') + box + r('after')) + p(r('next')))).toEqual([
      'p before after',
      'p boxed',
      'p next',
    ]);
  });

  it('has marks of runs and of their styles, links of both kinds, and breaks', async () => {
    const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const document = await read(
      p(
        r('bold ', '<w:b/>') +
          r('both', '<w:b/><w:i/>') +
          r(' strong', '<w:rStyle w:val="fett"/>') +
          r(' not', '<w:rStyle w:val="fett"/><w:b w:val="0"/>') +
          r('x', '<w:vanish/>'),
      ) +
        p(
          `<w:hyperlink r:id="link">${r('linked', '<w:u w:val="single"/>')}</w:hyperlink><w:r><w:tab/></w:r>${field('begin')}<w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>${field('separate')}${r('field')}${field('end')}<w:r><w:br/></w:r>${r('line')}`,
        ) +
        p(`${r('page')}<w:r><w:br w:type="page"/></w:r>${r('two')}`),
    );
    expect(outlineOf(document)).toEqual([
      'p bold both strong not',
      'p linked\tfield\nline',
      'p page',
      'page',
      'p two',
    ]);
    expect(marksIn(document)).toEqual([
      'strong bold both strong',
      'emphasis both',
      'link linked → https://example.org/a',
      'link field → https://example.org/b',
    ]);
  });

  it('says of itself what its properties say', async () => {
    const { metadata, encoding, mediaType } = await read(
      p(r('They met in March and parted in April without a word.')),
    );
    expect(metadata).toMatchObject({
      title: 'The talks',
      author: 'A. Author',
      date: '2024-03-05',
      language: 'en',
    });
    expect(encoding).toBeNull();
    expect(mediaType).toContain('wordprocessingml');
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['no main document', { '_rels/.rels': '<a/>', 'word/document.xml': '' }, 'file-damaged'],
    ['an entity', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>' }, 'file-damaged'],
    ['no text', { 'word/document.xml': '<a/>' }, 'file-empty'],
  ])('is refused for %s', async (_, files, code) => {
    const bytes = await docxOf('', files);
    await expect(readDocument({ bytes, fileName: 'a.docx' })).rejects.toMatchObject({ code });
  });
});
