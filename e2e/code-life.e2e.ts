import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { runByName } from './commands.ts';
import { answerDialogs, selectPassage } from './passages.ts';
import { codePaths, startProject, tagged } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const TEXTS = { 'one.txt': 'Council notes\n\nThe mayor spoke first. The baker asked about flour.' };

const row = (page: Page, name: string) =>
  page.locator('[data-pane="codebook"]').getByRole('row', { name: new RegExp(`^${name}(, .*)?$`) });

test('two codes are merged by menu and again by keyboard; undo brings both back', async ({
  launchGlossator,
  folder,
}) => {
  const codes = { Official: 'o', Politician: 'p' };
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes });
  await selectPassage(page, 'The mayor');
  await page.keyboard.press('p');
  await expect.poll(() => tagged(page)).toEqual([{ code: 'Politician', quote: 'The mayor', note: '' }]);
  const merging = page.getByRole('dialog', { name: 'Merge ‘Politician’ into ‘Official’?' });
  const isMerged = async () => {
    await expect.poll(() => codePaths(page)).toEqual(['/Official']);
    expect(await tagged(page)).toEqual([{ code: 'Official', quote: 'The mayor', note: '' }]);
    await expect(row(page, 'Politician')).toBeHidden();
  };
  const isUndone = async () => {
    await expect.poll(() => codePaths(page)).toEqual(['/Official', '/Politician']);
    expect(await tagged(page)).toEqual([{ code: 'Politician', quote: 'The mayor', note: '' }]);
    await expect(row(page, 'Politician')).toBeVisible();
  };

  await row(page, 'Politician').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Merge into …' }).click();
  await page.getByRole('option', { name: /^Official/ }).click();
  await expect(merging.getByRole('list', { name: 'What moves from Politician' })).toContainText(
    '1 annotation',
  );
  expect(await findings(page)).toEqual([]);
  await merging.getByRole('button', { name: 'Merge' }).click();
  await isMerged();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await isUndone();

  await row(page, 'Politician').focus();
  await page.keyboard.press('Space');
  await expect(row(page, 'Politician')).toHaveAttribute('aria-selected', 'true');
  await runByName(page, 'Merge the chosen code');
  await page.getByRole('combobox', { name: 'Merge ‘Politician’ into' }).pressSequentially('offi');
  await page.keyboard.press('Enter');
  await expect(merging.getByRole('list', { name: 'What moves from Politician' })).toBeVisible();
  await merging.getByRole('button', { name: 'Merge' }).focus();
  await page.keyboard.press('Enter');
  await isMerged();
  await page.keyboard.press('Control+z');
  await isUndone();
});

test('a code is given an attribute, and what a change of it would lose is told before', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: { Claim: 'c' } });
  await selectPassage(page, 'spoke first');
  await page.keyboard.press('c');
  await expect.poll(() => tagged(page)).toHaveLength(1);
  const dialog = page.getByRole('dialog', { name: 'Code ‘Claim’' });
  const edit = async () => {
    await row(page, 'Claim').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Definition, attributes/ }).click();
    await expect(dialog).toBeVisible();
  };

  await edit();
  await dialog.getByRole('button', { name: 'Add an attribute' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).nth(1).fill('Weight');
  await expect(dialog).toContainText('Version 1, will be 2');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => (await callWorkbench(page, 'codes.list', {}))[0]?.attributes.map(({ name }) => name))
    .toEqual(['Weight']);
  const [code] = await callWorkbench(page, 'codes.list', {});
  const { annotations } = await callWorkbench(page, 'annotations.page', { limit: 10 });
  await callWorkbench(page, 'annotations.setAttributes', {
    annotationIds: annotations.map(({ id }) => id),
    values: { [code?.attributes[0]?.id ?? '']: 'heavy' },
  });

  await edit();
  await dialog.getByRole('button', { name: /What it asks for/ }).click();
  await page.getByRole('option', { name: 'Number' }).click();
  await expect(dialog.getByRole('status', { name: 'What becomes of the values' })).toContainText(
    '‘Weight’: 1 value cannot be kept: heavy',
  );
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await runByName(page, 'Annotations made under an older definition');
  const list = page.getByRole('listbox', { name: 'Annotations made under an older definition' });
  await expect(list.getByRole('option')).toHaveCount(1);
  expect(await findings(page)).toEqual([]);
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('c');
  await expect(page.locator('[data-pane="page"]')).toContainText('Nothing to look at again');
});

