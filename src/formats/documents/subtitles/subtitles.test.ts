import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../../core/errors.ts';
import { checkStructure } from '../../../core/text/check.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { readDocument } from '../index.ts';
import { marksIn, outlineOf } from '../testing/outline.ts';

const read = (text: string, fileName: string): Promise<ParsedDocument> =>
  readDocument({ bytes: Buffer.from(text), fileName });

describe('WebVTT', () => {
  const TEXT = [
    'WEBVTT - Interview',
    'Kind: captions',
    '',
    'STYLE',
    '::cue { color: red }',
    '',
    'NOTE not to be seen',
    '',
    'intro',
    '00:01.000 --> 00:04.500 align:start position:0%',
    '<v.loud Anna Müller>Hello &amp; <i>welcome</i>,',
    'all <00:00:03.000><c>of</c> you.</v>',
    '',
    '01:00:00.000 --> 01:00:02.000',
    '- First',
    '- Second: 5 < 6',
    '',
    '01:00:05.000 --> 01:00:06.000',
    '<b></b>',
  ].join('\r\n');

  it('becomes paragraphs with time codes and speakers, and no markup', async () => {
    const document = await read(TEXT, 'talk.vtt');
    expect(checkStructure(document)).toEqual([]);
    expect(outlineOf(document)).toEqual([
      'p 00:00:01.000 Anna Müller: Hello & welcome, all of you.',
      'p 01:00:00.000 - First\n- Second: 5 < 6',
    ]);
    expect(marksIn(document)).toEqual([
      'code 00:00:01.000',
      'strong Anna Müller',
      'emphasis welcome',
      'code 01:00:00.000',
    ]);
    expect(document.metadata).toMatchObject({
      title: 'talk',
      language: 'en',
      fields: { duration: '01:00:06.000' },
    });
    expect(document.warnings).toEqual([]);
  });

  it('leaves out what live captions only repeat, and says how often', async () => {
    const document = await read(
      'WEBVTT\n\n00:00.000 --> 00:02.000\nnobody was\n\n00:02.000 --> 00:04.000\nnobody was\ninvited to\n\n00:04.000 --> 00:06.000\ninvited to\nthe talks\n',
      'live.vtt',
    );
    expect(outlineOf(document)).toEqual([
      'p 00:00:00.000 nobody was',
      'p 00:00:02.000 invited to',
      'p 00:00:04.000 the talks',
    ]);
    expect(document.warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^2 lines only repeat/),
    ]);
  });
});

describe('SubRip', () => {
  it('is read in the encoding that it is in, with positions and fonts left out', async () => {
    const source =
      '1\n00:00:01,5 --> 00:00:02,000 X1:10 X2:20\n{\\an8}<font color="#fff">Привет</font>, страна\n\n2\n00:00:03,000 --> 00:00:04,000\nиз Минска сообщают\n3\n00:00:05,000 --> 00:00:06,000\nновости\n';
    const bytes = Buffer.from(
      Array.from(source, (letter) => {
        const code = letter.charCodeAt(0);
        return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
      }),
    );
    const document = await readDocument({ bytes, fileName: 'film.srt' });
    expect(document.encoding?.encoding).toBe('windows-1251');
    expect(outlineOf(document)).toEqual([
      'p 00:00:01.500 Привет, страна',
      'p 00:00:03.000 из Минска сообщают',
      'p 00:00:05.000 новости',
    ]);
  });

  it('is known by its beginning too', async () => {
    expect((await read('1\n00:00:01,000 --> 00:00:02,000\nWords\n', 'captions')).format).toBe('srt');
    expect((await read('WEBVTT\n\n00:01.000 --> 00:02.000\nWords\n', 'captions.txt')).format).toBe('vtt');
  });

  it('says why it cannot be read, and which lines belong to no cue', async () => {
    await expect(read('A transcript without times.', 'a.srt')).rejects.toMatchObject({
      code: 'file-damaged',
    });
    await expect(read('1\n00:00:01,000 --> 00:00:02,000\n\n', 'a.srt')).rejects.toMatchObject({
      code: 'file-empty',
    });
    const document = await read('stray\n\n1\n00:00:01,000 --> 00:00:02,000\nWords\n', 'a.srt');
    expect(document.warnings).toMatchObject([{ code: 'record-malformed', place: { line: 1 } }]);
  });

  it('gives a sound text or a GlossatorError, whatever the lines', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '1',
        '00:00:01,000 --> 00:00:02,000',
        '<i>',
        '</i>',
        '<v A>',
        '&#x1F600;',
        '&lt;',
        'NOTE',
        'STYLE',
        '- a',
        'WEBVTT',
      ),
      fc.string({ unit: 'grapheme' }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 30 }),
        fc.constantFrom('a.srt', 'a.vtt'),
        async (lines, name) => {
          try {
            expect(checkStructure(await read(lines.join('\n'), name))).toEqual([]);
          } catch (thrown) {
            if (!(thrown instanceof GlossatorError)) throw thrown;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
