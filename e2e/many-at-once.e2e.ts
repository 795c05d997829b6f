import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { codePaths, startProject, tagged, tagPassage } from './projects.ts';
import { callWorkbench } from './workbench.ts';

/** What is done to several annotations of a list is one step of undo. */

const TEXT = 'Council notes\n\nThe mayor spoke first. The lord mayor asked about flour.';
const TITLE = 'Council notes';
const PASSAGES = ['The mayor', 'The lord mayor'];

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Chosen annotations' });
const names = async (page: Page) => (await tagged(page)).map(({ code }) => code);
const annotations = async (page: Page) =>
  (await callWorkbench(page, 'annotations.page', { limit: 10 })).annotations;

/** Two annotations, both chosen in the list. */
async function chooseBoth(page: Page): Promise<void> {
  for (const words of PASSAGES) await tagPassage(page, TITLE, TEXT, 'Actor', words);
  const list = page.getByRole('listbox', { name: 'Annotations of the document' });
  await expect(list.getByRole('option')).toHaveCount(PASSAGES.length);
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar(page).getByRole('status')).toHaveText('2 chosen');
}

const STARTER = { texts: { 'notes.txt': TEXT }, codes: { Actor: 'a' } };

test('deleted, and back', async ({ launchGlossator, folder }) => {
  const page = await startProject(await launchGlossator(), { folder, ...STARTER });
  await chooseBoth(page);
  expect(await findings(page)).toEqual([]);
  await bar(page).getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => tagged(page)).toEqual([]);
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('2 annotations deleted.');
  await page.keyboard.press('Control+z');
  await expect.poll(() => tagged(page)).toHaveLength(2);
});

test('given a code that is made for them', async ({ launchGlossator, folder }) => {
  const page = await startProject(await launchGlossator(), { folder, ...STARTER });
  await chooseBoth(page);
  await bar(page).getByRole('button', { name: 'Change code …' }).click();
  await page.getByRole('combobox', { name: 'Change the code' }).fill('Official');
  await page.getByRole('option', { name: 'Create code ‘Official’' }).click();
  await expect.poll(() => names(page)).toEqual(['Official', 'Official']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => codePaths(page)).toEqual(['/Actor']);
  expect(await names(page)).toEqual(['Actor', 'Actor']);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => names(page)).toEqual(['Official', 'Official']);
});

test('flagged', async ({ launchGlossator, folder }) => {
  const page = await startProject(await launchGlossator(), { folder, ...STARTER });
  await chooseBoth(page);
  const statuses = async () => (await annotations(page)).map(({ status }) => status);
  await bar(page).getByRole('button', { name: 'Flag' }).click();
  await expect.poll(statuses).toEqual(['flagged', 'flagged']);
  await page.keyboard.press('Control+z');
  await expect.poll(statuses).toEqual(['draft', 'draft']);
});

test('linked to one entity, which learns how they spell it', async ({ launchGlossator, folder }) => {
  const page = await startProject(await launchGlossator(), { folder, ...STARTER });
  await chooseBoth(page);
  await bar(page).getByRole('button', { name: 'Link …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Link 2 annotations to an entity' });
  await expect(dialog).toContainText('‘The mayor’, ‘The lord mayor’');
  await dialog.getByRole('combobox', { name: 'Link to the entity' }).fill('Jan Mayor');
  await expect(dialog.getByRole('option', { name: 'New person ‘Jan Mayor’' })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('option', { name: 'New person ‘Jan Mayor’' }).click();
  const entities = async () =>
    (await callWorkbench(page, 'entities.list', {})).map(({ name, mentions }) => ({ name, mentions }));
  await expect.poll(entities).toEqual([{ name: 'Jan Mayor', mentions: 2 }]);
  await page.keyboard.press('Control+z');
  await expect.poll(entities).toEqual([]);
});
