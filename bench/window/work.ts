import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { DOCUMENT_PAINTED, TAG_PAINTED } from '../../src/renderer/reading/view/marks.ts';
import { type Figure, figureOf, ratioOf } from '../figure.ts';
import { scrollSteadily, untilMark } from './measure.ts';
import { type BenchText, titleAt } from './texts.ts';
import { processorTimeOfScrolling } from './traced.ts';

/** One text in one running program, and what was measured on it so far. */
export interface Subject {
  readonly page: Page;
  readonly text: BenchText;
  /** its place in the project */
  readonly index: number;
  readonly opened: number[];
  readonly frames: number[];
  readonly scripts: number[];
  readonly laidOut: number[];
  readonly processor: number[];
  readonly painted: number[];
  readonly tagged: number[];
  readonly untagged: number[];
  blank: number;
  nodes: number;
}

export function subjectOf(page: Page, text: BenchText, index: number): Subject {
  const samples = {
    opened: [],
    frames: [],
    scripts: [],
    laidOut: [],
    processor: [],
    painted: [],
    tagged: [],
    untagged: [],
  };
  return { page, text, index, ...samples, blank: 0, nodes: 0 };
}

const ROUNDS = 5;
const FRAMES = 60;
const STEP = 60;
const TAGS = 4;
/** A quick annotator's pace: what follows a tag (lists, overview) is done by the next. Milliseconds. */
const PAUSE = 500;

async function open({ page, index, opened }: Subject, counts: boolean): Promise<void> {
  const row = page.getByRole('option', { name: titleAt(index) });
  // It can be open from the start; there is nothing to measure then.
  if ((await row.getAttribute('aria-selected')) === 'true') return;
  const taken = await untilMark(page, 'click', DOCUMENT_PAINTED, () => row.click());
  if (counts) opened.push(taken);
}

/** Tags two words from where was clicked with the first code's key, and takes it back, time and again. */
async function tagWords({ page, tagged, untagged }: Subject, round: number): Promise<void> {
  const box = await page.locator('[data-part="scroller"]').boundingBox();
  if (!box) throw new Error('there is no text to tag');
  for (let i = 0; i < TAGS; i++) {
    await page.mouse.click(box.x + 60 + ((i + 3 * round) % 8) * 30, box.y + 120 + (i % 5) * 60);
    await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await wait(PAUSE);
    tagged.push(await untilMark(page, 'keydown', TAG_PAINTED, () => page.keyboard.press('1')));
    await wait(PAUSE);
    untagged.push(await untilMark(page, 'keydown', TAG_PAINTED, () => page.keyboard.press('Control+z')));
    await page.keyboard.press('Escape');
  }
}

async function scroll(subject: Subject): Promise<void> {
  const { frames, scripts, laidOut, painted, blank, nodes } = await scrollSteadily(
    subject.page,
    STEP,
    FRAMES,
  );
  subject.frames.push(...frames);
  subject.scripts.push(...scripts);
  subject.laidOut.push(...laidOut);
  subject.painted.push(...painted);
  subject.blank += blank;
  subject.nodes = Math.max(subject.nodes, nodes);
}

/**
 * Opens, scrolls and tags all subjects in turn, round by round, so that a machine that is busy for a while is so for all of them
 * alike. Each opening is one: another document of its program is open before. The first of each is not counted.
 */
export async function workOn(subjects: readonly Subject[], rounds = ROUNDS): Promise<void> {
  for (let round = 0; round <= rounds; round++) {
    for (const subject of subjects) await open(subject, round > 0);
    if (round === 0) continue;
    for (const subject of subjects) {
      await open(subject, true);
      await scroll(subject);
      await tagWords(subject, round);
    }
  }
}

/** After that: what scrolling takes on a processor. Tracing makes all else slower. */
export async function traceScrolling(subjects: readonly Subject[]): Promise<void> {
  for (const subject of subjects) {
    const { page, processor } = subject;
    await open(subject, false);
    const taken = await processorTimeOfScrolling(page, () => scrollSteadily(page, STEP, ROUNDS * FRAMES));
    processor.push(...taken);
  }
}

export function figuresOf({ text, ...subject }: Subject): readonly Figure[] {
  const { name, openTarget } = text;
  const dropped = subject.frames.filter((interval) => interval > 25).length;
  return [
    figureOf(
      `open ${name}: click to text and highlights painted`,
      'ms',
      subject.opened,
      openTarget === undefined ? {} : { target: openTarget },
    ),
    figureOf(`scroll ${name}: a frame`, 'ms', subject.frames, { target: 18.5 }),
    figureOf(`scroll ${name}: script in a frame`, 'ms', subject.scripts, { target: 8, statistic: 'p99' }),
    figureOf(`scroll ${name}: script in a frame, time on a processor`, 'ms', subject.processor, {
      target: 8,
      statistic: 'p99',
    }),
    figureOf(`scroll ${name}: script, style and layout in a frame`, 'ms', subject.laidOut),
    figureOf(`scroll ${name}: the same and painting`, 'ms', subject.painted),
    figureOf(`scroll ${name}: frames later than 25 ms, of ${subject.frames.length}`, 'frames', [dropped]),
    figureOf(`scroll ${name}: frames with no text in the middle`, 'frames', [subject.blank], { target: 0 }),
    figureOf(`scroll ${name}: elements in the view`, 'nodes', [subject.nodes], { target: 2_000 }),
    figureOf(`tag in ${name}: key press to painted`, 'ms', subject.tagged, { target: 33 }),
    figureOf(`undo in ${name}: key press to painted`, 'ms', subject.untagged),
  ];
}

/** How many times as dear `costly` is as `cheap`: by medians, and for scrolling by the 95th percentile of a frame. */
export function costOf(costly: Subject, cheap: Subject, words: string, target: number): readonly Figure[] {
  return [
    ratioOf(`open: ${words}`, costly.opened, cheap.opened, 0.5, target),
    ratioOf(`scroll, a frame’s p95: ${words}`, costly.frames, cheap.frames, 0.95, target),
    ratioOf(`tag: ${words}`, costly.tagged, cheap.tagged, 0.5, target),
  ];
}
