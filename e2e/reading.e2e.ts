import type { Page } from '@playwright/test';
import { expect, type Glossator, test } from './app.ts';
import { selectPassage } from './passages.ts';
import { startProject, tagged } from './projects.ts';
import { callWorkbench } from './workbench.ts';

/** The reading view on short texts: what is shown, picked, told, adjusted and found. */

const PAGE = `<!doctype html><html lang="en"><head><title>The dam at Kesh</title></head><body><article>
<h1>The dam at Kesh</h1>
<p>The <b>council <i>said</i></b> on Monday that <a href="https://example.org/dam">the dam</a> stays shut &#128104;&#8205;&#128105;&#8205;&#128103; until spring, e&#769;tape by e&#769;tape.</p>
<ul><li>first point of the plan</li><li>second point of the plan</li></ul>
<blockquote><p>Nobody asked the villages below.</p></blockquote>
<table><tr><th>Village</th><th>Wells</th></tr><tr><td>Upper Kesh</td><td>three deep wells</td></tr></table>
<p dir="rtl">&#1602;&#1575;&#1604; &#1575;&#1604;&#1605;&#1580;&#1604;&#1587; &#1573;&#1606; &#1575;&#1604;&#1587;&#1583; &#1605;&#1594;&#1604;&#1602; &#1581;&#1578;&#1609; &#1575;&#1604;&#1585;&#1576;&#1610;&#1593;</p>
<p>Farmers waited at the gate until noon. Then they went home, and said no more about it.</p>
</article></body></html>`;
const CODES = { Actor: 'a', Claim: 'c', Event: 'e' };

const text = (page: Page) => page.locator('[data-part="text"]');
const rail = (page: Page) => page.getByRole('listbox', { name: 'Annotations in view' });

async function openPage(glossator: Glossator, folder: string): Promise<Page> {
  return startProject(glossator, { folder, texts: { 'dam.html': PAGE }, codes: CODES });
}

/** Where a word’s first letter, or the letter with this number, is drawn; x and y are its middle. */
async function letterAt(page: Page, word: string, letter = 0) {
  return text(page).evaluate(
    (root, [wanted, at]) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode as Text;
        const start = node.data.indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start + at);
        range.setEnd(node, start + at + 1);
        const box = range.getBoundingClientRect();
        const { left, right, top, width, height } = box;
        return { left, right, x: left + width / 2, y: top + height / 2 };
      }
      throw new Error(`${wanted} is not shown`);
    },
    [word, letter] as const,
  );
}

/** The accessible names of the rail's annotations, the selected one marked. */
async function railNames(page: Page): Promise<readonly string[]> {
  return rail(page)
    .getByRole('option')
    .evaluateAll((options) =>
      options.map(
        (option) =>
          (option.getAttribute('aria-selected') === 'true' ? '* ' : '') + option.getAttribute('aria-label'),
      ),
    );
}

const chosen = async (page: Page) =>
  (await railNames(page)).find((name) => name.startsWith('* '))?.slice(2) ?? null;

const nativeSelection = (page: Page) => page.evaluate(() => document.getSelection()?.toString() ?? '');

