/**
 * Which items of two sequences are the same, in order: patience diff (Bram Cohen). Items that occur once on both sides are matched
 * first, in the longest run that is in order; what lies between them is gone through in the same way. So what is told
 * apart by its content finds its like, and the cost stays near linear however much has changed.
 */

/** Called with a run of matched items: places in both sequences, and how many. Runs come in no particular order. */
export type OnMatch = (inOld: number, inNew: number, count: number) => void;

interface Window {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** A window in which nothing is unique is compared item by item up to this size (items × items). */
const TABLE_MAX = 4_096;

/** Items are numbers that stand for content: the same number, the same content. */
export function matchSequences(older: Int32Array, newer: Int32Array, onMatch: OnMatch): void {
  const waiting: Window[] = [{ oldStart: 0, oldEnd: older.length, newStart: 0, newEnd: newer.length }];
  for (let window = waiting.pop(); window; window = waiting.pop()) {
    const inner = withoutCommonEnds(older, newer, window, onMatch);
    if (inner.oldStart === inner.oldEnd || inner.newStart === inner.newEnd) continue;
    const anchors = uniqueInOrder(older, newer, inner);
    if (anchors.length > 0) waiting.push(...between(inner, anchors));
    else matchByTable(older, newer, inner, onMatch);
  }
}

function withoutCommonEnds(older: Int32Array, newer: Int32Array, window: Window, onMatch: OnMatch): Window {
  let { oldStart, oldEnd, newStart, newEnd } = window;
  while (oldStart < oldEnd && newStart < newEnd && older[oldStart] === newer[newStart]) {
    oldStart += 1;
    newStart += 1;
  }
  if (oldStart > window.oldStart) onMatch(window.oldStart, window.newStart, oldStart - window.oldStart);
  while (oldEnd > oldStart && newEnd > newStart && older[oldEnd - 1] === newer[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  if (oldEnd < window.oldEnd) onMatch(oldEnd, newEnd, window.oldEnd - oldEnd);
  return { oldStart, oldEnd, newStart, newEnd };
}

type Pair = readonly [inOld: number, inNew: number];

/** Items that occur once on both sides of the window, as many as are in the same order. */
function uniqueInOrder(older: Int32Array, newer: Int32Array, window: Window): readonly Pair[] {
  return longestInOrder(uniquePairs(older, newer, window));
}

/** Items that occur once on both sides of the window, in the order of the older. */
export function uniquePairs(older: Int32Array, newer: Int32Array, window: Window): readonly Pair[] {
  const MANY = -1;
  const places = new Map<number, number>();
  for (let at = window.newStart; at < window.newEnd; at++) {
    const item = newer[at] as number;
    places.set(item, places.has(item) ? MANY : at);
  }
  const counts = new Map<number, number>();
  for (let at = window.oldStart; at < window.oldEnd; at++) {
    const item = older[at] as number;
    if (places.has(item)) counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  const pairs: Pair[] = [];
  for (let at = window.oldStart; at < window.oldEnd; at++) {
    const item = older[at] as number;
    const place = counts.get(item) === 1 ? places.get(item) : undefined;
    if (place !== undefined && place !== MANY) pairs.push([at, place]);
  }
  return pairs;
}

/** The longest choice of pairs that rises on both sides; they rise on the older side already. */
function longestInOrder(pairs: readonly Pair[]): readonly Pair[] {
  // For each length of a rising run, the pair that ends such a run lowest; and before each pair the one that it follows.
  const ends: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, place], index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[ends[middle] as number] as Pair)[1] < place) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = ends[low - 1] as number;
    ends[low] = index;
  });
  const chosen: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] as number) chosen.push(pairs[at] as Pair);
  return chosen.reverse();
}

/** What lies between the anchors; each window begins with its anchor, which its common beginning then takes. */
function between(window: Window, anchors: readonly Pair[]): Window[] {
  const starts: readonly Pair[] = [[window.oldStart, window.newStart], ...anchors];
  const windows: Window[] = [];
  starts.forEach(([oldStart, newStart], index) => {
    const [oldEnd, newEnd] = starts[index + 1] ?? [window.oldEnd, window.newEnd];
    if (oldEnd > oldStart && newEnd > newStart) windows.push({ oldStart, oldEnd, newStart, newEnd });
  });
  return windows;
}

/** The longest common subsequence of a small window in which nothing is unique. */
function matchByTable(older: Int32Array, newer: Int32Array, window: Window, onMatch: OnMatch): void {
  const height = window.oldEnd - window.oldStart;
  const width = window.newEnd - window.newStart;
  if (height * width > TABLE_MAX) return;
  const stride = width + 1;
  const lengths = new Uint16Array((height + 1) * stride);
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      lengths[y * stride + x] =
        older[window.oldStart + y] === newer[window.newStart + x]
          ? (lengths[(y + 1) * stride + x + 1] as number) + 1
          : Math.max(lengths[(y + 1) * stride + x] as number, lengths[y * stride + x + 1] as number);
    }
  }
  for (let y = 0, x = 0; y < height && x < width; ) {
    if (older[window.oldStart + y] === newer[window.newStart + x]) {
      onMatch(window.oldStart + y, window.newStart + x, 1);
      y += 1;
      x += 1;
    } else if ((lengths[(y + 1) * stride + x] as number) >= (lengths[y * stride + x + 1] as number)) y += 1;
    else x += 1;
  }
}
