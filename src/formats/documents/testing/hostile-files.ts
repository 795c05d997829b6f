import { ZipArchive } from '../../zip/archive.ts';
import { zipped } from '../../zip/testing/zipped.ts';
import { docxOf, epubOf, mhtmlOf, odtOf, wordParagraph, wordRun } from './packed-samples.ts';

/** Numbers that look like chance, the same for a seed wherever they are drawn (Mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** a whole number from 0 to below `limit` */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  of<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }
}

export interface Sample {
  readonly format: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

const WORDS = 'They met in March, said Müller, and Лукашенка left 東京 before noon 😀.';
const HTML = `<!doctype html><html lang="en"><head><title>T</title></head><body><article><h1>Head</h1><p>${WORDS} <b>b</b></p><ul><li>a<li>b</ul><table><tr><th>a<td colspan=2>b<tr><td>c<td>d</table></article></body></html>`;
const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj 4 0 obj<</Length 42>>stream\nBT /F1 12 Tf 20 100 Td (They met in March) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>';
const RTF =
  '{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset204 A;}}{\\stylesheet{\\s1 heading 1;}}{\\*\\listtable{\\list{\\listlevel\\levelnfc0}\\listid1}}{\\info{\\title t}}\\pard\\s1 Head\\par\\pard {\\b bold}\\\'cf\\u1046?{\\footnote note}{\\field{\\*\\fldinst HYPERLINK "https://example.org/"}{\\fldrslt x}}\\par\\trowd\\cellx1\\cellx2\\intbl a\\cell b\\cell\\row\\pard{\\shp{\\*\\shpinst{\\shptxt box\\par}}} end\\par}';

/** A small sound file of each format that is to be spoilt. */
export async function samples(): Promise<readonly Sample[]> {
  const utf8 = (format: string, ending: string, text: string): Sample => ({
    format,
    fileName: `a.${ending}`,
    bytes: Buffer.from(text),
  });
  const note = '<w:r><w:footnoteReference w:id="2"/></w:r>';
  const list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
  const cells = `<w:tc>${wordParagraph(wordRun('a'))}</w:tc><w:tc>${wordParagraph(wordRun('b'))}</w:tc>`;
  return [
    utf8('txt', 'txt', `Head\n\n${WORDS}`),
    utf8(
      'md',
      'md',
      `# Head\n\n${WORDS} **b** [a](https://example.org)[^1]\n\n- a\n  1. b\n\n| a | b |\n|--|--|\n| c | d |\n\n[^1]: note`,
    ),
    utf8('html', 'html', HTML),
    utf8(
      'eml',
      'eml',
      `From: a@example.org\nSubject: =?utf-8?Q?S=C3=BC=C3=9F?=\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n${WORDS}\n--b\nContent-Type: text/html\n\n${HTML}\n--b--\n`,
    ),
    utf8(
      'srt',
      'srt',
      `1\n00:00:01,000 --> 00:00:02,000\n${WORDS}\n\n2\n00:00:02,500 --> 00:00:04,000\n<i>more</i>\n`,
    ),
    utf8('vtt', 'vtt', `WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>${WORDS}\n`),
    utf8('pdf', 'pdf', PDF),
    { format: 'rtf', fileName: 'a.rtf', bytes: Buffer.from(RTF, 'latin1') },
    {
      format: 'mhtml',
      fileName: 'a.mhtml',
      bytes: mhtmlOf('<html><body><h1>Head</h1><p>caf\u00e9 and more</p></body></html>'),
    },
    {
      format: 'docx',
      fileName: 'a.docx',
      bytes: await docxOf(
        `${wordParagraph(wordRun('Head'), '<w:pStyle w:val="1"/>')}${wordParagraph(wordRun(WORDS, '<w:b/>') + note)}${wordParagraph(wordRun('item'), list)}<w:tbl><w:tr>${cells}</w:tr></w:tbl>`,
      ),
    },
    {
      format: 'odt',
      fileName: 'a.odt',
      bytes: await odtOf(
        `<text:h text:outline-level="1">Head</text:h><text:p>${WORDS}<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p><text:list text:style-name="L1"><text:list-item><text:p>a</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>`,
      ),
    },
    {
      format: 'epub',
      fileName: 'a.epub',
      bytes: await epubOf([
        { title: 'One', body: `<p>${WORDS}</p>` },
        { title: 'Two', body: '<h1>Two</h1><p>more</p>' },
      ]),
    },
  ];
}

/** What parsers stumble over. */
const STUMBLING: readonly [string, ...string[]] = [
  '<',
  '>',
  '&',
  '&e;',
  '<!DOCTYPE a [<!ENTITY e "x">]>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '"',
  '{',
  '}',
  '\\',
  '\\bin9999999 ',
  '\\u-1 ',
  "\\'",
  '\0',
  '\ufeff',
  '\ud83d',
  '--b',
  '\r\n\r\n',
  '99999999999999999999',
  '-1',
  '<table>',
  '<p>'.repeat(600),
  '{'.repeat(600),
  '> '.repeat(600),
  'w:val="-1"',
  '<w:tbl><w:tr><w:tc>',
  '<text:list>',
  '00:00:00,000 --> ',
  '[^1]',
  '<< /Length 9999999 >>',
];

/** Some bytes of it changed, left out, doubled, or put in. */
export function spoilt(bytes: Uint8Array, chance: Chance): Uint8Array {
  let spoiled = Buffer.from(bytes);
  for (let times = 1 + chance.below(6); times > 0; times -= 1) {
    const at = chance.below(spoiled.length + 1);
    const end = Math.min(spoiled.length, at + chance.below(200));
    const [before, between, after] = [
      spoiled.subarray(0, at),
      spoiled.subarray(at, end),
      spoiled.subarray(end),
    ];
    switch (chance.below(6)) {
      case 0:
        if (at < spoiled.length) spoiled[at] = chance.below(256);
        break;
      case 1:
        spoiled = Buffer.concat([before, after]);
        break;
      case 2:
        spoiled = Buffer.concat([before, between, between, between, after]);
        break;
      case 3:
        spoiled = Buffer.concat([before, Buffer.from(chance.of(STUMBLING)), between, after]);
        break;
      case 4:
        spoiled = Buffer.from(before.length > 0 && chance.below(4) === 0 ? before : spoiled);
        break;
      default:
        spoiled = Buffer.concat([
          before,
          after.subarray(0, after.length / 2),
          between,
          after.subarray(after.length / 2),
        ]);
    }
  }
  return spoiled;
}

/** What is in an archive, unpacked once for all the times that it is spoilt. */
const unpacked = new WeakMap<Uint8Array, Promise<ReadonlyMap<string, Uint8Array>>>();

async function unpack(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const archive = await ZipArchive.open(bytes);
  const files = new Map<string, Uint8Array>();
  for (const { name } of archive.entries) files.set(name, (await archive.read(name)) ?? new Uint8Array());
  return files;
}

/** The sample spoilt: of an archive mostly a file in it, for a spoilt archive is refused before anything in it is read. */
export async function spoiltSample({ bytes }: Sample, chance: Chance): Promise<Uint8Array> {
  if (bytes[0] !== 0x50 || chance.below(8) === 0) return spoilt(bytes, chance);
  const whole = unpacked.get(bytes) ?? unpack(bytes);
  unpacked.set(bytes, whole);
  const entries = [...(await whole)];
  const [victim] = entries[chance.below(entries.length)] ?? [];
  const files = Object.fromEntries(
    entries.map(([name, content]) => [
      name,
      name === victim && name !== 'mimetype' ? spoilt(content, chance) : content,
    ]),
  );
  return zipped(files, { store: true });
}

/** Bytes of chance alone, under the name of the sample and sometimes with its beginning. */
export function random({ bytes }: Sample, chance: Chance): Uint8Array {
  const length = chance.below(2_000);
  const head = bytes.subarray(0, chance.below(2) * Math.min(bytes.length, 64));
  return Buffer.concat([head, Buffer.from(Array.from({ length }, () => chance.below(256)))]);
}

/** Files that are small and would become huge, or take for ever. */
export async function bombs(): Promise<readonly Sample[]> {
  const zeros = new Uint8Array(32 * 1024 * 1024);
  const deep = (open: string, close: string) => open.repeat(50_000) + close.repeat(50_000);
  const laughs = `<!DOCTYPE a [<!ENTITY l0 "ha">${Array.from({ length: 40 }, (_, at) => `<!ENTITY l${at + 1} "&l${at};&l${at};">`).join('')}]><a>&l40;</a>`;
  const made: readonly (readonly [string, Uint8Array])[] = [
    ['docx', await zipped({ 'word/document.xml': zeros })],
    ['docx', await docxOf(deep('<w:sdt><w:sdtContent>', '</w:sdtContent></w:sdt>'))],
    ['docx', await docxOf('', { 'word/document.xml': laughs })],
    ['docx', await docxOf('<w:p/>'.repeat(3_100_000))],
    ['odt', await odtOf('', { 'content.xml': laughs })],
    ['odt', await odtOf(deep('<text:section>', '</text:section>'))],
    [
      'odt',
      await odtOf(
        `<table:table>${'<table:table-row><table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell></table:table-row>'.repeat(2_000)}</table:table>`,
      ),
    ],
    [
      'epub',
      await zipped({ mimetype: 'application/epub+zip', 'META-INF/container.xml': laughs }, { store: true }),
    ],
    ['epub', await epubOf([{ title: 'x', body: deep('<div>', '</div>') }])],
    ['rtf', Buffer.from(`{\\rtf1 ${'{\\b x'.repeat(200_000)}`)],
    ['mhtml', Buffer.from(`Content-Type: multipart/related; boundary=b\n\n${'--b\n\n'.repeat(200_000)}`)],
    ['html', Buffer.from(deep('<div>', '</div>'))],
  ];
  return made.map(([format, bytes]) => ({ format, fileName: `bomb.${format}`, bytes }));
}
