import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Glossator, test } from './app.ts';
import { findings } from './axe.ts';
import { runByName } from './commands.ts';
import { startProject, tagged } from './projects.ts';
import { typeAhead } from './typing.ts';
import { callWorkbench } from './workbench.ts';

const field = (page: Page) => page.getByRole('textbox', { name: 'Search for' });
const list = (page: Page) => page.getByRole('listbox', { name: 'Passages found' });
const found = (page: Page) => list(page).getByRole('option');
const says = (page: Page) => page.locator('[data-pane="page"] header').getByRole('status');
const selected = (page: Page) => page.evaluate(() => document.getSelection()?.toString());

const TEXTS = {
  'Alpha.txt': 'Alpha\n\nThe market opened late.\n\nThe river rose in 1931-04 and the market closed.',
  'Beta.txt': 'Beta\n\nOn the market they spoke of the river.\n\nNobody wrote it down (not even Anna).',
  'Gamma.txt': 'Gamma\n\nРынок открылся поздно.\n\nقال التجار إن السوق سيغلق مبكرا.',
};

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+Shift+F');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(words);
}

test('searched, opened, tagged, gone on from passage to passage and come back, by keyboard alone', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: { Place: 'p' } });
  await search(page, 'market');
  await expect(says(page)).toHaveText('3 passages in 2 documents');
  await expect(found(page).first().locator('mark')).toHaveText('market');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => selected(page)).toBe('market');
  await expect(page.getByRole('status').filter({ hasText: 'Found passage 2 of 3' })).toBeVisible();
  // Faster than the next document can come: every key waits for what it means.
  await page.keyboard.press('p');
  await page.keyboard.press('F4');
  await page.keyboard.press('p');
  await expect.poll(() => tagged(page)).toHaveLength(2);
  expect((await tagged(page)).map(({ code, quote }) => `${code}: ${quote}`)).toEqual([
    'Place: market',
    'Place: market',
  ]);
  await expect(page.getByRole('document', { name: 'Beta' })).toBeVisible();
  await page.keyboard.press('Shift+F4');
  await expect(page.getByRole('document', { name: 'Alpha' })).toBeVisible();
  await expect.poll(() => selected(page)).toBe('market');
  await page.keyboard.press('Control+Shift+F');
  await expect(list(page)).toBeFocused();
  await expect(found(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+Shift+F');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('market');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  await page.keyboard.press('F4');
  await expect(page.getByRole('status').filter({ hasText: 'Found passage 1 of 3' })).toBeVisible();
  // Where one was before the search led away.
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('document', { name: 'Alpha' })).toBeVisible();
});

test('what is typed before the page is there is what is searched for', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: { Place: 'p' } });
  const cdp = await page.context().newCDPSession(page);
  await typeAhead(cdp, 'Control+Shift+F', { text: 'pri' }, 'Backspace', 'Backspace', 'Backspace', {
    text: 'river',
  });
  await expect(field(page)).toHaveValue('river');
  await expect(found(page)).toHaveCount(2);
  await typeAhead(cdp, 'ArrowDown', 'Enter', 'p', 'Control+Shift+F', 'ArrowDown', 'Enter', 'p');
  await expect.poll(() => tagged(page)).toHaveLength(2);
  expect((await tagged(page)).map(({ quote }) => quote)).toEqual(['river', 'river']);
});

test('text as it stands, patterns, any script; what is wrong is said at the field', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS });
  await search(page, 'рынок');
  await expect(found(page).locator('mark')).toHaveText(['Рынок']);
  await search(page, 'السوق');
  await expect(found(page).locator('mark')).toHaveText(['السوق']);
  await search(page, 'down (not');
  await page.getByRole('radio', { name: 'Exact text' }).press(' ');
  await expect(found(page).locator('mark')).toHaveText(['down (not']);
  await search(page, 'MARKET');
  await expect(found(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Match case' }).click();
  await expect(page.getByText('Nothing found for')).toBeVisible();
  await page.getByRole('button', { name: 'Search without Matching Case' }).click();
  await expect(found(page)).toHaveCount(3);

  await page.getByRole('radio', { name: 'Exact text' }).press('ArrowRight');
  await search(page, String.raw`\d{4}-\d\d`);
  await expect(found(page).locator('mark')).toHaveText(['1931-04']);
  await search(page, 'mark(et');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('regular expression');
  await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(')');
  await expect(found(page)).toHaveCount(3);
  await expect(field(page)).toHaveAttribute('aria-invalid', 'false');
});

