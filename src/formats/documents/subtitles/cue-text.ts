import type { Mark, MarkKind } from '../../../core/text/structure.ts';

export interface CueText {
  readonly text: string;
  /** UTF-16 offsets of the text */
  readonly marks: readonly Mark[];
  /** who speaks, where the cue says so in its markup */
  readonly speaker: string;
}

const MARKS: Readonly<Record<string, MarkKind>> = {
  i: 'emphasis',
  b: 'strong',
  u: 'underline',
  s: 'strikethrough',
};

/** Tags of WebVTT and SubRip, time stamps within cues, and the positions that some programs write in braces. */
const MARKUP = /<(\/?)([a-z0-9.:_-]*)(?:[ \t]([^<>]*))?>|\{\\[^{}]*\}/giu;
/** What stands between signs and is no tag of subtitles stays: “5 < 6 > 4”. */
const TAGS = /^(?:[ibus]|c|v|lang|ruby|rt|font|span|p|br|[\d:.]+)$/i;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
};

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/gi,
    (whole, decimal, hexadecimal, name) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      const isCharacter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : whole;
    },
  );
}

/** A cue's lines as one text: joined by spaces, but where a dash begins another's words. */
export function joinLines(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .reduce(
      (before, line) =>
        before === '' ? line : `${before}${/^(?:<[^<>]*>)*[-–—]/.test(line) ? '\n' : ' '}${line}`,
      '',
    );
}

/** The words of a cue without markup. */
export function cueText(source: string): CueText {
  let text = '';
  let speaker = '';
  const marks: Mark[] = [];
  const open: { readonly kind: MarkKind; readonly start: number }[] = [];
  let from = 0;
  const close = (kind: MarkKind): void => {
    const at = open.findLastIndex((mark) => mark.kind === kind);
    const [mark] = at < 0 ? [] : open.splice(at, 1);
    if (mark && mark.start < text.length) marks.push({ kind, start: mark.start, end: text.length });
  };
  for (const match of source.matchAll(MARKUP)) {
    const [whole, slash, name = '', rest = ''] = match;
    const tag = name.split('.')[0]?.toLowerCase() ?? '';
    if (whole.startsWith('<') && !TAGS.test(tag)) continue;
    text += decoded(source.slice(from, match.index));
    from = match.index + whole.length;
    const kind = MARKS[tag];
    if (kind && slash) close(kind);
    else if (kind) open.push({ kind, start: text.length });
    else if (tag === 'v' && !slash) {
      const name = decoded(rest).trim();
      if (speaker !== '' && name !== speaker) text += `${text === '' ? '' : '\n'}${name}: `;
      speaker ||= name;
    } else if (tag === 'br') text += '\n';
  }
  text += decoded(source.slice(from));
  for (const { kind } of [...open].reverse()) close(kind);
  return { text, marks, speaker };
}
