import type { TextRange } from '../structure.ts';
import { matchSequences, uniquePairs } from './sequences.ts';
import { Contents, linesOf, type Tokens, wordsOf } from './tokens.ts';

/** The same text stands at `from` in the older text and at `to` in the newer one: UTF-16 offsets. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** Lines shorter than this may stand anywhere: that one is elsewhere now does not say that it was moved. */
const MOVED_MIN = 12;
/** Of a gap longer than this (UTF-16 code units on either side) only the ends are compared: both sides were written anew. */
const GAP_MAX = 4_194_304;

function byOld(a: Stretch, b: Stretch): number {
  return a.from - b.from;
}

/** Stretches that go on from one another become one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of [...stretches].sort(byOld)) {
    const last = all.at(-1);
    const goesOn = last && last.from + last.length === stretch.from && last.to + last.length === stretch.to;
    if (goesOn) all[all.length - 1] = { ...last, length: last.length + stretch.length };
    else if (stretch.length > 0) all.push(stretch);
  }
  return all;
}

/** What of an older text stands in a newer one, and where. Compared line by line, then word by word, then sign by sign. */
export class Alignment {
  /** in the order of both texts, apart from one another */
  readonly kept: readonly Stretch[];
  /** whole lines that stand elsewhere now; by their place in the older text, apart from `kept` */
  readonly moved: readonly Stretch[];
  readonly #movedByNew: readonly Stretch[];

  constructor(older: string, newer: string) {
    const contents = new Contents();
    const oldLines = linesOf(older, contents);
    const newLines = linesOf(newer, contents);
    const lines = matched(oldLines, newLines);
    this.moved = joined(movedLines(oldLines, newLines, lines));
    this.#movedByNew = this.moved.toSorted((a, b) => a.to - b.to);
    const gone = this.moved.map(({ from, length }) => ({ start: from, end: from + length }));
    const come = this.moved
      .map(({ to, length }) => ({ start: to, end: to + length }))
      .sort((a, b) => a.start - b.start);
    const kept = [...lines];
    for (const gap of gapsBetween(lines, older.length, newer.length)) {
      matchWords(older, newer, gap, touching(gone, gap.old), touching(come, gap.new), kept);
    }
    this.kept = joined(kept);
  }

  /** The stretch that holds an offset of the older text: the unit after it. Undefined where that unit is gone. */
  holding(offset: number): { readonly stretch: Stretch; readonly moved: boolean } | undefined {
    const kept = stretchAt(this.kept, offset);
    if (kept) return { stretch: kept, moved: false };
    const moved = stretchAt(this.moved, offset);
    return moved && { stretch: moved, moved: true };
  }

  /**
   * Where a range of the older text would stand in the newer: from the nearest that is kept at its ends, in it or right
   * beside it. `share`: how much of the range (and of what stands there now) is kept within. Null where nothing says.
   */
  between(range: TextRange): { readonly range: TextRange; readonly share: number } | null {
    const inside = this.#within(range);
    const first = inside[0];
    const last = inside.at(-1);
    const before = stretchAt(this.kept, range.start - 1);
    const after = stretchAt(this.kept, range.end);
    const beginsInside = first !== undefined && first.from <= range.start;
    const endsInside = last !== undefined && last.from + last.length >= range.end;
    const start = beginsInside
      ? first.to + range.start - first.from
      : before
        ? before.to + range.start - before.from
        : first?.to;
    const end = endsInside
      ? last.to + range.end - last.from
      : after
        ? after.to + range.end - after.from
        : last && last.to + last.length;
    if (start === undefined || end === undefined || end <= start) return null;
    let held = 0;
    for (const stretch of inside) {
      const from = Math.max(stretch.from, range.start);
      held += Math.max(0, Math.min(stretch.from + stretch.length, range.end) - from);
    }
    const share = held / Math.max(range.end - range.start, end - start);
    return { range: { start, end }, share };
  }

