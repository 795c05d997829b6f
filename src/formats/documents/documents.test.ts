import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../core/errors.ts';
import { checkStructure } from '../../core/text/check.ts';
import { documentReaders, LIMITS, readDocument, readerFor, refuseEarly } from './index.ts';
import { outlineOf } from './testing/outline.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof GlossatorError) return thrown.code;
    throw thrown;
  }
  return 'none';
}

describe('choosing a reader', () => {
  it.each([
    ['a.txt', 'plain', 'txt'],
    ['A.TXT', 'plain', 'txt'],
    ['a.md', '# a', 'md'],
    ['a.html', 'anything', 'html'],
    ['a.HTM', 'anything', 'html'],
    ['saved page', '  <!-- x --><!DOCTYPE html><p>a', 'html'],
    ['page.php', '<html lang=en><p>a', 'html'],
    ['utf16', '\u00ff\u00fe<\0h\0t\0m\0l\0>\0', 'html'],
    ['notes.txt', '<!doctype html><p>saved under another name', 'html'],
    ['README', 'plain', 'txt'],
    ['a.log', '12:00 started', 'txt'],
  ])('takes %s (%s) as %s', (fileName, head, format) => {
    expect(readerFor(bytesOf(head), fileName).id).toBe(format);
  });

  it('knows every reader by one identifier', () => {
    expect(new Set(documentReaders.map(({ id }) => id)).size).toBe(documentReaders.length);
  });
});

describe('refusing a file by its beginning', () => {
  it.each<[string, Uint8Array, number, string, string]>([
    ['an empty file', bytesOf(''), 0, 'a.txt', 'file-empty'],
    ['a gigabyte of zeros', new Uint8Array(65_536), 1_073_741_824, 'a.txt', 'file-binary'],
    ['a compressed file', bytesOf('\u001f\u008b\u0008\0\0\0\0\0\0\u0003'), 9_000, 'a.txt', 'file-binary'],
    [
      'an archive that is called a text',
      bytesOf('PK\u0003\u0004\u0014\0\u0006\0'),
      9_000,
      'a.txt',
      'file-binary',
    ],
    ['a picture', bytesOf('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR'), 9_000, 'a.html', 'file-binary'],
    ['a database', bytesOf('SQLite format 3\0\u0010\0'), 9_000, 'a.txt', 'file-binary'],
    ['a text that is too large', bytesOf('text'), LIMITS.textBytes + 1, 'a.txt', 'file-too-large'],
    ['a page that is too large', bytesOf('<html>'), LIMITS.htmlBytes + 1, 'a.html', 'file-too-large'],
    ['a text as large as may be', bytesOf('text'), LIMITS.textBytes, 'a.txt', 'none'],
    ['UTF-16 without a mark', Buffer.from('Plain text, line after line\n', 'utf16le'), 56, 'a.txt', 'none'],
    ['text with an escape and an end-of-file sign', bytesOf('\u001b$B text \u001a'), 12, 'a.txt', 'none'],
    ['text that begins like a signature', bytesOf('BZh is how the word begins'), 26, 'a.txt', 'none'],
  ])('%s', (_name, head, size, fileName, code) => {
    expect(refusal(() => refuseEarly(head, size, fileName))).toBe(code);
  });

  it('names a way out', () => {
    expect(() => refuseEarly(new Uint8Array(100), 100, 'a.txt')).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining('save it as text') }),
    );
  });
});