test('what is chosen, kept and followed: documents, selected text, kinds, changes', async ({
  launchGlossator,
  folder,
}) => {
  const home = `${folder}/home`;
  const glossator = await launchGlossator({ home });
  const page = await startProject(glossator, { folder, texts: TEXTS });
  await search(page, 'river');
  await expect(says(page)).toHaveText('2 passages in 2 documents');
  await page.getByRole('button', { name: 'By Document' }).click();
  await page
    .getByRole('listbox', { name: 'Documents with passages' })
    .getByRole('option', { name: 'Beta' })
    .click();
  await expect(says(page)).toHaveText('1 passage in 1 document');
  await expect(page.getByText('Only in ‘Beta’')).toBeVisible();
  await search(page, 'opened');
  await expect(page.getByText('Nothing found for')).toContainText('opened in the chosen document.');
  await page.getByRole('button', { name: 'Search All Documents' }).last().click();
  await expect(says(page)).toHaveText('1 passage in 1 document');

  // The list follows the project.
  await search(page, 'river');
  await expect(found(page)).toHaveCount(2);
  const documents = await callWorkbench(page, 'documents.list', {});
  const beta = documents.find(({ title }) => title === 'Beta')?.id ?? '';
  await callWorkbench(page, 'documents.delete', { documentIds: [beta] });
  await expect(found(page)).toHaveCount(1);
  await callWorkbench(page, 'journal.undo', {});
  await expect(found(page)).toHaveCount(2);

  // Selected text is what one looks for; the kind is that of the last time, also after a restart.
  await page.getByRole('radio', { name: 'Pattern' }).press(' ');
  // The first ends the search, where that is still going on, and does not leave the page.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(field(page)).toBeHidden({ timeout: 1_000 });
  }).toPass();
  await expect(page.locator('[data-part="text"]')).toContainText('The market opened');
  await page.getByText('The market opened late.').click({ clickCount: 3 });
  await page.keyboard.press('Control+Shift+F');
  await expect(field(page)).toHaveValue(String.raw`The market opened late\.`);
  await expect(found(page)).toHaveCount(1);
  await glossator.quit();
  const again = await launchGlossator({ home, projectPath: `${folder}/project.gloss` });
  const reopened = await again.window();
  await reopened.keyboard.press('Control+Shift+F');
  await expect(reopened.getByRole('radio', { name: 'Pattern' })).toBeChecked();
  await expect(field(reopened)).toHaveValue('');
});

test('a list of thousands is gone through, and tells how long it is', async ({ launchGlossator, folder }) => {
  const long = Array.from({ length: 3_000 }, (_, i) => `Paragraph ${i + 1} has a word.`).join('\n\n');
  const page = await startProject(await launchGlossator(), {
    folder,
    texts: { 'Long.txt': `Long\n\n${long}` },
  });
  await search(page, 'word');
  await expect(says(page)).toHaveText('3,000 passages in 1 document');
  await page.keyboard.press('ArrowDown');
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByRole('option', { name: 'Paragraph 3000 has' })).toBeVisible({ timeout: 100 });
  }).toPass({ intervals: [50] });
  await expect(page.getByRole('option', { name: 'Paragraph 3000 has a word.' })).toHaveAttribute(
    'aria-posinset',
    '3000',
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Found passage 3,000 of 3,000' })).toBeVisible();
  await page.keyboard.press('Control+Shift+F');
  await expect(page.getByRole('option', { name: 'Paragraph 3000 has' })).toBeInViewport();
  await page.keyboard.press('F4');
  await expect(page.getByRole('status').filter({ hasText: 'Found passage 1 of 3,000' })).toBeVisible();
  await expect.poll(() => selected(page)).toBe('word');
  await page.keyboard.press('Control+Shift+F');
  await expect(page.getByRole('option', { name: 'Paragraph 1 has' })).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Found passage 2 of 3,000' })).toBeVisible();
});