  /** Whether all of a range of the newer text stood in the older one already. */
  isOld({ start, end }: TextRange): boolean {
    return holds(this.kept, start, end) || holds(this.#movedByNew, start, end);
  }

  /** What of the newer text was not in the older, and the seams where stretches meet that were apart: in order. */
  newRanges(newLength: number): readonly TextRange[] {
    const ranges: TextRange[] = [];
    let end = 0;
    const old = [...this.kept, ...this.moved].sort((a, b) => a.to - b.to);
    for (const stretch of old) {
      if (stretch.to >= end) ranges.push({ start: end, end: stretch.to });
      end = Math.max(end, stretch.to + stretch.length);
    }
    return [...ranges, { start: end, end: newLength }];
  }

  /** Where an offset of the older text would be in the newer, roughly: by the nearest kept stretch before it. */
  expected(offset: number): number {
    const index = lastAtOrBefore(this.kept, offset);
    const stretch = this.kept[index];
    return stretch ? stretch.to + Math.min(offset - stretch.from, stretch.length) : 0;
  }

  /** The kept stretches that touch the range, in order. */
  #within({ start, end }: TextRange): readonly Stretch[] {
    const found: Stretch[] = [];
    for (let i = Math.max(0, lastAtOrBefore(this.kept, start)); i < this.kept.length; i++) {
      const stretch = this.kept[i] as Stretch;
      if (stretch.from >= end) break;
      if (stretch.from + stretch.length > start) found.push(stretch);
    }
    return found;
  }
}

/** The place of the last stretch that begins at or before the offset; −1 where there is none. */
function lastAtOrBefore(stretches: readonly Stretch[], offset: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[middle] as Stretch).from <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether one of the stretches, which are in the order of the newer text, holds the range of that text. */
function holds(stretches: readonly Stretch[], start: number, end: number): boolean {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[middle] as Stretch).to <= start) low = middle + 1;
    else high = middle;
  }
  const stretch = stretches[low - 1];
  return stretch !== undefined && end <= stretch.to + stretch.length;
}

function stretchAt(stretches: readonly Stretch[], offset: number): Stretch | undefined {
  const stretch = stretches[lastAtOrBefore(stretches, offset)];
  return stretch && offset < stretch.from + stretch.length ? stretch : undefined;
}

function matched(older: Tokens, newer: Tokens): readonly Stretch[] {
  const stretches: Stretch[] = [];
  matchSequences(older.ids, newer.ids, (inOld, inNew, count) => {
    const from = older.starts[inOld] as number;
    const length = (older.starts[inOld + count] as number) - from;
    stretches.push({ from, to: newer.starts[inNew] as number, length });
  });
  return joined(stretches);
}

/** Whole lines that are in neither text kept in place, and once in what is left of each. */
function movedLines(older: Tokens, newer: Tokens, kept: readonly Stretch[]): readonly Stretch[] {
  const oldLeft = left(older, kept, ({ from }) => from);
  const byNew = kept.toSorted((a, b) => a.to - b.to);
  const newLeft = left(newer, byNew, ({ to }) => to);
  const pairs = uniquePairs(ids(older, oldLeft), ids(newer, newLeft), {
    oldStart: 0,
    oldEnd: oldLeft.length,
    newStart: 0,
    newEnd: newLeft.length,
  });
  return pairs
    .map(([inOld, inNew]) => {
      const line = oldLeft[inOld] as number;
      const from = older.starts[line] as number;
      const to = newer.starts[newLeft[inNew] as number] as number;
      return { from, to, length: (older.starts[line + 1] as number) - from };
    })
    .filter(({ length }) => length >= MOVED_MIN);
}

function ids(tokens: Tokens, lines: readonly number[]): Int32Array {
  return Int32Array.from(lines, (line) => tokens.ids[line] as number);
}

/** The lines that lie in none of the stretches, which are in the order of this text. */
function left(
  { ids: all, starts }: Tokens,
  stretches: readonly Stretch[],
  startOf: (stretch: Stretch) => number,
): readonly number[] {
  const found: number[] = [];
  let next = 0;
  for (let line = 0; line < all.length; line++) {
    const start = starts[line] as number;
    let stretch = stretches[next];
    while (stretch && startOf(stretch) + stretch.length <= start) stretch = stretches[++next];
    if (!stretch || start < startOf(stretch)) found.push(line);
  }
  return found;
}