describe('reading a document', () => {
  it('uses the format that was chosen', async () => {
    const bytes = bytesOf('<p># a</p>');
    expect(outlineOf(await readDocument({ bytes, fileName: 'a.html' }))).toEqual(['p # a']);
    expect(outlineOf(await readDocument({ bytes, fileName: 'a.html', format: 'txt' }))).toEqual([
      'p <p># a</p>',
    ]);
    await expect(readDocument({ bytes, fileName: 'a', format: 'nonsense' })).rejects.toMatchObject({
      code: 'file-format-unknown',
    });
  });

  it('uses the encoding that was chosen', async () => {
    const bytes = bytesOf('<meta charset=utf-8><p>\u00cf\u00f0\u00e8');
    expect((await readDocument({ bytes, fileName: 'a.html', encoding: 'cp1251' })).text).toBe('При');
    await expect(readDocument({ bytes, fileName: 'a.html', encoding: 'x' })).rejects.toMatchObject({
      code: 'encoding-unknown',
    });
  });

  it('fails with a GlossatorError or gives a sound text, whatever the bytes and the name', async () => {
    const names = fc.constantFrom('a.txt', 'a.md', 'a.html', 'a', 'a.bin');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 100 }).map((text) => new Uint8Array(Buffer.from(text))),
      fc.string({ maxLength: 100 }).map((text) => new Uint8Array(Buffer.from(text, 'utf16le'))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, names, async (value, fileName) => {
        try {
          expect(checkStructure(await readDocument({ bytes: value, fileName }))).toEqual([]);
        } catch (thrown) {
          if (!(thrown instanceof GlossatorError)) throw thrown;
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Files that others wrote, where the checkout has them beside it: what is expected of those that are not simply read. */
const FOLDER = new URL('../../../../shared/interop/documents/', import.meta.url);
const READABLE = /\.(?:txt|md|html?|xml)$/;
const EXPECTED: Readonly<Record<string, { readonly encoding?: string; readonly beginning?: string }>> = {
  'html/testHTML_utf8.html': { encoding: 'utf-8', beginning: 'Content with UTF-8 chars\n\nåäö' },
  'html/testHTML_charset_utf16le.html': { encoding: 'utf-16le', beginning: 'This is a sample text' },
  'html/testArabicMisleadingCharset.html': { encoding: 'windows-1256', beginning: 'في قرية من القرى' },
  'html/testHTML_metadata.html': { encoding: 'utf-8' },
  'html/resume.html': { encoding: 'utf-8', beginning: 'Здравствуйте' },
  'txt/russian.cp866.txt': { encoding: 'ibm866', beginning: 'Однажды, в студеную зимнюю пору' },
  'txt/testTXT_win-1252.txt': { encoding: 'windows-1252', beginning: 'These smart quotes' },
  'txt/test-utf16le.xml': { encoding: 'utf-16le' },
  'txt/cjkencodings/big5.txt': { encoding: 'big5', beginning: '如何在 Python 中使用既有的 C library' },
  'txt/cjkencodings/euc_jp.txt': { encoding: 'euc-jp', beginning: 'Python の開発は' },
  'txt/cjkencodings/gb18030.txt': { encoding: 'gb18030', beginning: 'Python（派森）语言' },
  'txt/cjkencodings/gbk.txt': { encoding: 'gb18030', beginning: 'Python（派森）语言' },
};

describe.runIf(existsSync(FOLDER))('files that others wrote', () => {
  const files = existsSync(FOLDER)
    ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
        (name) => /^(?:txt|html)\//.test(name) && READABLE.test(name),
      )
    : [];

  it.each(files)('%s', async (name) => {
    const document = await readDocument({
      bytes: readFileSync(new URL(name, FOLDER)),
      fileName: name.replace(/.*\//, ''),
    });
    expect(checkStructure(document)).toEqual([]);
    expect(document.text).not.toMatch(/<(?:script|p|div)[ >]/);
    const { encoding, beginning = '' } = EXPECTED[name] ?? {};
    if (encoding) expect(document.encoding?.encoding).toBe(encoding);
    expect(document.text.slice(0, beginning.length)).toBe(beginning);
  });

  /** Legacy encodings with a twin in UTF-8; not among the encodings of the Encoding Standard: EUC-JISX0213, HZ, Johab. */
  it.each(['euc_jp', 'gb18030', 'gbk'])('reads %s as its twin in UTF-8', async (name) => {
    const read = async (file: string): Promise<string> =>
      (
        await readDocument({
          bytes: readFileSync(new URL(`txt/cjkencodings/${file}.txt`, FOLDER)),
          fileName: 'a.txt',
        })
      ).text;
    expect(await read(name)).toBe(await read(`${name}-utf8`));
  });
});

const CORPUS = new URL('../../../../shared/corpus/', import.meta.url);

describe.runIf(existsSync(CORPUS))('pages as an analyst receives them', () => {
  it.each(existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => name.endsWith('.txt')) : [])(
    '%s',
    async (name) => {
      const bytes = readFileSync(new URL(name, CORPUS));
      const document = await readDocument({ bytes, fileName: name });
      expect(checkStructure(document)).toEqual([]);
      expect(document.text).toBe(bytes.toString('utf8').replace(/\r\n?/g, '\n'));
      expect(document.metadata.language).toBe('en');
    },
  );
});
