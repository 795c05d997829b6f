import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { DOCUMENT_PAINTED, TAG_PAINTED } from '../../src/renderer/reading/view/marks.ts';
import { type Figure, figureOf } from '../figure.ts';
import { generateProject } from '../generate/project.ts';
import { chanceOf } from '../generate/random.ts';
import { collectGarbage, startApp } from '../window/app.ts';
import { scrollSteadily, untilMark } from '../window/measure.ts';
import { privateMemory } from '../window/processes.ts';
import { SHAPE, titleAt } from '../window/texts.ts';
import { heapParts } from './heap.ts';

/** An hour's work in ten minutes: documents are opened, scrolled, tagged, searched by themselves and all at once; tags are undone. */

export interface SoakSettings {
  readonly minutes: number;
  readonly say: (line: string) => void;
}

const DOCUMENTS = 200;
const LENGTH = 60_000;
const ANNOTATIONS = 400;
const SLOW_FRAME = 200;
/** Rounds before memory is first counted: caches are full by then, and what runs often has been compiled to machine code. */
const WARMING = 100;
const COUNTED_EVERY_MS = 60_000;

interface Count {
  /** the page's heap in use, MB */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
  /** of all processes, MB; null where the system does not tell */
  readonly memory: number | null;
}

interface SlowFrame {
  readonly ms: number;
  readonly step: Step;
}

type Step = 'opening' | 'scrolling' | 'tagging' | 'finding' | 'searching' | 'counting';

declare global {
  interface Window {
    benchSlow?: SlowFrame[];
    /** the longest pause between two frames, milliseconds */
    benchLongest?: number;
    benchStep?: Step;
  }
}

/** Notes every pause between two frames that is longer than a frame may be, from now on. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate((longest) => {
    const slow: SlowFrame[] = [];
    window.benchSlow = slow;
    let before = performance.now();
    const onFrame = (now: number) => {
      const step = window.benchStep ?? 'opening';
      // Collecting all garbage to count what is left is our doing.
      if (step !== 'counting') window.benchLongest = Math.max(window.benchLongest ?? 0, now - before);
      if (now - before > longest && step !== 'counting') slow.push({ ms: now - before, step });
      before = now;
      requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  }, SLOW_FRAME);
}

async function countMemory(page: Page, pid: number): Promise<Count> {
  await collectGarbage(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heap: value('JSHeapUsedSize') / 2 ** 20,
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
    memory: privateMemory(pid),
  };
}

/** How often the filter is typed anew where the row does not come, and how long it is waited for, in milliseconds. */
const FILTERINGS = 5;
const LONGEST_FILTERING = 5_000;

/** Brings a document's row into view by its title, as one does among 200, and opens it. */
async function openDocument(page: Page, title: string): Promise<void> {
  const filter = page.getByRole('textbox', { name: 'Filter documents' });
  const row = page.locator('[data-pane="documents"]').getByRole('option', { name: title });
  // A key held back from before (Escape) may still clear the filter; who sees that types it again.
  for (let left = FILTERINGS; left > 0; left--) {
    await filter.fill(title);
    const isThere = row.waitFor({ timeout: LONGEST_FILTERING }).then(
      () => true,
      () => false,
    );
    if (await isThere) break;
  }
  if ((await row.getAttribute('aria-selected')) !== 'true')
    await untilMark(page, 'click', DOCUMENT_PAINTED, () => row.click());
  await filter.fill('');
}

async function tagAndUndo(page: Page, at: number): Promise<void> {
  const box = await page.locator('[data-part="scroller"]').boundingBox();
  if (!box) throw new Error('there is no text to tag');
  await page.mouse.click(box.x + 60 + (at % 8) * 30, box.y + 120 + (at % 5) * 60);
  await page.keyboard.press('Control+Shift+ArrowRight');
  await page.keyboard.press('Control+Shift+ArrowRight');
  await untilMark(page, 'keydown', TAG_PAINTED, () => page.keyboard.press(String(1 + (at % 9))));
  await untilMark(page, 'keydown', TAG_PAINTED, () => page.keyboard.press('Control+z'));
  await page.keyboard.press('Escape');
}

/** In the document that is shown. */
async function find(page: Page, word: string): Promise<void> {
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Find', exact: true });
  await field.fill(word);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'hidden' });
}