test('what is selected by mouse is stored place by place: over marks and links, in cells, lists and quotes, right to left', async ({
  launchGlossator,
  folder,
}) => {
  const page = await openPage(await launchGlossator(), folder);
  const passages = [
    'council said on Monday that the dam stays',
    '👨‍👩‍👧 until',
    'e\u0301tape by e\u0301',
    'second point',
    'Nobody asked the villages',
    'three deep wells',
    'Then they went home',
  ];
  for (const passage of passages) {
    await selectPassage(page, passage);
    await page.keyboard.press('a');
    await expect.poll(async () => (await tagged(page)).map(({ quote }) => quote)).toContain(passage);
  }
  const arabic = 'المجلس إن السد';
  const from = await letterAt(page, arabic);
  const to = await letterAt(page, arabic, arabic.length - 1);
  await page.mouse.move(from.right - 1, from.y);
  await page.mouse.down();
  await page.mouse.move(to.left + 1, to.y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.press('a');
  const quotes = async () => (await tagged(page)).map(({ quote }) => quote).sort();
  await expect.poll(quotes).toEqual([...passages, arabic].sort());
});

test('headings, lists, quotes and rows are what they are; a link shows its address and leads nowhere', async ({
  launchGlossator,
  folder,
}) => {
  const page = await openPage(await launchGlossator(), folder);
  const region = page.getByRole('document', { name: 'The dam at Kesh' });
  await expect(region.getByRole('heading', { level: 1 })).toHaveText('The dam at Kesh');
  await expect(region.getByRole('blockquote')).toHaveText('Nobody asked the villages below.');
  await expect(region.getByRole('group', { name: 'Table row 2' })).toContainText('three deep wells');
  const directions = await text(page).evaluate((root) =>
    [...root.children].map((block) => getComputedStyle(block).direction),
  );
  expect(directions.filter((direction) => direction === 'rtl')).toHaveLength(1);
  const link = text(page).locator('a');
  await expect(link).toHaveAttribute('title', 'https://example.org/dam');
  await link.click();
  expect(page.url()).toMatch(/^app:\/\/glossator\//);
});

test('of annotations at one place a click picks the innermost, the next click the one around it, and a click beside them none', async ({
  launchGlossator,
  folder,
}) => {
  const page = await openPage(await launchGlossator(), folder);
  for (const [passage, key] of [
    ['Farmers waited at the gate until noon.', 'c'],
    ['waited at the gate', 'e'],
    ['gate', 'a'],
  ] as const) {
    await selectPassage(page, passage);
    await page.keyboard.press(key);
    await expect.poll(() => chosen(page)).toContain(`‘${passage}’`);
  }
  const me = /, by .+$/;
  const names = (await railNames(page)).map((name) => name.replace(me, '').replace('* ', ''));
  expect(names).toEqual([
    'Claim, ‘Farmers waited at the gate until noon.’',
    'Event, ‘waited at the gate’',
    'Actor, ‘gate’',
  ]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const gate = await letterAt(page, 'gate', 1);
  const picked: (string | undefined)[] = [];
  for (let click = 0; click < 4; click += 1) {
    await page.mouse.click(gate.x, gate.y, { delay: 5 });
    await expect.poll(() => chosen(page)).not.toBe(picked.at(-1) ?? null);
    picked.push((await chosen(page)) ?? undefined);
  }
  expect(picked.map((name) => name?.split(',')[0])).toEqual(['Actor', 'Event', 'Claim', 'Actor']);

  // The stack is listed while the pointer rests on it.
  await page.mouse.move(gate.x, gate.y);
  await page.mouse.move(gate.x + 1, gate.y);
  await expect(page.locator('[data-part="stack"]')).toBeVisible();
  await expect(page.locator('[data-part="stack"] [role="option"]')).toHaveCount(3);

  const beside = await letterAt(page, 'went');
  await page.mouse.click(beside.x, beside.y);
  await expect.poll(() => chosen(page)).toBeNull();
});

test('the rail is walked by arrow keys and tells each annotation; Enter chooses, Escape leads back to the text', async ({
  launchGlossator,
  folder,
}) => {
  const page = await openPage(await launchGlossator(), folder);
  for (const [passage, key] of [
    ['council', 'a'],
    ['second point', 'e'],
    ['Farmers', 'a'],
  ] as const) {
    await selectPassage(page, passage);
    await page.keyboard.press(key);
    // What was just made is chosen a moment after it is shown.
    await expect.poll(() => chosen(page)).toContain(`‘${passage}’`);
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => chosen(page)).toBeNull();
  await rail(page).focus();
  const active = () =>
    rail(page).evaluate((list) => {
      const id = list.getAttribute('aria-activedescendant');
      return id === null ? null : document.getElementById(id)?.getAttribute('aria-label');
    });
  await expect.poll(active).toMatch(/^Actor, ‘council’/);
  await page.keyboard.press('ArrowDown');
  await expect.poll(active).toMatch(/^Event, ‘second point’/);
  await page.keyboard.press('ArrowDown');
  await expect.poll(active).toMatch(/^Actor, ‘Farmers’/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => chosen(page)).toMatch(/^Event, ‘second point’/);
  await page.keyboard.press('Escape');
  await expect(text(page)).toBeFocused();
});

test('the ends of an annotation are moved by handle and by key; Escape lets a handle go back', async ({
  launchGlossator,
  folder,
}) => {
  const page = await openPage(await launchGlossator(), folder);
  await selectPassage(page, 'waited at the gate');
  await page.keyboard.press('c');
  await expect.poll(() => chosen(page)).toMatch(/waited at the gate/);
  const quotes = async () => (await tagged(page)).map(({ quote }) => quote);
  const grab = async (end: 'start' | 'end') => {
    const box = await page.locator(`[data-part="handles"] [data-end="${end}"]`).boundingBox();
    if (!box) throw new Error('there is no handle');
    // The knob is above the line at the start, and below it at the end.
    await page.mouse.move(box.x + box.width / 2, end === 'start' ? box.y - 2 : box.y + box.height + 2);
    await page.mouse.down();
  };
  await grab('end');
  const noon = await letterAt(page, 'noon', 3);
  await page.mouse.move(noon.x + 6, noon.y, { steps: 5 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await quotes()).toEqual(['waited at the gate']);

  await grab('end');
  await page.mouse.move(noon.x + 6, noon.y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(quotes).toEqual(['waited at the gate until noon']);
  await grab('start');
  const farmers = await letterAt(page, 'Farmers');
  await page.mouse.move(farmers.x - 3, farmers.y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(quotes).toEqual(['Farmers waited at the gate until noon']);
});

test('the caret goes by character, word, sentence, line and paragraph, and says which annotation it comes into', async ({
  launchGlossator,
  folder,
}) => {
  const page = await openPage(await launchGlossator(), folder);
  await selectPassage(page, 'council said');
  await page.keyboard.press('c');
  await expect.poll(() => chosen(page)).toContain('council said');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  const extended = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    return nativeSelection(page);
  };
  await expect.poll(() => extended('Control+Home', 'Control+Shift+ArrowRight')).toBe('The');
  await expect.poll(() => extended('Control+Home', 'Shift+End')).toBe('The dam at Kesh');
  await expect.poll(() => extended('Control+Home', 'Shift+ArrowRight', 'Shift+ArrowRight')).toBe('Th');
  const farmers = await letterAt(page, 'Farmers');
  await page.mouse.click(farmers.x - 4, farmers.y);
  await expect
    .poll(() => extended('Home', 'Alt+Shift+ArrowRight'))
    .toBe('Farmers waited at the gate until noon.');
  const family = await letterAt(page, 'until spring');
  await page.mouse.click(family.x - 2, family.y);
  await expect.poll(() => extended('Shift+ArrowLeft', 'Shift+ArrowLeft')).toBe('👨‍👩‍👧 ');
  const council = await letterAt(page, 'council', 2);
  await page.mouse.click(council.x, council.y);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-part="live"]')).toHaveText(/^Claim, ‘council said’, by /);
});

test('double click takes the word, triple click the paragraph, Shift and click extends', async ({
  launchGlossator,
  folder,
}) => {
  const page = await openPage(await launchGlossator(), folder);
  const gate = await letterAt(page, 'gate', 1);
  await page.mouse.dblclick(gate.x, gate.y);
  await expect.poll(() => nativeSelection(page)).toBe('gate');
  await page.mouse.click(gate.x, gate.y, { clickCount: 3 });
  await expect.poll(() => nativeSelection(page)).toMatch(/^Farmers.*about it\.$/);
  const from = await letterAt(page, 'Farmers');
  const to = await letterAt(page, 'noon', 3);
  await page.mouse.click(from.x - 3, from.y);
  await page.keyboard.down('Shift');
  await page.mouse.click(to.x + 3, to.y);
  await page.keyboard.up('Shift');
  await expect.poll(() => nativeSelection(page)).toBe('Farmers waited at the gate until noon');
});

test('find counts, walks round, minds case and words, and leaves the hit selected', async ({
  launchGlossator,
  folder,
}) => {
  const page = await openPage(await launchGlossator(), folder);
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: 'Find in document' });
  await bar.getByRole('textbox', { name: 'Find' }).fill('the');
  await expect(bar).toContainText(/1 of \d/);
  const count = async () => Number(/of (\d+)/.exec((await bar.textContent()) ?? '')?.[1]);
  const all = await count();
  await bar.getByRole('button', { name: 'Whole words' }).click();
  await expect.poll(count).toBeLessThan(all);
  const words = await count();
  await bar.getByRole('button', { name: 'Match case' }).click();
  await expect.poll(count).toBeLessThan(words);
  const exact = await count();
  await bar.getByRole('textbox', { name: 'Find' }).focus();
  for (let step = 1; step < exact; step += 1) await page.keyboard.press('Enter');
  await expect(bar).toContainText(`${exact} of ${exact}`);
  await page.keyboard.press('F3');
  await expect(bar).toContainText(`1 of ${exact}`);
  await page.keyboard.press('Shift+Enter');
  await expect(bar).toContainText(`${exact} of ${exact}`);
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await expect(text(page)).toBeFocused();
  await expect.poll(() => nativeSelection(page)).toBe('the');
});

test('eight annotations stacked on one line are each named beside it, and each can be reached', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await openPage(glossator, folder);
  const [document] = await callWorkbench(page, 'documents.list', {});
  if (!document) throw new Error('there is no document');
  const whole = await callWorkbench(page, 'documents.slice', {
    textId: document.textId,
    range: { start: 0, end: document.length },
  });
  const start = whole.indexOf('Farmers');
  for (let depth = 0; depth < 8; depth += 1) {
    const { codeId } = await callWorkbench(page, 'codes.create', { name: `Layer ${depth}`, parentId: null });
    await callWorkbench(page, 'annotations.tag', {
      documentId: document.id,
      codeId,
      ranges: [{ start: start + depth, end: start + 37 - depth }],
    });
  }
  await expect(rail(page).getByRole('option')).toHaveCount(8);
  await text(page).focus();
  await page.keyboard.press('Control+End');
  const boxes = await rail(page)
    .getByRole('option')
    .evaluateAll((options) => options.map((option) => option.getBoundingClientRect().toJSON() as DOMRect));
  const tops = boxes.map(({ top }) => top);
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  for (const [at, { bottom }] of boxes.entries()) expect(bottom).toBeLessThanOrEqual(tops[at + 1] ?? bottom);
  for (let depth = 0; depth < 8; depth += 1) {
    await rail(page).getByRole('option').nth(depth).click();
    await expect.poll(() => chosen(page)).toMatch(new RegExp(`^Layer ${depth},`));
  }
});