test('a codebook goes out to a file and comes into another project', async ({ launchGlossator, folder }) => {
  const file = path.join(folder, 'book.json');
  let glossator = await launchGlossator();
  let page = await startProject(glossator, { folder, codes: { Actor: 'a', Claim: null } });
  await answerDialogs(glossator, { save: file });
  await runByName(page, 'Export the codebook');
  const out = page.getByRole('dialog', { name: 'Export the codebook' });
  await out.getByRole('radio', { name: /^JSON/ }).check();
  expect(await findings(page)).toEqual([]);
  await out.getByRole('button', { name: 'Export …' }).click();
  await expect(out).toContainText('2 codes exported.');
  expect(readFileSync(file, 'utf8')).toContain('Claim');
  await glossator.quit();

  const second = path.join(folder, 'second');
  mkdirSync(second);
  glossator = await launchGlossator();
  page = await startProject(glossator, { folder: second });
  await answerDialogs(glossator, { open: [file] });
  await runByName(page, 'Import a codebook');
  const into = page.getByRole('dialog', { name: 'Import a codebook' });
  await expect(into).toContainText('2 codes, of which 2 would be made or changed');
  expect(await findings(page)).toEqual([]);
  await into.getByRole('button', { name: 'Import' }).click();
  await expect.poll(() => codePaths(page)).toEqual(['/Actor', '/Claim']);
  await expect(row(page, 'Actor')).toBeVisible();
});

test('a code dragged with Ctrl stands under another too, and at both places', async ({
  launchGlossator,
  folder,
}) => {
  const codes = { Actor: null, Place: null, Port: null };
  const page = await startProject(await launchGlossator(), { folder, codes });
  await page.keyboard.down('Control');
  await row(page, 'Port').dragTo(row(page, 'Place'));
  await page.keyboard.up('Control');
  await expect(page.getByRole('row', { name: 'Port, further place' })).toHaveAttribute('aria-level', '2');
  await expect(row(page, 'Port')).toHaveCount(2);
  expect(await codePaths(page)).toEqual(['/Actor', '/Place', '/Port']);
  await page.getByRole('row', { name: 'Port, further place' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Take away from ‘Place’' }).click();
  await expect(row(page, 'Port')).toHaveCount(1);
});

test('a code is split by the words of its passages, and undo makes it whole', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: { Actor: 'a' } });
  for (const words of ['The mayor', 'The baker']) {
    await selectPassage(page, words);
    await page.keyboard.press('a');
    await expect(page.getByRole('blockquote')).toHaveText(words);
  }
  await row(page, 'Actor').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Split …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Split ‘Actor’' });
  await dialog.getByRole('textbox', { name: /^Name of the new code/ }).fill('Trade');
  await expect(dialog.getByRole('status')).toContainText('2 of 2 annotations will go');
  await dialog.getByRole('textbox', { name: 'Annotations with these words' }).fill('baker');
  await expect(dialog.getByRole('status')).toContainText('1 of 1 annotation will go');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Split' }).click();
  await expect.poll(() => codePaths(page)).toEqual(['/Actor', '/Trade']);
  expect(await tagged(page)).toEqual([
    { code: 'Actor', quote: 'The mayor', note: '' },
    { code: 'Trade', quote: 'The baker', note: '' },
  ]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => codePaths(page)).toEqual(['/Actor']);
  expect((await tagged(page)).map(({ code }) => code)).toEqual(['Actor', 'Actor']);
});

test('a new code that stands under two others is one step of undo', async ({ launchGlossator, folder }) => {
  const page = await startProject(await launchGlossator(), { folder, codes: { Actor: null, Place: null } });
  await page.keyboard.press('Control+Shift+N');
  const dialog = page.getByRole('dialog', { name: 'New code' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Port');
  await dialog.getByRole('button', { name: /^Also stands under/ }).click();
  for (const name of ['Actor', 'Place']) await dialog.getByRole('option', { name }).click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('row', { name: 'Port, further place' })).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => codePaths(page)).toEqual(['/Actor', '/Place']);
});
