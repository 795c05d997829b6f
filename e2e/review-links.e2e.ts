import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { bringColleague, linkPassages, type Said } from './people.ts';
import { openDocument, startProject, tagPassage } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const TITLE = 'The market';
const TEXT = `${TITLE}

The minister of foreign affairs denied the report on Tuesday.

Traders said that prices had fallen, and the envoy said nothing at all.`;
const MINE: Said = [
  ['Actor', 'The minister'],
  ['Claim', 'the report'],
  ['Claim', 'prices had fallen'],
];
const BEN: Said = [
  ['Actor', 'minister of foreign affairs'],
  ['Claim', 'the report'],
  ['Claim', 'prices had fallen'],
];

type Launch = Parameters<typeof startProject>[0];

/** A project in which Ben and I tagged the same passages and linked them otherwise; its review shown. */
async function startReview(glossator: Launch, folder: string) {
  const codes = { Actor: 'a', Claim: 'c' };
  const page = await startProject(glossator, { folder, texts: { 'market.txt': TEXT }, codes });
  for (const name of ['denies', 'mentions']) {
    await callWorkbench(page, 'codes.create', { name, kind: 'relation', parentId: null });
  }
  const [who, what, prices] = BEN.map(([, quote]) => quote) as [string, string, string];
  await bringColleague(page, folder, 'Ben', { title: TITLE, text: TEXT }, BEN, [
    ['denies', who, what],
    ['mentions', who, prices],
  ]);
  const made: [string, string][] = [];
  for (const [code, quote] of MINE) made.push([quote, await tagPassage(page, TITLE, TEXT, code, quote)]);
  await linkPassages(page, [['denies', 'The minister', 'the report']], new Map(made));
  await page.keyboard.press('Control+Shift+R');
  await expect(page.getByRole('region', { name: 'Review' })).toBeVisible();
  return page;
}

const queue = (page: Page) => page.getByRole('listbox', { name: 'Passages to review' });
const current = (page: Page) => queue(page).getByRole('option', { selected: true });
const links = (page: Page) => page.getByRole('region', { name: 'Links' });

/** Relations of the adjudicated set as they are exported: ‘code: from > to (whose)’. */
async function adjudicated(page: Page, folder: string): Promise<readonly string[]> {
  const to = path.join(folder, 'adjudicated.jsonl');
  await callWorkbench(page, 'export.run', { settings: { format: 'jsonl', adjudicated: true }, path: to });
  const records = readFileSync(to, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const quotes = new Map(
    records.flatMap(({ record, id, spans }) => (record === 'annotation' ? [[id, spans[0].quote]] : [])),
  );
  return records.flatMap(({ record, codePath, from, to: end, saidBy }) =>
    record === 'relation'
      ? [`${codePath.join('/')}: ${quotes.get(from)} > ${quotes.get(end)} (${saidBy.join(', ')})`]
      : [],
  );
}

test('links are decided with their passage, and each by itself, by keyboard', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startReview(await launchGlossator(), folder);
  const me = (await callWorkbench(page, 'project.state', {})).me.name;
  await expect(current(page)).toContainText('boundary and relation');
  await expect(links(page).getByRole('listitem')).toHaveCount(2);

  // What I said stands, with my link and without Ben's other one.
  await page.keyboard.press('1');
  await expect(current(page)).toContainText('prices had fallen');
  await page.keyboard.press('1');
  await expect(page.getByText('All of it is decided')).toBeVisible();
  // Its other end is where people agree.
  await page.keyboard.press('b');
  await page.getByRole('button', { name: 'Accept 1 passage' }).click();
  await expect.poll(() => adjudicated(page, folder)).toHaveLength(1);
  expect(await adjudicated(page, folder)).toEqual([`denies: The minister > the report (${me}, Ben)`]);

  // By itself: Ben's link is accepted after all, and mine is not.
  await page.getByRole('button', { name: 'Show what was decided' }).click();
  await page.getByRole('button', { name: /State$/ }).click();
  await page.getByRole('option', { name: 'Decided or not' }).click();
  await queue(page).getByRole('option').first().click();
  await expect(links(page).getByRole('listitem').nth(1)).toContainText('Rejected');
  await page.keyboard.press('l');
  await page.keyboard.press('x');
  await expect(links(page).getByRole('listitem').first()).toContainText('Rejected');
  await page.keyboard.press('r');
  await page.keyboard.type('Said in passing');
  for (const key of ['Enter', 'l', 'l', 'a']) await page.keyboard.press(key);
  await expect(links(page).getByRole('listitem').nth(1)).toContainText('Said in passing');
  expect(await adjudicated(page, folder)).toEqual(['mentions: The minister > prices had fallen (Ben)']);

  // Another code in its place; taken back, and one written that nobody made.
  await links(page)
    .getByRole('button', { name: /^denies/ })
    .click();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: /^denies As/ }).click();
  await page.getByRole('option', { name: 'mentions', exact: true }).click();
  await page.getByRole('button', { name: /^Save the link/ }).click();
  await expect(links(page).getByRole('listitem').first()).toContainText('In its place stands mentions');
  expect(await adjudicated(page, folder)).toContain(`mentions: The minister > the report (${me}, Ben)`);
  await links(page)
    .getByRole('button', { name: /^Withdraw the verdict on the link denies/ })
    .click();
  await expect(links(page).getByText('In its place')).toHaveCount(0);
  await page.keyboard.press('n');
  await page.getByRole('button', { name: /As$/ }).click();
  await page.getByRole('option', { name: 'denies', exact: true }).click();
  await page.getByRole('button', { name: /To what stands here$/ }).click();
  await page.getByRole('option', { name: /^Claim: prices had fallen/ }).click();
  await expect(page.getByRole('button', { name: /To what stands here$/ })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(links(page).getByRole('listitem')).toHaveCount(3);
  expect(await adjudicated(page, folder)).toContain('denies: The minister > prices had fallen ()');

  // Its maker sees what was decided on it.
  await page.getByRole('button', { name: 'Back to the text' }).click();
  await openDocument(page, TITLE);
  const inspector = page.locator('[data-pane="inspector"]');
  await inspector.getByRole('option', { name: /minister of foreign affairs/ }).click();
  await expect(inspector.getByRole('list', { name: 'Relations' })).toContainText('Said in passing');
});

for (const theme of ['light', 'dark'] as const) {
  test(`links in a review have no fault that axe can find, ${theme}`, async ({ launchGlossator, folder }) => {
    const glossator = await launchGlossator();
    const page = await startReview(glossator, folder);
    await glossator.show(page, { width: 1280, height: 800 }, theme);
    await page.keyboard.press('l');
    await expect(links(page).locator('[aria-current]')).toHaveCount(1);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('e');
    await expect(page.getByRole('button', { name: /^Save the link/ })).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}
