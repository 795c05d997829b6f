import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../../core/errors.ts';
import { CYRILLIC_ENCODINGS, rankCyrillic } from './cyrillic.ts';
import { decodeBytes, decodeDocument } from './decode.ts';
import { detectEncoding } from './detect.ts';
import { codecName, ENCODING_NAMES, encodingName } from './labels.ts';
import { samplesOf } from './samples.ts';
import { firstMalformedUtf8, utf8Quality } from './utf8.ts';

const encode = (text: string, encoding: string): Uint8Array => iconv.encode(text, codecName(encoding));
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('encoding labels', () => {
  it.each([
    ['CP1251', 'windows-1251'],
    ['win-1251', 'windows-1251'],
    ['Windows1251', 'windows-1251'],
    ['UTF8', 'utf-8'],
    ['iso8859-1', 'windows-1252'],
    ['latin2', 'iso-8859-2'],
    ['KOI8_R', 'koi8-r'],
    ['cp866', 'ibm866'],
    ['Shift-JIS', 'shift_jis'],
    ['gb2312', 'gbk'],
    ['klingon', null],
    ['', null],
  ])('reads %j as %s', (label, name) => {
    expect(encodingName(label)).toBe(name);
  });

  it('names only encodings that can be decoded', () => {
    for (const name of ENCODING_NAMES) {
      expect(encodingName(name), name).toBe(name);
      expect(iconv.encodingExists(codecName(name)), name).toBe(true);
      expect(decodeBytes(encode('Plain text 123', name), name).text).toBe('Plain text 123');
    }
  });
});

const CYRILLIC: readonly (readonly [language: string, text: string])[] = [
  ['ru', 'Привет, мир'],
  ['ru', 'Москва'],
  ['ru', 'ВНИМАНИЕ'],
  ['ru', 'ёлка'],
  ['ru', 'Министр заявил, что переговоры начнутся в понедельник.'],
  ['ru', '«Мы не подпишем», — сказал министр № 5. «Это наша позиция…»'],
  ['ru', 'In the evening the Агентство reported: встреча отложена.'],
  ['be', 'Прывітанне, свет'],
  ['be', 'УВАГА'],
  ['be', 'Мінск'],
  ['be', 'Міністр заявіў, што перамовы пачнуцца ў панядзелак.'],
  ['uk', 'Привіт, світе'],
  ['uk', 'Київ'],
  ['uk', 'Міністр заявив, що переговори розпочнуться в понеділок.'],
];

describe('telling the Cyrillic encodings apart', () => {
  const cases = CYRILLIC.flatMap(
    ([language, text]) => CYRILLIC_ENCODINGS.map((encoding) => [language, encoding, text] as const),
    // What an encoding cannot spell says nothing about reading it.
  ).filter(
    ([, encoding, text]) => iconv.decode(Buffer.from(encode(text, encoding)), codecName(encoding)) === text,
  );

  it('tries most texts in most encodings', () => expect(cases.length).toBeGreaterThan(55));

  it.each(cases)('%s in %s: %s', (_language, encoding, text) => {
    const bytes = encode(text, encoding);
    const { encoding: found, evidence, confidence } = detectEncoding(bytes);
    // KOI8-R and KOI8-U, or IBM866 and MacCyrillic, may spell a text with the very same bytes.
    expect(decodeBytes(bytes, found).text).toBe(text);
    expect(evidence).toBe('detected');
    expect(confidence).toBeGreaterThan(0.5);
  });

  it.each([
    ['windows-1252', 'Le président a déclaré que les négociations étaient terminées.'],
    ['windows-1252', 'Über die Größe der Straße für Bürger, sagte er — “naïve”.'],
    ['windows-1250', 'Prezydent oświadczył, że rozmowy są zakończone i nikt nie zgłosił zastrzeżeń.'],
    ['windows-1253', 'Ο πρόεδρος δήλωσε ότι οι διαπραγματεύσεις ολοκληρώθηκαν χωρίς συμφωνία.'],
    ['windows-1255', 'הנשיא אמר שהשיחות הסתיימו ללא הסכם בין הצדדים.'],
    ['windows-1256', 'قال الرئيس إن المفاوضات انتهت دون اتفاق بين الطرفين.'],
    ['shift_jis', '大統領は交渉が合意なしに終わったと述べた。これは日本語の文章です。'],
    ['euc-jp', '大統領は交渉が合意なしに終わったと述べた。これは日本語の文章です。'],
    ['gb18030', '总统表示谈判已经结束，双方没有达成协议。这是中文文本。'],
    ['big5', '總統表示談判已經結束，雙方沒有達成協議。這是中文文本。'],
    ['euc-kr', '대통령은 협상이 합의 없이 끝났다고 말했다. 이것은 한국어 문장입니다.'],
  ])('takes %s text for no Cyrillic: %s', (encoding, text) => {
    const bytes = encode(text, encoding);
    expect(rankCyrillic(bytes)[0]?.score).toBeLessThan(0.6);
    expect(decodeBytes(bytes, detectEncoding(bytes).encoding).text).toBe(text);
  });
});

