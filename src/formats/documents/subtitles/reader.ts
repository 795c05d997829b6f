import { GlossatorError, type Warning } from '../../../core/errors.ts';
import { StructuredTextBuilder } from '../../../core/text/blocks.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import type { Mark } from '../../../core/text/structure.ts';
import { decodeDocument } from '../encoding/decode.ts';
import { dateOfFileName } from '../metadata/dates.ts';
import { languageOf } from '../metadata/language.ts';
import { type DocumentReader, extensionOf, LIMITS, type ReaderInput } from '../reader.ts';
import { titleOfFileName } from '../txt/heading.ts';
import { cueText, joinLines } from './cue-text.ts';
import { type Cue, cuesIn, timeCode, timingOf } from './cues.ts';

/** SubRip subtitles. */
export const srtReader: DocumentReader = {
  id: 'srt',
  title: 'Subtitles (SubRip)',
  extensions: ['.srt'],
  mediaType: 'application/x-subrip',
  maxBytes: LIMITS.subtitleBytes,
  recognise: (head, fileName) => (extensionOf(fileName) === '.srt' ? 0.95 : beginsLikeSrt(head) ? 0.85 : 0),
  read: (input) => readSubtitles(input, srtReader),
};

/** WebVTT subtitles and transcripts. */
export const vttReader: DocumentReader = {
  id: 'vtt',
  title: 'Subtitles (WebVTT)',
  extensions: ['.vtt'],
  mediaType: 'text/vtt',
  maxBytes: LIMITS.subtitleBytes,
  recognise: (head, fileName) => (extensionOf(fileName) === '.vtt' ? 0.95 : beginsLikeVtt(head) ? 0.9 : 0),
  read: (input) => readSubtitles(input, vttReader),
};

function beginning(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 200))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
}

function beginsLikeVtt(head: Uint8Array): boolean {
  return /^WEBVTT(?:[ \t\r\n]|$)/.test(beginning(head));
}

function beginsLikeSrt(head: Uint8Array): boolean {
  const [first = '', second = ''] = beginning(head)
    .trimStart()
    .split(/\r\n?|\n/);
  return /^\d+\s*$/.test(first) && timingOf(second) !== null;
}

/**
 * Each cue becomes a paragraph that begins with the time at which it begins, marked as code, and the speaker, marked as
 * strong, where the cue names one. A line that only repeats the last one of the cue before, as live captions do, is left out.
 * @throws GlossatorError file-empty, file-damaged, encoding-unknown
 */
function readSubtitles(
  { bytes, fileName, encoding: chosen }: ReaderInput,
  { id, title, mediaType }: DocumentReader,
): ParsedDocument {
  const { text: source, encoding, warnings } = decodeDocument(bytes, { chosen });
  const { cues, strayLines } = cuesIn(source);
  const told: Warning[] = [...warnings];
  if (strayLines.length > 0) {
    told.push({
      code: 'record-malformed',
      message: `${strayLines.length.toLocaleString('en')} lines belong to no cue and were left out; the first is line ${strayLines[0]}.`,
      place: { line: strayLines[0] ?? 1 },
    });
  }
  const builder = new StructuredTextBuilder();
  const words: string[] = [];
  const repeated = writeCues(builder, cues, words);
  if (builder.blockCount === 0) {
    throw new GlossatorError(
      cues.length > 0 || source.trim() === '' ? 'file-empty' : 'file-damaged',
      cues.length > 0
        ? 'No cue of the file holds any words.'
        : `There are no cues in the file: it is no ${title}.`,
      {
        place: { path: fileName },
        remedy: 'If it is a transcript without time codes, give it the ending .txt.',
      },
    );
  }
  if (repeated > 0) {
    told.push({
      code: 'record-malformed',
      message: `${repeated.toLocaleString('en')} lines only repeat the cue before, as live captions do, and were left out.`,
    });
  }
  return {
    ...builder.finish(),
    metadata: {
      title: titleOfFileName(fileName),
      source: '',
      author: '',
      date: dateOfFileName(fileName),
      language: languageOf(words.slice(0, 400).join(' ')),
      fields: { duration: timeCode(cues.reduce((last, { end }) => Math.max(last, end), 0)) },
    },
    cuts: [],
    mediaType,
    format: id,
    encoding,
    warnings: told,
  };
}

/** How many lines were left out, for they repeat what stood there. */
function writeCues(builder: StructuredTextBuilder, cues: readonly Cue[], words: string[]): number {
  let repeated = 0;
  let lastLine = '';
  for (const { start, lines } of cues) {
    const plain = lines.map((line) => cueText(line).text.trim());
    const repeats = plain.length > 0 && plain[0] !== '' && plain[0] === lastLine ? 1 : 0;
    lastLine = plain.findLast((line) => line !== '') ?? '';
    if (repeats > 0 && plain.length > 1) repeated += 1;
    // A cue that says nothing but what has just been said is another showing of it.
    const fresh = repeats > 0 && (plain.length > 1 || plain[0] === undefined) ? lines.slice(1) : lines;
    const { text, marks, speaker } = cueText(joinLines(fresh));
    const body = text.trimEnd();
    if (/^[\s\u0085]*$/.test(body)) continue;
    const code = timeCode(start);
    const by = speaker === '' ? '' : `${speaker}: `;
    const before = `${code} ${by}`;
    const shifted: Mark[] = marks.map((mark) => ({
      ...mark,
      start: mark.start + before.length,
      end: mark.end + before.length,
    }));
    const own: Mark[] = [{ kind: 'code', start: 0, end: code.length }];
    if (speaker) own.push({ kind: 'strong', start: code.length + 1, end: code.length + 1 + speaker.length });
    builder.block({ kind: 'paragraph' }, before + body, [...own, ...shifted]);
    words.push(body);
  }
  return repeated;
}
