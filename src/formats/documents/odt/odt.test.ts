import { describe, expect, it } from 'vitest';
import { checkStructure } from '../../../core/text/check.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { readDocument } from '../index.ts';
import { marksIn, outlineOf } from '../testing/outline.ts';
import { odtOf } from '../testing/packed-samples.ts';

async function read(text: string, files: Readonly<Record<string, string>> = {}): Promise<ParsedDocument> {
  const document = await readDocument({ bytes: await odtOf(text, files), fileName: 'a.odt' });
  expect(checkStructure(document)).toEqual([]);
  return document;
}

const p = (text: string, style = '') => `<text:p${style && ` text:style-name="${style}"`}>${text}</text:p>`;

describe('an OpenDocument text', () => {
  it('has captions of what its pictures are called, behind their paragraph, and those written in their frames', async () => {
    const picture = (description: string) =>
      `<draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:title>image1.png</svg:title><svg:desc>${description}</svg:desc></draw:frame>`;
    const framed = `<draw:frame><svg:desc>a frame</svg:desc><draw:text-box>${p(`${picture('The pier')}Figure 1: the pier`)}</draw:text-box></draw:frame>`;
    expect(
      outlineOf(
        await read(p(`one ${picture('The ferry')}two`) + p(framed) + picture('At the page') + p('end')),
      ),
    ).toEqual([
      'p one two',
      'caption The ferry',
      'p Figure 1: the pier',
      'caption The pier',
      'caption At the page',
      'p end',
    ]);
  });

  it('has headings, lists that count from where they say, quotations and page breaks', async () => {
    const document = await read(
      `<text:h text:outline-level="2">Head</text:h>${p('said', 'P1')}` +
        `<text:list text:style-name="L1"><text:list-item>${p('three')}<text:list><text:list-item>${p('dot')}</text:list-item></text:list></text:list-item>` +
        `<text:list-item>${p('four')}${p('more of it')}</text:list-item></text:list>${p('new page', 'P2')}`,
    );
    expect(outlineOf(document)).toEqual([
      'h2 Head',
      'p>1 said',
      'li1#3 three',
      'li2 dot',
      'li1#4 four',
      'p more of it',
      'page',
      'p new page',
    ]);
  });

  it('collapses white space, but not that which is written as such', async () => {
    const document = await read(
      p('  a \n <text:span> b</text:span><text:s text:c="3"/>c<text:tab/>d<text:line-break/> e '),
    );
    expect(document.text).toBe('a b   c\td\ne');
  });

  it('has marks of automatic styles and their parents, and links', async () => {
    const document = await read(
      p(
        '<text:span text:style-name="T1">bold</text:span> <text:span text:style-name="T2">slanted</text:span> <text:span text:style-name="H">hidden</text:span><text:a xlink:href="https://example.org/"><text:span text:style-name="T1">link</text:span></text:a>',
      ),
    );
    expect(document.text).toBe('bold slanted link');
    expect(marksIn(document)).toEqual([
      'strong bold',
      'emphasis slanted',
      'strong link',
      'link link → https://example.org/',
    ]);
  });

  it('has tables, notes behind the text, text boxes once, and neither comments nor deletions', async () => {
    const cell = (text: string, more = '') => `<table:table-cell ${more}>${p(text)}</table:table-cell>`;
    const document = await read(
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
        p(
          'Text<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>noted</text:p></text:note-body></text:note> on<office:annotation><text:p>why</text:p></office:annotation>' +
            '<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box><svg:title>alt</svg:title></draw:frame>.',
        ) +
        `<table:table><table:table-header-rows><table:table-row>${cell('wide', 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>${cell('a')}${cell('b')}</table:table-row></table:table>`,
    );
    expect(outlineOf(document)).toEqual([
      'p Text1 on.',
      'p boxed',
      'p[0:0,0h+2] wide',
      'p[0:1,0] a',
      'p[0:1,1] b',
      'li1#1 noted',
    ]);
    expect(document.warnings.map(({ message }) => message)).toEqual([
      '1 tracked deletion is not in the text; insertions are.',
      '1 comment is not in the text.',
    ]);
  });

  it('says of itself what its properties say, packed and flat', async () => {
    const { metadata } = await read(p('They met in March and parted in April.'));
    expect(metadata).toMatchObject({
      title: 'The talks',
      author: 'A. Author',
      date: '2024-03-05',
      fields: { keywords: 'one, two' },
    });
    const flat =
      '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>flat</text:p></office:text></office:body></office:document>';
    const document = await readDocument({ bytes: Buffer.from(flat), fileName: 'a.fodt' });
    expect([document.format, document.text]).toEqual(['odt', 'flat']);
  });

  it('is refused where it is encrypted, without content, or empty', async () => {
    const manifest =
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    const refusal = async (text: string, files: Readonly<Record<string, string>>) =>
      readDocument({ bytes: await odtOf(text, files), fileName: 'a.odt' });
    await expect(refusal(p('x'), { 'META-INF/manifest.xml': manifest })).rejects.toMatchObject({
      code: 'file-encrypted',
    });
    await expect(refusal('', { 'content.xml': '<a/>' })).rejects.toMatchObject({ code: 'file-damaged' });
    await expect(refusal(p(' '), {})).rejects.toMatchObject({ code: 'file-empty' });
  });
});