interface Gap {
  readonly old: TextRange;
  readonly new: TextRange;
}

function gapsBetween(
  kept: readonly Stretch[],
  oldEnd: number,
  newEnd: number,
  oldStart = 0,
  newStart = 0,
): readonly Gap[] {
  const gaps: Gap[] = [];
  let from = oldStart;
  let to = newStart;
  for (const stretch of [...kept, { from: oldEnd, to: newEnd, length: 0 }]) {
    if (stretch.from > from && stretch.to > to) {
      gaps.push({ old: { start: from, end: stretch.from }, new: { start: to, end: stretch.to } });
    }
    from = stretch.from + stretch.length;
    to = stretch.to + stretch.length;
  }
  return gaps;
}

/** Those of ranges, in order and apart, that touch a range. */
function touching(ranges: readonly TextRange[], { start, end }: TextRange): readonly TextRange[] {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle] as TextRange).end <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while ((ranges[last]?.start ?? end) < end) last += 1;
  return ranges.slice(low, last);
}

/** The words of a gap; those of lines that were moved out of it (`gone`) or into it (`come`) are not compared. */
function matchWords(
  older: string,
  newer: string,
  gap: Gap,
  gone: readonly TextRange[],
  come: readonly TextRange[],
  kept: Stretch[],
): void {
  const isLong = Math.max(gap.old.end - gap.old.start, gap.new.end - gap.new.start) > GAP_MAX;
  const contents = new Contents();
  const oldWords = isLong ? [] : wordsWithout(older, gap.old, gone, contents);
  const newWords = isLong ? [] : wordsWithout(newer, gap.new, come, contents);
  const words: Stretch[] = [];
  matchSequences(idsOf(oldWords), idsOf(newWords), (inOld, inNew, count) => {
    for (let i = 0; i < count; i++) {
      const { start, end } = oldWords[inOld + i] as Word;
      words.push({ from: start, to: (newWords[inNew + i] as Word).start, length: end - start });
    }
  });
  const found = joined(words);
  kept.push(...found);
  for (const small of gapsBetween(found, gap.old.end, gap.new.end, gap.old.start, gap.new.start)) {
    if (touching(gone, small.old).length > 0 || touching(come, small.new).length > 0) continue;
    matchSigns(older, newer, small, kept);
  }
}

interface Word extends TextRange {
  readonly id: number;
}

function idsOf(words: readonly Word[]): Int32Array {
  return Int32Array.from(words, ({ id }) => id);
}

function wordsWithout(
  text: string,
  range: TextRange,
  without: readonly TextRange[],
  contents: Contents,
): readonly Word[] {
  const words: Word[] = [];
  const add = (start: number, end: number): void => {
    const { ids: all, starts } = wordsOf(text, start, end, contents);
    all.forEach((id, i) => {
      words.push({ id, start: starts[i] as number, end: starts[i + 1] as number });
    });
  };
  let from = range.start;
  for (const { start, end } of without.toSorted((a, b) => a.start - b.start)) {
    if (end <= from || start >= range.end) continue;
    if (start > from) add(from, start);
    from = Math.min(range.end, Math.max(from, end));
  }
  if (from < range.end) add(from, range.end);
  return words;
}

/** What a gap has in common at its beginning and at its end, sign by sign. */
function matchSigns(older: string, newer: string, gap: Gap, kept: Stretch[]): void {
  const most = Math.min(gap.old.end - gap.old.start, gap.new.end - gap.new.start);
  let head = 0;
  while (head < most && older.charCodeAt(gap.old.start + head) === newer.charCodeAt(gap.new.start + head)) {
    head += 1;
  }
  let tail = 0;
  while (
    tail < most - head &&
    older.charCodeAt(gap.old.end - 1 - tail) === newer.charCodeAt(gap.new.end - 1 - tail)
  ) {
    tail += 1;
  }
  if (head > 0) kept.push({ from: gap.old.start, to: gap.new.start, length: head });
  if (tail > 0) kept.push({ from: gap.old.end - tail, to: gap.new.end - tail, length: tail });
}