/** In all documents, for words that begin so, until the first of them are listed. */
async function search(page: Page, beginning: string): Promise<void> {
  await page.keyboard.press('Control+Shift+F');
  const field = page.getByRole('textbox', { name: 'Search for' });
  const found = page.getByRole('listbox', { name: 'Passages found' }).locator('mark');
  // What was found before goes first: Escape would only end a search that is still going on.
  await field.fill('');
  await found.first().waitFor({ state: 'hidden' });
  await field.fill(`${beginning}*`);
  await found.filter({ hasText: beginning }).first().waitFor();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'hidden' });
}

function told({ heap, nodes, listeners, memory }: Count): string {
  const held = memory === null ? '' : `, ${memory.toFixed(0)} MB in all processes`;
  return `${heap.toFixed(1)} MB of heap, ${nodes} nodes, ${listeners} listeners${held}`;
}

export async function soak({ minutes, say }: SoakSettings): Promise<readonly Figure[]> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'glossator-soak-')));
  try {
    const project = path.join(folder, 'soak.gloss');
    const documents = Array.from({ length: DOCUMENTS }, () => ({ length: LENGTH, annotations: ANNOTATIONS }));
    generateProject(project, path.join(folder, 'backups'), { ...SHAPE, documents });
    const { page, pid, close } = await startApp({ home: path.join(folder, 'home'), project });
    try {
      const chance = chanceOf(13);
      const during = async (step: Step, work: () => Promise<unknown>) => {
        await page.evaluate((now) => {
          window.benchStep = now;
        }, step);
        await work();
      };
      const round = async (at: number) => {
        await during('opening', () => openDocument(page, titleAt(chance.int(0, DOCUMENTS - 1))));
        await during('scrolling', () => scrollSteadily(page, 60, 40));
        await during('tagging', () => tagAndUndo(page, at));
        await during('finding', () => find(page, chance.pick(['mi', 'ta', 'ка', '的'])));
        await during('searching', () => search(page, chance.pick(['vor', 'sol', 'пра', '文'])));
      };
      for (let at = 0; at < WARMING; at++) await round(at);
      const firstParts = await heapParts(page);
      const first = await countMemory(page, pid);
      say(`after ${WARMING} rounds: ${told(first)}`);
      await watchFrames(page);
      const began = Date.now();
      let counted = began;
      let rounds = 0;
      while (Date.now() - began < minutes * 60_000) {
        await round(rounds++);
        if (Date.now() - counted < COUNTED_EVERY_MS) continue;
        counted = Date.now();
        await during('counting', async () => {
          say(
            `${rounds} rounds after ${Math.round((counted - began) / 1_000)} s: ${told(await countMemory(page, pid))}`,
          );
          await page.evaluate(
            () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
          );
        });
      }
      const slow = await page.evaluate(() => [...(window.benchSlow ?? [])]);
      const longest = await page.evaluate(() => window.benchLongest ?? 0);
      const lastParts = await heapParts(page);
      const last = await countMemory(page, pid);
      say(`after ${rounds} more rounds: ${told(last)}`);
      for (const { ms, step } of slow) say(`${ms.toFixed(0)} ms between two frames while ${step}`);
      return [
        figureOf(`soak of ${rounds} rounds: frames over ${SLOW_FRAME} ms`, 'frames', [slow.length], {
          target: 0,
        }),
        figureOf('soak: longest pause between frames', 'ms', [longest]),
        figureOf('soak: heap after collection, at the start', 'MB', [first.heap]),
        figureOf('soak: heap after collection, at the end', 'MB', [last.heap]),
        figureOf('soak: of it objects and strings, at the start', 'MB', [firstParts.made]),
        figureOf('soak: of it objects and strings, at the end', 'MB', [lastParts.made]),
        figureOf(
          'soak: objects and strings, end against start',
          'times',
          [lastParts.made / firstParts.made],
          {
            target: 1.1,
          },
        ),
        figureOf('soak: of it what the engine compiled, at the start', 'MB', [firstParts.compiled]),
        figureOf('soak: of it what the engine compiled, at the end', 'MB', [lastParts.compiled]),
        figureOf('soak: whole heap, end against start', 'times', [last.heap / first.heap], { target: 1.1 }),
        figureOf('soak: nodes in memory at the start', 'nodes', [first.nodes]),
        figureOf('soak: nodes in memory at the end', 'nodes', [last.nodes]),
        figureOf('soak: event listeners, end less start', 'nodes', [last.listeners - first.listeners]),
        ...(first.memory === null || last.memory === null
          ? []
          : [
              figureOf('soak: memory of all processes at the start', 'MB', [first.memory]),
              figureOf('soak: memory of all processes at the end', 'MB', [last.memory]),
            ]),
      ];
    } finally {
      await close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
