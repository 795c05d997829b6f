import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { selectPassage } from './passages.ts';
import { codePaths, startProject, tagged } from './projects.ts';

const TEXTS = { 'one.txt': 'Two ministers met\n\nTwo ministers met in the old town hall and said nothing.' };

const codebook = (page: Page) => page.locator('[data-pane="codebook"]');
const row = (page: Page, name: string) =>
  codebook(page).getByRole('row', { name: new RegExp(`^${name}(, key .)?$`) });

test('codes are made one after the other, renamed in place, and nested by keyboard', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS });
  const add = codebook(page).getByRole('textbox', { name: 'Name of a new code' });
  for (const name of ['Actor', 'Person', 'Claim']) {
    await add.fill(name);
    await page.keyboard.press('Enter');
    await expect(row(page, name)).toBeVisible();
  }

  await row(page, 'Person').click();
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => codePaths(page)).toEqual(['/Actor', '/Actor/Person', '/Claim']);
  await expect(row(page, 'Person')).toHaveAttribute('aria-level', '2');

  await page.keyboard.press('F2');
  await page.keyboard.type('Minister');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Minister')).toBeVisible();

  await row(page, 'Minister').click();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => codePaths(page)).toEqual(['/Actor', '/Claim', '/Minister']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => codePaths(page)).toEqual(['/Actor', '/Actor/Minister', '/Claim']);
});

test('a code is put under another by drag, and never under itself', async ({ launchGlossator, folder }) => {
  const codes = { Actor: null, Claim: null, Figure: null };
  const page = await startProject(await launchGlossator(), { folder, codes });
  await row(page, 'Figure').dragTo(row(page, 'Claim'));
  await expect.poll(() => codePaths(page)).toEqual(['/Actor', '/Claim', '/Claim/Figure']);
  await row(page, 'Claim').dragTo(row(page, 'Figure'));
  await row(page, 'Claim').dragTo(row(page, 'Actor'));
  await expect.poll(() => codePaths(page)).toEqual(['/Actor', '/Actor/Claim', '/Actor/Claim/Figure']);
});

test('a key that is taken, or that hides a command, says so before it is given', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, codes: { Claim: 'c' } });
  await page.keyboard.press('Control+Shift+N');
  const dialog = page.getByRole('dialog', { name: 'New code' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Condition');
  await dialog.getByRole('textbox', { name: 'Key' }).pressSequentially('c');
  await expect(dialog.getByRole('status')).toContainText('The key ‘c’ belongs to ‘Claim’.');
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Key' }).pressSequentially('n');
  await expect(dialog.getByRole('status')).toContainText('Edit the annotation’s note');
  await dialog.getByRole('option', { name: 'Magenta' }).click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(row(page, 'Condition')).toBeVisible();
});

test('deleting a code asks what becomes of its annotations, and can be undone', async ({
  launchGlossator,
  folder,
}) => {
  const codes = { Actor: 'a', Claim: 'c' };
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes });
  await selectPassage(page, 'said nothing');
  await page.keyboard.press('c');
  await expect.poll(() => tagged(page)).toHaveLength(1);

  await row(page, 'Claim').click();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('alertdialog', { name: 'Delete the code ‘Claim’?' });
  await expect(dialog).toContainText('1 annotation bears it');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => codePaths(page)).toEqual(['/Actor']);
  expect(await tagged(page)).toEqual([{ code: 'Actor', quote: 'said nothing', note: '' }]);

  await page.keyboard.press('Control+z');
  await expect.poll(() => codePaths(page)).toEqual(['/Actor', '/Claim']);
  expect(await tagged(page)).toEqual([{ code: 'Claim', quote: 'said nothing', note: '' }]);

  await row(page, 'Claim').click();
  await page.keyboard.press('Delete');
  await dialog.getByRole('radio', { name: 'Delete 1 annotation' }).check();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => tagged(page)).toEqual([]);
});

test('choosing a code lists its annotations, and Enter tags with it', async ({ launchGlossator, folder }) => {
  const codes = { Actor: null, Claim: null };
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes });
  await selectPassage(page, 'Two ministers met in');
  await row(page, 'Actor').click();
  await page.keyboard.press('Enter');
  await expect.poll(() => tagged(page)).toEqual([{ code: 'Actor', quote: 'Two ministers met in', note: '' }]);
  await expect(page.getByRole('blockquote')).toHaveText('Two ministers met in');
  await page.keyboard.press('Control+3');
  await page.keyboard.press('Escape');
  const list = page.getByRole('listbox', { name: 'Annotations of the document' });
  await expect(list.getByRole('option')).toHaveCount(1);
  await row(page, 'Claim').click();
  await expect(page.locator('[data-pane="inspector"]')).toContainText(
    'Nothing in this document is tagged ‘Claim’.',
  );
});
