import '../../../src/renderer/theme/tokens.css';
import '../../../src/renderer/theme/base.css';
import './page.css';
import { snapToGraphemes } from '../../../src/core/text/graphemes.ts';
import { installTheme } from '../../../src/renderer/theme/theme.ts';
import { type Contestant, painted } from './contestant.ts';
import { ours } from './ours.tsx';
import { plainLexical } from './plain-lexical.ts';
import { recogito } from './recogito.ts';
import { type AnnotatedSet, annotationOn, generateSet } from './set.ts';

export const CONTESTANTS = { ours, lexical: plainLexical, recogito } as const;

export interface Comparison {
  /** milliseconds from the call to painted */
  readonly open: number;
  /** milliseconds between frames while scrolling */
  readonly frames: readonly number[];
  /** milliseconds from the call to painted */
  readonly adds: readonly number[];
  /** elements in the box when all is shown */
  readonly nodes: number;
}

export interface Bench {
  generate(count: number): number;
  run(name: keyof typeof CONTESTANTS): Promise<Comparison>;
}

const ADDS = 10;
const FRAMES = 120;
const STEP = 60;

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Places near the beginning of the text, so that they are in view; half a second between, so that nothing is left to do. */
async function addSome(shown: Contestant, set: AnnotatedSet): Promise<number[]> {
  const { text, blocks } = set.structured;
  const taken: number[] = [];
  for (let i = 0; i < ADDS; i++) {
    const block = blocks[i % 4];
    if (!block) continue;
    const start = block.start + Math.min(2 + 3 * i, Math.max(0, block.end - block.start - 8));
    const range = snapToGraphemes(text, { start, end: Math.min(block.end, start + 5) });
    const annotation = annotationOn(set, range);
    taken.push(await timed(() => shown.add(annotation)));
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return taken;
}

function scrollSteadily(scroller: HTMLElement): Promise<number[]> {
  return new Promise((resolve) => {
    const intervals: number[] = [];
    let before = 0;
    const onFrame = (now: number) => {
      if (before > 0) intervals.push(now - before);
      before = now;
      scroller.scrollTop += STEP;
      if (intervals.length < FRAMES) requestAnimationFrame(onFrame);
      else resolve(intervals);
    };
    requestAnimationFrame(onFrame);
  });
}

let set: AnnotatedSet | null = null;

const bench: Bench = {
  generate(count) {
    set = generateSet(count);
    return set.annotations.length;
  },
  async run(name) {
    if (!set) throw new Error('nothing has been generated');
    const generated = set;
    const box = document.createElement('div');
    box.className = 'box';
    document.body.append(box);
    await painted();
    const shown = CONTESTANTS[name]();
    try {
      const open = await timed(() => shown.open(box, generated));
      const nodes = box.querySelectorAll('*').length;
      const adds = await addSome(shown, generated);
      return { open, nodes, adds, frames: await scrollSteadily(shown.scroller()) };
    } finally {
      shown.close();
      box.remove();
    }
  },
};

installTheme();
Object.assign(window, { bench });
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('glossator-ready')));
