import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../../core/errors.ts';
import { checkStructure } from '../../../core/text/check.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { readDocument } from '../index.ts';
import { marksIn, outlineOf } from '../testing/outline.ts';

const read = (lines: readonly (string | Uint8Array)[], fileName = 'letter.eml'): Promise<ParsedDocument> =>
  readDocument({
    bytes: Buffer.concat(
      lines.flatMap((line) => [typeof line === 'string' ? Buffer.from(line) : line, Buffer.from('\r\n')]),
    ),
    fileName,
  });

const HEADERS = [
  'Received: from a.example by b.example; Tue, 31 Dec 2024 23:59:59 -0500',
  'From: =?utf-8?B?0JDQvdC90LA=?= <anna@news.example>',
  'To: desk@news.example, "Editor, the" <editor@news.example>',
  'Subject: =?koi8-r?B?8NLJ18XU?=, world',
  'Date: Tue, 31 Dec 2024 23:59:59 -0500',
  'Message-ID: <1@news.example>',
];

describe('a mail message', () => {
  it('has its headers as metadata and its lines as paragraphs, those quoted by their depth', async () => {
    const document = await read([
      ...HEADERS,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      '',
      'Hello,',
      '',
      '> you wrote:',
      '>> that I wrote',
      'yes — да',
      '>From there',
      '-- ',
      'Anna',
    ]);
    expect(checkStructure(document)).toEqual([]);
    expect(outlineOf(document)).toEqual([
      'p Hello,',
      'p>1 you wrote:',
      'p>2 that I wrote',
      'p yes — да',
      'p From there',
      'p --',
      'p Anna',
    ]);
    expect(document.text.startsWith('Hello,\n\nyou wrote:\nthat')).toBe(true);
    expect(document.metadata).toMatchObject({
      title: 'Привет, world',
      author: 'Анна',
      source: 'anna@news.example',
      date: '2024-12-31',
    });
    expect(document.metadata.fields).toEqual({
      sent: 'Tue, 31 Dec 2024 23:59:59 -0500',
      to: 'desk@news.example, Editor, the <editor@news.example>',
      'message-id': '<1@news.example>',
    });
    expect(document.encoding).toBeNull();
  });

  it('is read from its HTML part, which has the structure; nothing of it is cut', async () => {
    const document = await read([
      ...HEADERS,
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'plain',
      '--x',
      'Content-Type: text/html; charset=windows-1251',
      'Content-Transfer-Encoding: 8bit',
      '',
      Buffer.from([0x3c, 0x68, 0x31, 0x3e, 0xcc, 0xe8, 0xed, 0xf1, 0xea, 0x3c, 0x2f, 0x68, 0x31, 0x3e]),
      '<p>See <a href="https://news.example/a">this</a>.<script>alert(1)</script><img src="https://track.example/1.gif">',
      '--x--',
    ]);
    expect(outlineOf(document)).toEqual(['h1 Минск', 'p See this.']);
    expect(marksIn(document)).toEqual(['link this → https://news.example/a']);
    expect(document.cuts.filter(({ selected }) => selected)).toEqual([]);
  });

  it('names what is attached, and takes the plain part where the page holds but pictures', async () => {
    const document = await read([
      ...HEADERS,
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: multipart/alternative; boundary=y',
      '',
      '--y',
      'Content-Type: text/plain',
      '',
      'In words.',
      '--y',
      'Content-Type: text/html',
      '',
      '<img src="cid:1">',
      '--y--',
      '--x',
      'Content-Type: application/pdf; name="../../etc/report.pdf"',
      'Content-Disposition: attachment; filename="../../etc/report.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0=',
      '--x--',
    ]);
    expect(document.text.trim()).toBe('In words.');
    expect(document.metadata.fields.attachments).toBe('report.pdf');
    expect(document.warnings).toMatchObject([
      { code: 'attachment-left-out', message: expect.stringContaining('report.pdf') },
    ]);
  });

  it.each<[string, readonly string[], string]>([
    ['without headers', ['Just a text', 'of two lines'], 'Just a text\nof two lines'],
    [
      'without an empty line after its headers',
      ['From: a@b.example', 'Subject: x', 'The text begins: here'],
      'The text begins: here',
    ],
    [
      'with parts that nothing divides',
      ['From: a@b.example', 'Content-Type: multipart/alternative;', '', 'Words'],
      'Words',
    ],
    ['out of a mailbox', ['From a@b.example Mon Jan  1 00:00:00 2024', 'Subject: x', '', 'Words'], 'Words'],
  ])('is read %s', async (_name, lines, text) => {
    expect((await read(lines)).text.trim()).toBe(text);
  });

  it('is known by its headers, whatever it is called, and a text about letters is none', async () => {
    expect((await read([...HEADERS, '', 'Words'], 'saved.txt')).format).toBe('eml');
    expect((await read(['From: the very beginning', 'Date: unknown', '', 'Words'], 'notes.txt')).format).toBe(
      'txt',
    );
  });

  it('says why it cannot be read', async () => {
    await expect(read([...HEADERS, '', ''])).rejects.toMatchObject({ code: 'file-empty' });
    const deep = Array.from({ length: 100 }, (_, depth) => [
      `Content-Type: multipart/mixed; boundary=b${depth}`,
      '',
      `--b${depth}`,
    ]);
    await expect(read(deep.flat())).rejects.toMatchObject({ code: 'structure-too-deep' });
  });

  it('gives a sound text or a GlossatorError, whatever the bytes', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...HEADERS,
        '',
        '--x',
        '--x--',
        'Content-Type: multipart/mixed; boundary=x',
        'Content-Type: text/html',
        'Content-Transfer-Encoding: base64',
        '> > quoted',
        '<p>a<table><td>b',
      ),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (lines) => {
        try {
          expect(checkStructure(await read(lines))).toEqual([]);
        } catch (thrown) {
          if (!(thrown instanceof GlossatorError)) throw thrown;
        }
      }),
      { numRuns: 200 },
    );
  });
});