describe('detecting an encoding', () => {
  it.each<[string, Uint8Array, string, string]>([
    ['a UTF-8 mark', latin1('\u00ef\u00bb\u00bftext'), 'utf-8', 'bom'],
    ['a UTF-16LE mark', latin1('\u00ff\u00fet\0'), 'utf-16le', 'bom'],
    ['a UTF-16BE mark', latin1('\u00fe\u00ff\0t'), 'utf-16be', 'bom'],
    ['a UTF-32LE mark', latin1('\u00ff\u00fe\0\0t\0\0\0'), 'utf-32le', 'bom'],
    ['a UTF-32BE mark', latin1('\0\0\u00fe\u00ff\0\0\0t'), 'utf-32be', 'bom'],
    ['UTF-16LE without a mark', Buffer.from('Plain text\nin two lines', 'utf16le'), 'utf-16le', 'detected'],
    [
      'Cyrillic UTF-16LE without a mark',
      Buffer.from('Мінск, 12 снежня.\nДругі радок', 'utf16le'),
      'utf-16le',
      'detected',
    ],
    [
      'Cyrillic UTF-16BE without a mark',
      Buffer.from('Мінск, 12 снежня.\nДругі радок', 'utf16le').swap16(),
      'utf-16be',
      'detected',
    ],
    ['UTF-8', Buffer.from('Мінск'), 'utf-8', 'valid-utf8'],
    ['ASCII', latin1('Minsk'), 'utf-8', 'valid-utf8'],
    [
      'UTF-8 cut off within a character',
      Buffer.from('Перамовы пачнуцца ў панядзелак').subarray(0, -1),
      'utf-8',
      'detected',
    ],
  ])('knows %s', (_name, bytes, encoding, evidence) => {
    expect(detectEncoding(bytes)).toMatchObject({ encoding, evidence });
  });

  it('judges a long file by samples, also where its beginning says nothing', () => {
    const text = `${'Plain English header. '.repeat(20_000)}\n${'Міністр заявіў, што перамовы пачнуцца. '.repeat(50)}\n${'More English. '.repeat(20_000)}`;
    const bytes = encode(text, 'windows-1251');
    expect(samplesOf(bytes, 16_384).length).toBeLessThanOrEqual(16_384);
    expect(detectEncoding(bytes).encoding).toBe('windows-1251');
  });

  it('answers for any bytes, and decodes them to well-formed text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { text, encoding, warnings } = decodeDocument(bytes);
        expect(ENCODING_NAMES).toContain(encoding.encoding);
        expect(encoding.confidence).toBeGreaterThan(0);
        expect(encoding.confidence).toBeLessThanOrEqual(1);
        expect(encoding.alternatives).not.toContain(encoding.encoding);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toContain('\r');
        if (encoding.evidence !== 'valid-utf8' && text.includes('\ufffd')) expect(warnings.length).toBe(1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('decoding', () => {
  it('turns CRLF and CR into LF and leaves other line ends', () => {
    expect(decodeDocument(Buffer.from('a\r\nb\rc\nd\u0085e\u2028f\r\r\n')).text).toBe(
      'a\nb\nc\nd\u0085e\u2028f\n\n',
    );
  });

  it('drops a byte order mark and only that', () => {
    expect(decodeDocument(Buffer.from('\ufeff\ufeffa')).text).toBe('\ufeffa');
    expect(decodeDocument(latin1('\u00fe\u00ff\0a')).text).toBe('a');
  });

  it('says where bytes mean nothing', () => {
    const { text, warnings } = decodeDocument(
      latin1(
        `${'ok \u00d0\u009f\u00d1\u0080\u00d0\u00b8\u00d0\u00b2\u00d0\u00b5\u00d1\u0082 '.repeat(10)}\u00ff end`,
      ),
    );
    expect(text.endsWith('� end')).toBe(true);
    expect(warnings).toMatchObject([{ code: 'encoding-mismatch', place: { offset: text.indexOf('�') } }]);
    expect(warnings[0]?.message).toContain('1 place is no utf-8');
  });

  it('does not complain of a replacement character that the file holds itself', () => {
    expect(decodeDocument(Buffer.from('a\ufffdb')).warnings).toEqual([]);
    expect(decodeBytes(Buffer.concat([Buffer.from('\ufffd'), latin1('\u00ff')]), 'utf-8').malformed).toBe(1);
  });

  it('reads in the encoding that was chosen, and refuses one that does not exist', () => {
    const bytes = encode('Привет', 'koi8-r');
    expect(decodeDocument(bytes, { chosen: 'KOI8-R' })).toMatchObject({
      text: 'Привет',
      encoding: { encoding: 'koi8-r', evidence: 'chosen' },
    });
    expect(decodeDocument(bytes, { chosen: 'cp1251' }).text).toBe('рТЙЧЕФ');
    expect(() => decodeDocument(bytes, { chosen: 'klingon' })).toThrow(GlossatorError);
  });

  it('keeps lone surrogates of UTF-16 out of the text', () => {
    const { text, warnings } = decodeDocument(latin1('\u00ff\u00fea\0\0\u00d8b\0'));
    expect(text).toBe('a�b');
    expect(warnings.map(({ code }) => code)).toEqual(['encoding-mismatch']);
  });
});

describe('what a page says of its encoding', () => {
  const page = (head: string, body: string, encoding: string): Uint8Array =>
    encode(`<!doctype html><html><head>${head}</head><body><p>${body}</p></body></html>`, encoding);
  const russian = 'Министр заявил, что переговоры начнутся в понедельник.';

  it.each<[string, Uint8Array, string, string, number]>([
    [
      'by meta charset',
      page('<meta charset="windows-1251">', russian, 'windows-1251'),
      'windows-1251',
      'declared',
      0,
    ],
    [
      'by http-equiv',
      page('<meta http-equiv=Content-Type content="text/html; charset=koi8-r">', russian, 'koi8-r'),
      'koi8-r',
      'declared',
      0,
    ],
    [
      'by an XML declaration',
      encode(`<?xml version="1.0" encoding="ISO-8859-5"?><html>${russian}</html>`, 'iso-8859-5'),
      'iso-8859-5',
      'declared',
      0,
    ],
    [
      'in a comment only',
      page('<!-- <meta charset="koi8-r"> -->', russian, 'windows-1251'),
      'windows-1251',
      'detected',
      0,
    ],
    [
      'wrongly: a Russian page that says it is Western',
      page('<meta charset="iso-8859-1">', russian, 'windows-1251'),
      'windows-1251',
      'detected',
      1,
    ],
    [
      'wrongly: KOI8 that says it is Windows-1251',
      page('<meta charset="windows-1251">', russian, 'koi8-r'),
      'koi8-r',
      'detected',
      1,
    ],
    [
      'wrongly: UTF-8 that says it is Windows-1251',
      page('<meta charset="windows-1251">', russian, 'utf-8'),
      'utf-8',
      'valid-utf8',
      1,
    ],
    [
      'wrongly: Windows-1251 that says it is UTF-8',
      page('<meta charset="utf-8">', russian, 'windows-1251'),
      'windows-1251',
      'detected',
      1,
    ],
    [
      'by a word that is no encoding',
      page('<meta charset="cyrillic-win">', russian, 'windows-1251'),
      'windows-1251',
      'detected',
      1,
    ],
    [
      'as UTF-16 in bytes that are not',
      page('<meta charset="utf-16">', russian, 'utf-8'),
      'utf-8',
      'declared',
      0,
    ],
    ['not at all', page('', russian, 'ibm866'), 'ibm866', 'detected', 0],
  ])('%s', (_name, bytes, encoding, evidence, warnings) => {
    const decoded = decodeDocument(bytes, { declares: 'markup' });
    expect(decoded.encoding).toMatchObject({ encoding, evidence });
    expect(decoded.text).toContain(russian);
    expect(decoded.warnings.length).toBe(warnings);
  });
});

describe('UTF-8', () => {
  it('is judged as Node judges it', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 8 }).map((text) => new Uint8Array(Buffer.from(text))),
      fc
        .array(fc.constantFrom(0xe0, 0xa0, 0x80, 0xbf, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xc2, 0x41), {
          maxLength: 8,
        })
        .map((values) => Uint8Array.from(values)),
    );
    fc.assert(
      fc.property(bytes, (value) => {
        let valid = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(value);
        } catch {
          valid = false;
        }
        expect(firstMalformedUtf8(value) === -1).toBe(valid);
        expect(utf8Quality(value).malformed === 0).toBe(valid);
      }),
      { numRuns: 2_000 },
    );
  });
});
