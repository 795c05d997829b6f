import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { selectPassage } from './passages.ts';
import { startProject } from './projects.ts';

const TEXTS = { 'Harbour.txt': 'The harbour stays closed\n\nFishermen wait for the ice to go.' };

const sheet = (page: Page) => page.getByRole('dialog', { name: 'Keys' });
const field = (page: Page) =>
  page.getByRole('textbox', { name: 'New keys for ‘Edit the annotation’s note’' });
const note = (page: Page) => page.locator('[data-note] textarea');

async function openSheet(page: Page): Promise<void> {
  await page.keyboard.press('F1');
  await expect(sheet(page)).toBeVisible();
}

test('the keys of a command are changed on the sheet, by keyboard, and remembered', async ({
  launchGlossator,
  folder,
}) => {
  const home = path.join(folder, 'home');
  let glossator = await launchGlossator({ home });
  let page = await startProject(glossator, { folder, texts: TEXTS, codes: { Place: 'p' } });
  await selectPassage(page, 'The harbour');
  await page.keyboard.press('p');
  await expect(page.locator('[data-pane="inspector"]').getByRole('blockquote')).toHaveText('The harbour');

  await openSheet(page);
  await sheet(page).getByRole('button', { name: 'Change the keys of ‘Edit the annotation’s note’' }).focus();
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Control+e');
  await expect(sheet(page).getByRole('alert')).toContainText('The menu has them');
  await page.keyboard.press('r');
  await expect(sheet(page).getByRole('alert')).toContainText('‘Change the annotation’s code …’ has them');
  await page.keyboard.press('j');
  await expect(field(page)).toBeHidden();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();

  await page.keyboard.press('n');
  await page.keyboard.press('j');
  await expect(note(page)).toBeFocused();
  await page.keyboard.type('which one');
  await expect(note(page)).toHaveValue('which one');
  await page.keyboard.press('Escape');

  await glossator.quit();
  glossator = await launchGlossator({ home, projectPath: path.join(folder, 'project.gloss') });
  page = await glossator.window();
  await openSheet(page);
  await sheet(page).getByRole('button', { name: 'Usual keys of ‘Edit the annotation’s note’' }).click();
  await expect(sheet(page).getByRole('button', { name: 'All usual keys' })).toBeDisabled();
});
