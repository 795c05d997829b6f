import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { generateProject } from '../bench/generate/project.ts';
import { expect, type Glossator, test } from './app.ts';
import { callWorkbench } from './workbench.ts';

/** The reading view on a text of 10 MB with 100,000 annotations: what holds for a page holds for a thousand. */

const LENGTH = 10_000_000;
let folder = '';
let project = '';

test.beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'glossator-long-'));
  project = path.join(folder, 'long.gloss');
  generateProject(project, path.join(folder, 'backups'), {
    seed: 11,
    people: 3,
    codes: 20,
    overlapDepth: 4,
    scripts: ['latin', 'cyrillic'],
    documents: [{ length: LENGTH, annotations: 100_000 }],
  });
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = (page: Page) => page.locator('[data-part="text"]');

async function openLong(launch: (options: { projectPath: string }) => Promise<Glossator>) {
  const glossator = await launch({ projectPath: project });
  const page = await glossator.window();
  await page.locator('[data-pane="documents"]').getByRole('option').first().click();
  await expect(text(page)).toContainText(/\S/);
  const [document] = await callWorkbench(page, 'documents.list', {});
  if (!document) throw new Error('there is no document');
  return { glossator, page, document };
}

/** The blocks in view by their text, with the pixels of their tops below the top of the pane. */
async function blocksInView(page: Page): Promise<ReadonlyMap<string, number>> {
  const blocks = await page.evaluate(() => {
    const pane = document.querySelector('[data-part="pane"]')?.getBoundingClientRect();
    const all = [...(document.querySelector('[data-part="text"]')?.children ?? [])];
    return all.flatMap((block) => {
      const box = block.getBoundingClientRect();
      if (!pane || box.bottom < pane.top || box.top > pane.bottom) return [];
      return [[block.textContent ?? '', box.top - pane.top] as const];
    });
  });
  return new Map(blocks);
}

/** How far the blocks that are in both have moved: one number where nothing jumped. */
function movements(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): readonly number[] {
  const moved = [...now].flatMap(([block, top]) => {
    const was = before.get(block);
    return was === undefined ? [] : [Math.round(top - was)];
  });
  return [...new Set(moved)];
}

const scrollTo = (page: Page, share: number) =>
  page.locator('[data-part="scroller"]').evaluate((scroller, to) => {
    scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * to;
  }, share);

/** The line at the top of the pane, from its beginning. */
const topLine = (page: Page) =>
  page.evaluate(() => {
    const pane = document.querySelector('[data-part="pane"]')?.getBoundingClientRect();
    const root = document.querySelector('[data-part="text"]')?.getBoundingClientRect();
    if (!pane || !root) return '';
    const place = document.caretPositionFromPoint(root.left + 40, pane.top + 20);
    return place?.offsetNode.textContent?.slice(place.offset, place.offset + 24) ?? '';
  });

/** How many lines below the top of the pane a text stands that is shown, with less than a line's share; null: nowhere. */
const linesBelowTop = (page: Page, wanted: string) =>
  text(page).evaluate((root, words) => {
    const pane = document.querySelector('[data-part="pane"]')?.getBoundingClientRect();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (pane && walker.nextNode()) {
      const node = walker.currentNode as Text;
      const start = node.data.indexOf(words);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + 1);
      return (
        (range.getBoundingClientRect().top - pane.top) / Number.parseFloat(getComputedStyle(root).lineHeight)
      );
    }
    return null;
  }, wanted);

