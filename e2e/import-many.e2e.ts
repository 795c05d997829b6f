import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Glossator, test } from './app.ts';
import { answerDialogs } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const FILES = 300;

const pageOf = (n: number): string =>
  `<!doctype html><title>Report ${n}</title><article><h1>Report ${n}</h1>${`<p>The ferry of harbour ${n} came late again, and nobody on the pier could say why.</p>`.repeat(12)}</article>`;

async function openFolder(glossator: Glossator, page: Page, folder: string) {
  await answerDialogs(glossator, { open: [folder] });
  await page.keyboard.press('Control+i');
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog.getByRole('button', { name: /^Import \d/ })).toBeEnabled({ timeout: 120_000 });
  return dialog;
}

const count = async (page: Page) => (await callWorkbench(page, 'documents.list', {})).length;

test('a folder of hundreds of files says how fast it comes in, stops when told, and goes on where it stopped', async ({
  launchGlossator,
  folder,
}) => {
  test.slow();
  const texts = path.join(folder, 'texts');
  mkdirSync(texts);
  for (let n = 0; n < FILES; n += 1)
    writeFileSync(path.join(texts, `${String(n).padStart(3, '0')}.html`), pageOf(n));
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });

  const dialog = await openFolder(glossator, page, texts);
  // Of so many files the last are read when they are shown.
  const unread = dialog.getByRole('option', { name: /299\.html/ });
  await dialog.getByRole('listbox').focus();
  await page.keyboard.press('End');
  await expect(dialog.getByRole('region', { name: 'Preview of the text' })).toContainText('harbour 299');
  await expect(unread).toHaveCount(0);

  await dialog.getByRole('button', { name: `Import ${FILES} files` }).click();
  await expect(dialog.getByRole('progressbar', { name: 'Importing' })).toContainText(/[1-9]\d* of 300 files/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('status')).toContainText(/^Cancelled: \d+ documents imported/);
  const first = await count(page);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(FILES);
  await dialog.getByRole('button', { name: 'Read' }).click();

  const again = await openFolder(glossator, page, texts);
  await expect(again.getByText(`${FILES - first} of ${FILES} files, ${first} already here`)).toBeVisible();
  await again.getByRole('button', { name: `Import ${FILES - first} files` }).click();
  await expect(again.getByRole('status')).toContainText(`${FILES - first} documents imported`, {
    timeout: 120_000,
  });
  await again.getByRole('button', { name: 'Read' }).click();
  expect(await count(page)).toBe(FILES);

  // What one run brought in is one step.
  await page.keyboard.press('Control+z');
  await expect.poll(() => count(page)).toBe(first);
  await page.keyboard.press('Control+z');
  await expect.poll(() => count(page)).toBe(0);
});
