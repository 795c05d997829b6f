/** One cue of a subtitle file. */
export interface Cue {
  /** milliseconds from the beginning */
  readonly start: number;
  readonly end: number;
  /** its lines as they stand in the file, markup included */
  readonly lines: readonly string[];
}

export interface CuesFound {
  readonly cues: readonly Cue[];
  /** 1-based lines at which something stands that is no cue */
  readonly strayLines: readonly number[];
}

/** `00:01:02,345`, `01:02.345`, `1:02:03` and what programs make of them. */
const TIME = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`;
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-{1,2}>\s*${TIME}(?:\s.*)?$`);

function milliseconds(parts: readonly (string | undefined)[]): number {
  const [hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts;
  return (
    Number(hours) * 3_600_000 +
    Number(minutes) * 60_000 +
    Number(seconds) * 1_000 +
    Number(fraction.padEnd(3, '0'))
  );
}

/** The times of a line between cue and cue, or null where it is none. */
export function timingOf(line: string): Pick<Cue, 'start' | 'end'> | null {
  const match = TIMING.exec(line);
  if (!match) return null;
  return { start: milliseconds(match.slice(1, 5)), end: milliseconds(match.slice(5, 9)) };
}

/** Milliseconds as `00:01:02.345`. */
export function timeCode(time: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(time / 1_000);
  const fraction = String(time % 1_000).padStart(3, '0');
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`;
}

const BLANK = /^\s*$/;

/**
 * The cues of a SubRip or WebVTT file (https://www.w3.org/TR/webvtt1/), in their order. Notes, styles and regions of WebVTT
 * are left out, as players do.
 * @param text with `\n` as its only newline
 */
export function cuesIn(text: string): CuesFound {
  const lines = text.split('\n');
  const cues: Cue[] = [];
  const strayLines: number[] = [];
  let at = 0;
  if (/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')) at = blankFrom(lines, 0);
  while (at < lines.length) {
    if (BLANK.test(lines[at] ?? '')) at += 1;
    else if (/^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/.test(lines[at] ?? '')) at = blankFrom(lines, at);
    else {
      // Before the times stands the number or name of the cue, if it has any.
      const named = timingOf(lines[at] ?? '') === null ? 1 : 0;
      const timing = timingOf(lines[at + named] ?? '');
      if (!timing) {
        strayLines.push(at + 1);
        at += 1;
        continue;
      }
      const from = at + named + 1;
      at = endOfCue(lines, from);
      cues.push({ ...timing, lines: lines.slice(from, at).filter((line) => !BLANK.test(line)) });
    }
  }
  return { cues, strayLines };
}

function blankFrom(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && !BLANK.test(lines[at] ?? '')) at += 1;
  return at;
}

/** A cue ends at an empty line, or where the next begins without one. */
function endOfCue(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && !BLANK.test(lines[at] ?? '') && timingOf(lines[at] ?? '') === null) at += 1;
  const next = lines[at] ?? '';
  const begun = at < lines.length && !BLANK.test(next);
  return begun && at > from && /^\s*\d+\s*$/.test(lines[at - 1] ?? '') ? at - 1 : at;
}