test('text is there in every frame of scrolling, and the view stays small', async ({ launchGlossator }) => {
  const { page } = await openLong(launchGlossator);
  const seen = await page.locator('[data-part="scroller"]').evaluate(
    (scroller) =>
      new Promise<{ blank: number; nodes: number }>((resolve) => {
        const root = document.querySelector('[data-part="text"]');
        const result = { blank: 0, nodes: 0 };
        let left = 240;
        const frame = () => {
          const box = scroller.getBoundingClientRect();
          const points = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) =>
            document.elementFromPoint(box.left + 60, box.top + box.height * share),
          );
          if (!points.some((found) => root?.contains(found) && found !== root)) result.blank += 1;
          result.nodes = Math.max(result.nodes, scroller.querySelectorAll('*').length);
          // Steadily, in leaps, and back.
          scroller.scrollTop += left % 40 === 0 ? 400_000 : left % 3 === 0 ? -90 : 300;
          left -= 1;
          if (left > 0) requestAnimationFrame(frame);
          else resolve(result);
        };
        requestAnimationFrame(frame);
      }),
  );
  expect(seen.blank).toBe(0);
  expect(seen.nodes).toBeLessThan(2_000);
});

test('no paragraph is seen without its tags and their brackets while it is scrolled', async ({
  launchGlossator,
}) => {
  const { page } = await openLong(launchGlossator);
  const seen = await page.locator('[data-part="scroller"]').evaluate(
    (scroller) =>
      new Promise<{ tagged: number; late: number; unpainted: number; bare: number }>((resolve) => {
        const root = document.querySelector('[data-part="text"]');
        const rail = document.querySelector('[data-part="brackets"]');
        const known = new WeakMap<Element, string>();
        const result = { tagged: 0, late: 0, unpainted: 0, bare: 0 };
        const look = () => {
          const pane = scroller.getBoundingClientRect();
          const brackets = [...(rail?.children ?? [])].map((path) => path.getBoundingClientRect());
          for (const block of root?.children ?? []) {
            const box = block.getBoundingClientRect();
            if (box.bottom <= pane.top || box.top >= pane.bottom) continue;
            if ((known.get(block) ?? block.className) !== block.className) result.late += 1;
            known.set(block, block.className);
            if (block.className === '') continue;
            result.tagged += 1;
            const painted = [...block.classList].every((name) =>
              [...(CSS.highlights.get(name) ?? [])].some(({ startContainer }) =>
                block.contains(startContainer),
              ),
            );
            if (!painted) result.unpainted += 1;
            if (!brackets.some(({ top, bottom }) => top < box.bottom && bottom > box.top)) result.bare += 1;
          }
        };
        // At the pace of a wheel, faster than paragraphs are brought one by one, by pages, in leaps; and back.
        const paces = [60, 150, 420, 90_000, -60, -150, -420, -90_000];
        let frames = 0;
        const frame = () => {
          look();
          const pace = paces[Math.floor(frames / 40)];
          frames += 1;
          if (pace === undefined) {
            resolve(result);
            return;
          }
          scroller.scrollTop += Math.abs(pace) < 1_000 || frames % 8 === 0 ? pace : 60;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
  );
  expect(seen.tagged).toBeGreaterThan(1_000);
  expect(seen).toMatchObject({ late: 0, unpainted: 0, bare: 0 });
});

test('nothing on the screen jumps while heights above it become known', async ({ launchGlossator }) => {
  const { page } = await openLong(launchGlossator);
  const beginning = await blocksInView(page);
  await scrollTo(page, 0.5);
  // The text of before stays until that of the new place is at hand.
  await expect.poll(async () => movements(beginning, await blocksInView(page))).toEqual([]);
  const box = await page.locator('[data-part="scroller"]').boundingBox();
  if (!box) throw new Error('there is no reading view');
  await page.mouse.move(box.x + 120, box.y + 200);
  let before = await blocksInView(page);
  for (let notch = 0; notch < 25; notch += 1) {
    await page.mouse.wheel(0, -120);
    // Until the smooth movement of this notch has ended.
    await expect.poll(async () => movements(before, await blocksInView(page))).toEqual([120]);
    before = await blocksInView(page);
  }
});

test('the scroll bar is true to the text, and a line keeps its place when the text size changes', async ({
  launchGlossator,
}) => {
  const { page, document } = await openLong(launchGlossator);
  for (const share of [0.25, 0.9]) {
    await scrollTo(page, share);
    await expect
      .poll(async () => {
        const [block = ''] = [...(await blocksInView(page)).keys()];
        const found = await callWorkbench(page, 'documents.find', {
          textId: document.textId,
          query: block.slice(0, 200),
        });
        return Math.abs((found.ranges[0] ?? 0) / LENGTH - share);
      })
      .toBeLessThan(0.02);
  }
  const line = await topLine(page);
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+=');
  await expect(page.locator('[data-part="text"]')).toHaveCSS('font-size', /^(?!17px)/);
  // Lines break elsewhere now: what began the line may stand further right, one line up or down.
  await expect.poll(async () => Math.abs((await linesBelowTop(page, line)) ?? 1_000)).toBeLessThan(2);
  await scrollTo(page, 1);
  const whole = await callWorkbench(page, 'documents.slice', {
    textId: document.textId,
    range: { start: LENGTH - 200, end: document.length },
  });
  const last = whole.trim().split('\n').at(-1) ?? '';
  await expect(text(page)).toContainText(last.slice(-60));
});

test('all of the text is selected and copied without being shown', async ({ launchGlossator }) => {
  const { glossator, page, document } = await openLong(launchGlossator);
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  const copied = () => glossator.inMain(({ clipboard }) => clipboard.readText());
  await expect.poll(async () => (await copied()).length).toBe(document.length);
  const whole = await callWorkbench(page, 'documents.slice', {
    textId: document.textId,
    range: { start: 0, end: document.length },
  });
  const hash = (of: string) => createHash('sha256').update(of).digest('hex');
  expect(hash(await copied())).toBe(hash(whole));
  expect(await text(page).locator('> *').count()).toBeLessThan(200);
});

test('a selection by key reaches beyond the window of blocks', async ({ launchGlossator }) => {
  const { glossator, page, document } = await openLong(launchGlossator);
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  for (let times = 0; times < 12; times += 1) await page.keyboard.press('Shift+PageDown');
  await page.keyboard.press('Control+c');
  const copied = () => glossator.inMain(({ clipboard }) => clipboard.readText());
  await expect.poll(async () => (await copied()).length).toBeGreaterThan(5_000);
  const beginning = await callWorkbench(page, 'documents.slice', {
    textId: document.textId,
    range: { start: 0, end: (await copied()).length },
  });
  expect(await copied()).toBe(beginning);
});

test('a selection by mouse goes on beyond the edge of the view while the pointer rests there', async ({
  launchGlossator,
}) => {
  const { glossator, page, document } = await openLong(launchGlossator);
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  const scroller = page.locator('[data-part="scroller"]');
  const box = await scroller.boundingBox();
  const start = await text(page).locator('> *').first().boundingBox();
  if (!box || !start) throw new Error('there is no reading view');
  await page.mouse.move(start.x + 1, start.y + 6);
  await page.mouse.down();
  await page.mouse.move(start.x + 40, box.y + box.height + 80, { steps: 3 });
  await expect.poll(() => scroller.evaluate((element) => element.scrollTop)).toBeGreaterThan(3_000);
  await page.mouse.up();
  await page.keyboard.press('Control+c');
  const copied = () => glossator.inMain(({ clipboard }) => clipboard.readText());
  await expect.poll(async () => (await copied()).length).toBeGreaterThan(2_000);
  const beginning = await callWorkbench(page, 'documents.slice', {
    textId: document.textId,
    range: { start: 0, end: (await copied()).length },
  });
  expect(await copied()).toBe(beginning);
});

test('a hit anywhere is found, shown and left selected', async ({ launchGlossator }) => {
  const { page, document: long } = await openLong(launchGlossator);
  const far = await callWorkbench(page, 'documents.slice', {
    textId: long.textId,
    range: { start: 7_654_321, end: 7_656_000 },
  });
  const query =
    far
      .split('\n')
      .sort((a, b) => b.length - a.length)[0]
      ?.slice(10, 90) ?? '';
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: 'Find in document' });
  await bar.getByRole('textbox', { name: 'Find' }).fill(query);
  await expect(bar).toContainText('1 of 1');
  await expect(text(page)).toContainText(query);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.getSelection()?.toString())).toBe(query);
});
