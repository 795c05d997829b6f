import { describe, expect, it } from 'vitest';
import { checkStructure } from '../../../core/text/check.ts';
import { readDocument } from '../index.ts';
import { outlineOf } from '../testing/outline.ts';
import { type BookChapter, epubOf, mhtmlOf } from '../testing/packed-samples.ts';

const read = async (chapters: readonly BookChapter[], files: Readonly<Record<string, string>> = {}) =>
  readDocument({ bytes: await epubOf(chapters, files), fileName: 'a.epub' });

describe('an e-book', () => {
  it('is read in the order of its spine, chapters headed, its contents proposed for cutting', async () => {
    const document = await read([
      {
        title: 'Dawn',
        body: '<h2>Dawn</h2><p>It <a id="x"/>dawned.</p><table><tr><th>a</th><th>b</th></tr></table>',
      },
      { title: 'Noon', body: '<p>NOON</p><p>It was <em>noon</em>.</p>' },
      {
        title: 'Dusk',
        body: '<p>It grew dark.</p><table><tr><th>c</th><th>d</th></tr></table><img src="x.png" alt="The lake"/>',
      },
    ]);
    expect(checkStructure(document)).toEqual([]);
    expect(outlineOf(document)).toEqual([
      '*navigation li1#1 Dawn',
      '*navigation li1#2 Noon',
      '*navigation li1#3 Dusk',
      'h2 Dawn',
      'p It dawned.',
      'p[0:0,0h] a',
      'p[0:0,1h] b',
      'h1 NOON',
      'p It was noon.',
      'h1 Dusk',
      'p It grew dark.',
      'p[1:0,0h] c',
      'p[1:0,1h] d',
      'caption The lake',
    ]);
    expect(document.metadata).toMatchObject({
      title: 'The Book',
      author: 'A. Author; B. Author',
      date: '2019-05',
      source: 'The Press',
    });
    expect(document.warnings).toEqual([]);
  });

  it('is refused where its text is encrypted, and says what is missing', async () => {
    const chapters = [{ title: 'One', body: '<p>One</p>' }];
    const encryption =
      '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:CipherData><e:CipherReference URI="OPS/text/ch%200.xhtml"/></e:CipherData></e:EncryptedData></encryption>';
    await expect(read(chapters, { 'META-INF/encryption.xml': encryption })).rejects.toMatchObject({
      code: 'file-encrypted',
    });
    await expect(read(chapters, { 'META-INF/container.xml': '<a/>' })).rejects.toMatchObject({
      code: 'file-damaged',
    });
    await expect(
      read([{ title: 'x', body: '<p> </p>' }], { 'OPS/nav.xhtml': '<html/>' }),
    ).rejects.toMatchObject({
      code: 'file-empty',
    });
  });
});

describe('a page saved as MHTML', () => {
  it('is decoded as the page says, and knows where it came from', async () => {
    const page =
      '<html><head><meta charset="windows-1252"><title>Gr\u00fc\u00dfe</title></head><body><article><h1>Gr\u00fc\u00dfe</h1><p>A text with <a href="/x?a=b">a link</a> that is long enough to be one.</p></article></body></html>';
    const document = await readDocument({ bytes: mhtmlOf(page), fileName: 'a.mhtml' });
    expect(checkStructure(document)).toEqual([]);
    expect(outlineOf(document)).toEqual(['h1 Grüße', 'p A text with a link that is long enough to be one.']);
    expect(document.marks[0]?.href).toBe('https://example.org/x?a=b');
    expect(document).toMatchObject({
      format: 'mhtml',
      encoding: { encoding: 'windows-1252', evidence: 'declared' },
      metadata: { source: 'https://example.org/news/page' },
    });
  });

  it('is refused where there is no page in it', async () => {
    const bytes = Buffer.from(
      'Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--',
    );
    await expect(readDocument({ bytes, fileName: 'a.mht' })).rejects.toMatchObject({ code: 'file-damaged' });
  });
});
