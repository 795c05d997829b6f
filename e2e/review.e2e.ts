import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { bringColleague, type Said } from './people.ts';
import { startProject, tagPassage } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const TITLE = 'The market';
const TEXT = `${TITLE}

The minister of foreign affairs denied the report on Tuesday.

Traders said that prices had fallen, and the envoy said nothing at all.`;
const CODES = { Actor: 'a', Claim: 'c' };
const MINE: Said = [
  ['Actor', 'The minister'],
  ['Claim', 'denied the report'],
  ['Claim', 'prices had fallen'],
];
const BEN: Said = [
  ['Actor', 'minister of foreign affairs'],
  ['Claim', 'denied the report'],
  ['Actor', 'prices had fallen'],
  ['Actor', 'the envoy'],
];
const CLEO: Said = [
  ['Actor', 'The minister'],
  ['Claim', 'denied the report'],
  ['Claim', 'prices had fallen'],
];

type Launch = Parameters<typeof startProject>[0];

/** A project with my tags and those of others, its review shown. */
async function startReview(glossator: Launch, folder: string, others: Readonly<Record<string, Said>>) {
  const page = await startProject(glossator, { folder, texts: { 'market.txt': TEXT }, codes: CODES });
  for (const [name, said] of Object.entries(others)) {
    await bringColleague(page, folder, name, { title: TITLE, text: TEXT }, said);
  }
  for (const [code, quote] of MINE) await tagPassage(page, TITLE, TEXT, code, quote);
  await page.keyboard.press('Control+Shift+R');
  await expect(page.getByRole('region', { name: 'Review' })).toBeVisible();
  return page;
}

const queue = (page: Page) => page.getByRole('listbox', { name: 'Passages to review' });
const current = (page: Page) => queue(page).getByRole('option', { selected: true });
const decision = (page: Page) => page.getByRole('region', { name: 'Decision' });

async function adjudicated(page: Page): Promise<readonly string[]> {
  const codes = await callWorkbench(page, 'codes.list', {});
  const { annotations } = await callWorkbench(page, 'annotations.page', { limit: 100, adjudicated: true });
  return annotations.map(({ codeId, spans }) => {
    return `${codes.find(({ id }) => id === codeId)?.name}: ${spans[0]?.quote}`;
  });
}

test('by keyboard: every difference is decided, one amended, one undone', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startReview(await launchGlossator(), folder, { Ben: BEN });
  await expect(queue(page)).toBeFocused();
  await expect(current(page)).toContainText('differs: boundary');
  await expect(decision(page).getByText('boundary')).toBeVisible();

  await page.keyboard.press('r');
  await page.keyboard.type('With its article');
  await page.keyboard.press('Enter');
  await page.keyboard.press('1');
  await expect(current(page)).toContainText('differs: code');
  expect(await adjudicated(page)).toEqual(['Actor: The minister']);

  // What is typed at once means what it would after a pause: amend this one, a word more, save; reject the next.
  for (const key of ['e', 'Shift+ArrowLeft', 'Enter', 'x']) await page.keyboard.press(key);
  await expect(page.getByText('All of it is decided')).toBeVisible();
  expect(await adjudicated(page)).toEqual(['Actor: The minister', 'Claim: that prices had fallen']);

  await page.keyboard.press('Control+z');
  await expect(current(page)).toContainText('the envoy');
  await page.keyboard.press('2');
  await page.keyboard.press('1');
  await expect(page.getByText('All of it is decided')).toBeVisible();
  expect(await adjudicated(page)).toEqual([
    'Actor: The minister',
    'Claim: that prices had fallen',
    'Actor: the envoy',
  ]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Review' })).toBeHidden();
});

test('by mouse: three people are compared in columns, agreement is accepted at once, verdicts are seen', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startReview(await launchGlossator(), folder, { Ben: BEN, Cleo: CLEO });
  for (const name of ['Ben', 'Cleo', 'Adjudicated']) {
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  }
  await page.getByRole('button', { name: 'Accept where people agree …' }).click();
  await page.getByRole('button', { name: /Accept what is not decided where/ }).click();
  await page.getByRole('option', { name: 'at least 2 of 3 say the same' }).click();
  await page.getByRole('button', { name: 'Accept 3 passages' }).click();
  await expect(
    page.getByText('1 passage decided').or(page.getByText('2 of 3 passages decided')),
  ).toBeVisible();
  expect(await adjudicated(page)).toEqual([
    'Actor: The minister',
    'Claim: denied the report',
    'Claim: prices had fallen',
  ]);

  await expect(current(page)).toContainText('the envoy');
  await decision(page)
    .getByRole('textbox', { name: /Reason/ })
    .fill('Overlooked by the others');
  await decision(page).getByRole('button', { name: 'Accept what Ben said' }).click();
  await page.getByRole('button', { name: 'Show what was decided' }).click();
  await queue(page).getByRole('option').filter({ hasText: 'the envoy' }).click();
  await expect(decision(page)).toContainText('Overlooked by the others');
  await decision(page)
    .getByRole('button', { name: /^Withdraw verdict/ })
    .click();
  await expect(queue(page).getByRole('option').filter({ hasText: 'the envoy' })).toHaveCount(0);
  expect(await adjudicated(page)).toHaveLength(3);

  await page.getByRole('button', { name: 'Back to the text' }).click();
  await page
    .locator('[data-pane="inspector"]')
    .getByRole('option', { name: /minister of foreign affairs/ })
    .click();
  const verdict = page.locator('[data-pane="inspector"]');
  await expect(verdict).toContainText('Rejected');
  await expect(verdict).toContainText('In its place stands');
});

for (const theme of ['light', 'dark'] as const) {
  test(`a review has no fault that axe can find, ${theme}`, async ({ launchGlossator, folder }) => {
    const glossator = await launchGlossator();
    const page = await startReview(glossator, folder, { Ben: BEN });
    await glossator.show(page, { width: 1280, height: 800 }, theme);
    await expect(decision(page)).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('e');
    await expect(page.getByRole('button', { name: /^Save the amendment/ })).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('b');
    await expect(page.getByRole('region', { name: 'Accept where people agree' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}

test('with one person’s work a review says how to get another’s', async ({ launchGlossator, folder }) => {
  const page = await startReview(await launchGlossator(), folder, {});
  await expect(page.getByText('Only one person’s work is here')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Review the work of one person' }).click();
  await expect(queue(page).getByRole('option')).toHaveCount(3);
});