test('many passages are tagged at once, one step of undo; what was tagged so already is told', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), {
    folder,
    texts: TEXTS,
    codes: { Place: 'p', Water: null },
  });
  await search(page, 'market');
  await expect(found(page)).toHaveCount(3);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByText('1 passage chosen')).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByText('1 annotation made.')).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('3 passages chosen')).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByText('2 annotations made. 1 was tagged so already.')).toBeVisible();
  expect((await tagged(page)).map(({ quote }) => quote)).toEqual(['market', 'market', 'market']);
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeVisible();
  await expect(page.getByText('passages chosen')).toBeHidden();

  await search(page, 'river');
  await expect(found(page)).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+a');
  await page.getByRole('radio', { name: 'Whole passages' }).press(' ');
  await page.getByRole('button', { name: 'Tag …' }).click();
  await page.getByRole('dialog').getByRole('combobox').fill('Water');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 annotations made.')).toBeVisible();
  const waters = async () => (await tagged(page)).filter(({ code }) => code === 'Water');
  expect((await waters()).map(({ quote }) => quote)).toEqual([
    'The river rose in 1931-04 and the market closed.',
    'On the market they spoke of the river.',
  ]);
  await callWorkbench(page, 'journal.undo', {});
  expect(await waters()).toEqual([]);
});

test('what keeps the index from being made is told, and it is made when that is gone', async ({
  launchGlossator,
  folder,
}) => {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  // Where the folder of the indexes would be.
  writeFileSync(path.join(home, 'search'), '');
  const page = await startProject(await launchGlossator({ home }), { folder, texts: TEXTS });
  await search(page, 'river');
  await expect(found(page)).toHaveCount(2);
  await expect(page.getByText('The index for searching could not be made')).toBeVisible();
  rmSync(path.join(home, 'search'));
  await page.getByRole('button', { name: 'Make the Index Anew' }).click();
  await expect(page.getByText('The index for searching could not be made')).toBeHidden();
  await expect
    .poll(async () => (await callWorkbench(page, 'search.state', {})).state.indexedTexts)
    .toBe(Object.keys(TEXTS).length);
});

test('a project without documents teaches how to begin; the index can be made anew', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder });
  await page.keyboard.press('Control+Shift+F');
  await expect(
    page.locator('[data-pane="page"]').getByRole('button', { name: 'Import files' }),
  ).toBeVisible();
  await runByName(page, 'Make the index of words anew');
  await expect(page.getByText('The index of words is being made anew.')).toBeVisible();
});

async function faultsOf(glossator: Glossator, folder: string, theme: 'light' | 'dark') {
  const faults: Record<string, readonly string[]> = {};
  const page = await startProject(glossator, { folder, texts: TEXTS });
  await glossator.show(page, { width: 1280, height: 800 }, theme);
  const look = async (name: string) => {
    faults[name] = await findings(page);
  };
  await page.keyboard.press('Control+Shift+F');
  await expect(field(page)).toBeFocused();
  await look('lesson');
  await search(page, 'river');
  await expect(found(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'By Document' }).click();
  await field(page).press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByText('1 passage chosen')).toBeVisible();
  await look('passages and counts');
  await search(page, 'nowhere');
  await expect(page.getByText('Nothing found for')).toBeVisible();
  await look('nothing found');
  await page.getByRole('radio', { name: 'Pattern' }).press(' ');
  await search(page, '(');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await look('fault');
  return Object.entries(faults).filter(([, each]) => each.length > 0);
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds no fault with searching, ${theme}`, async ({ launchGlossator, folder }) => {
    expect(await faultsOf(await launchGlossator(), folder, theme)).toEqual([]);
  });
}
