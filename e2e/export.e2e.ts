import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { answerDialogs, selectPassage } from './passages.ts';
import { startProject } from './projects.ts';

const TEXTS = {
  'one.txt': 'The market\n\nTraders came early. Prices were said to fall. =SUM(A1) stood on a board.',
};
const CODES = { Actor: 'a', Claim: 'c' };

async function prepare(page: Page): Promise<void> {
  for (const [passage, key] of [
    ['Traders', 'a'],
    ['Prices were said to fall', 'c'],
    ['=SUM(A1)', 'c'],
  ] as const) {
    await selectPassage(page, passage);
    await page.keyboard.press(key);
    await expect(page.locator('[data-pane="inspector"]').getByRole('blockquote')).toHaveText(passage);
  }
}

test('the preview counts and shows what will be written, and says what a format cannot hold', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: CODES });
  await prepare(page);
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByRole('status')).toContainText('3 annotations in 1 document');
  const lines = dialog.getByRole('list', { name: 'First lines of the file' });
  await expect(lines.getByRole('listitem').first()).toContainText('"record":"header"');
  await dialog.getByRole('radio', { name: 'Quotations, as a table (CSV)' }).check();
  await expect(lines.getByRole('listitem').first()).toContainText('document,code');
  await expect(dialog.getByRole('table', { name: 'What this format cannot hold' })).toBeVisible();

  await dialog.getByRole('button', { name: /^Codes/ }).click();
  await dialog
    .getByRole('listbox', { name: /^Codes/ })
    .getByRole('option', { name: 'Actor' })
    .click();
  await expect(dialog.getByRole('status')).toContainText('1 annotation in 1 document');
  await expect(lines).toContainText(',Actor,');
  await expect(lines).not.toContainText(',Claim,');
});

test('what is written is what was chosen, safe for a spreadsheet, and is shown where it is', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder, texts: TEXTS, codes: CODES });
  await prepare(page);
  const file = path.join(folder, 'quotations.csv');
  await answerDialogs(glossator, { save: file });
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'Quotations, as a table (CSV)' }).check();
  await dialog.getByRole('button', { name: /^Codes/ }).click();
  await dialog
    .getByRole('listbox', { name: /^Codes/ })
    .getByRole('option', { name: 'Claim' })
    .click();
  await dialog.getByRole('button', { name: 'Export …' }).click();
  await expect(dialog.getByRole('status')).toContainText('2 annotations exported.');
  await expect(dialog).toContainText(file);
  await expect(dialog.getByRole('button', { name: 'Show in folder' })).toBeVisible();

  const written = readFileSync(file, 'utf8');
  expect(written).toContain('Prices were said to fall');
  expect(written).not.toContain(',Actor,');
  // A cell that begins with a sign of equality would be reckoned by a spreadsheet.
  expect(written).not.toMatch(/(?:^|,)"?=SUM/m);
});

test('a folder that cannot be written to is a message, and the choices stay', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder, texts: TEXTS, codes: CODES });
  await answerDialogs(glossator, { save: path.join(folder, 'nowhere', 'set.jsonl') });
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('button', { name: 'Export …' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Export …' })).toBeEnabled();
});
