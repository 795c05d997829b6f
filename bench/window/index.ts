import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type Figure, figureOf } from '../figure.ts';
import { generateProject } from '../generate/project.ts';
import { memoryOf, type RunningApp, startApp } from './app.ts';
import { scrollSteadily, untilMark } from './measure.ts';

interface Text {
  readonly name: string;
  readonly length: number;
  readonly annotations: number;
  readonly openTarget?: number;
}

const SMALL: Text = { name: '10 kB, 100 tags', length: 10_000, annotations: 100 };
const TEXTS: readonly Text[] = [
  SMALL,
  { name: '1 MB, 10,000 tags', length: 1_000_000, annotations: 10_000, openTarget: 100 },
  { name: '10 MB, 100,000 tags', length: 10_000_000, annotations: 100_000, openTarget: 150 },
];
const MILLION: Text = {
  name: '10 MB, 1,000,000 tags',
  length: 10_000_000,
  annotations: 1_000_000,
  openTarget: 250,
};

const OPENINGS = 12;
const TAGS = 40;
const FRAMES = 300;
const STARTS = 5;

function titleAt(index: number): string {
  return `Document ${String(index + 1).padStart(5, '0')}`;
}

async function open(page: Page, index: number): Promise<number> {
  const row = page.getByRole('option', { name: titleAt(index) });
  return untilMark(page, 'click', 'glossator:document-painted', () => row.click());
}

/** Tags two words from where was clicked with the first code's key, and takes it back, time and again. */
async function tagWords(page: Page): Promise<number[]> {
  const samples: number[] = [];
  const box = await page.locator('[data-part="scroller"]').boundingBox();
  if (!box) throw new Error('there is no text to tag');
  for (let i = 0; i < TAGS; i++) {
    await page.mouse.click(box.x + 60 + (i % 8) * 30, box.y + 120 + (i % 5) * 60);
    await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.press('Control+Shift+ArrowRight');
    samples.push(await untilMark(page, 'keydown', 'glossator:tag-painted', () => page.keyboard.press('1')));
    await untilMark(page, 'keydown', 'glossator:tag-painted', () => page.keyboard.press('Control+z'));
    await page.keyboard.press('Escape');
  }
  return samples;
}

async function measureText(
  running: RunningApp,
  texts: readonly Text[],
  index: number,
): Promise<readonly Figure[]> {
  const text = texts[index] ?? SMALL;
  const { page } = running;
  const openings: number[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    openings.push(await open(page, index));
    // Another document in between, so that each opening is one.
    if (i < OPENINGS - 1) await open(page, index === 0 ? 1 : 0);
  }
  const scroll = await scrollSteadily(page, 60, FRAMES);
  const goal = text.openTarget === undefined ? {} : { target: text.openTarget };
  return [
    figureOf(`open ${text.name}: click to text and highlights painted`, 'ms', openings, goal),
    figureOf(`scroll ${text.name}: a frame`, 'ms', scroll.frames, { target: 18.5 }),
    figureOf(`scroll ${text.name}: script, style and layout in a frame`, 'ms', scroll.scripts, {
      target: 8,
      statistic: 'p99',
    }),
    figureOf(`scroll ${text.name}: frames with no text in the middle`, 'frames', [scroll.blank], {
      target: 0,
    }),
    figureOf(`scroll ${text.name}: elements in the view`, 'nodes', [scroll.nodes], { target: 2_000 }),
    figureOf(`tag in ${text.name}: key press to painted`, 'ms', await tagWords(page), { target: 33 }),
  ];
}

/** Everything that needs a window, in the real application. `million` adds the text with 1,000,000 tags. */
export async function benchWindow({ million }: { readonly million: boolean }): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-bench-'));
  const project = path.join(folder, 'bench.gloss');
  const small = path.join(folder, 'small.gloss');
  const texts = million ? [...TEXTS, MILLION] : TEXTS;
  const shape = {
    seed: 7,
    people: 3,
    codes: 20,
    overlapDepth: 4,
    scripts: ['latin', 'cyrillic', 'cjk'],
  } as const;
  try {
    generateProject(project, path.join(folder, 'backups'), { ...shape, documents: texts });
    generateProject(small, path.join(folder, 'backups'), { ...shape, documents: [SMALL] });
    const homeOf = (name: string) => {
      const home = path.join(folder, name);
      mkdirSync(home, { recursive: true });
      return home;
    };
    const starts: number[] = [];
    let emptyMemory = 0;
    for (let i = 0; i <= STARTS; i++) {
      const running = await startApp(homeOf('starts'), small);
      // The first start of a new user fills caches; it is not what is felt every day.
      if (i > 0) starts.push(running.startMs);
      emptyMemory = await memoryOf(running);
      await running.close();
    }
    const figures: Figure[] = [
      figureOf('start to usable, last document shown', 'ms', starts, { target: 1_000, statistic: 'median' }),
    ];
    const running = await startApp(homeOf('work'), project);
    try {
      // The text that is open at the start is measured last: opening it at once would be no opening.
      for (const index of [...texts.keys()].reverse())
        figures.push(...(await measureText(running, texts, index)));
      figures.push(
        figureOf('memory above a window with a 10 kB text, after all of this', 'MB', [
          (await memoryOf(running)) - emptyMemory,
        ]),
      );
    } finally {
      await running.close();
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
