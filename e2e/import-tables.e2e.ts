import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Glossator, test } from './app.ts';
import { findings } from './axe.ts';
import { answerDialogs } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const TABLE = [
  'id;headline;body;lead;published',
  '1;The bridge is open;People walked over it all night, and some of them sang.;A long lead that says it in short;31.12.2024',
  '2;Nothing happened;;Nothing to say about it;01.01.2025',
  '3;The bridge is closed;The mayor of the larger town had it closed again.;Another lead;02.01.2025',
].join('\r\n');

async function openImport(glossator: Glossator, page: Page, file: string) {
  await answerDialogs(glossator, { open: [file] });
  await page.keyboard.press('Control+i');
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog).toBeVisible();
  return dialog;
}

const documents = async (page: Page) =>
  (await callWorkbench(page, 'documents.list', {})).map(({ title, date, fields }) => ({
    title,
    date,
    fields,
  }));

test('of a table each row becomes a document, by columns that are chosen and remembered; one undo takes all', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  const file = path.join(folder, 'posts.csv');
  writeFileSync(file, TABLE);
  let dialog = await openImport(glossator, page, file);

  const preview = dialog.getByRole('region', { name: 'Preview of the text' });
  await expect(preview).toContainText('People walked over it');
  await expect(dialog.getByRole('status')).toContainText('2 documents will be imported; 1 entry cannot be.');
  const rows = dialog.getByRole('listbox', { name: /Documents in the file/ });
  await expect(rows.getByRole('option', { name: /row 3/ })).toContainText('body');

  await dialog
    .getByRole('button', { name: /^Text/ })
    .or(dialog.getByRole('button', { name: /Text$/ }))
    .first()
    .click();
  await page.getByRole('option', { name: 'lead' }).click();
  await expect(preview).toContainText('A long lead');
  await expect(dialog.getByRole('status')).toContainText('3 documents will be imported.');

  // By keyboard: down to the second row, which Space leaves out.
  await rows.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(dialog.getByRole('status')).toContainText('2 documents will be imported.');

  expect(await findings(page)).toEqual([]);

  await dialog.getByRole('button', { name: /^Import 1 file/ }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('2 documents imported');
  expect(await documents(page)).toEqual(
    expect.arrayContaining([
      { title: 'The bridge is open', date: '2024-12-31', fields: expect.objectContaining({ id: '1' }) },
      { title: 'The bridge is closed', date: '2025-01-02', fields: expect.objectContaining({ id: '3' }) },
    ]),
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Read' }).click();
  await page.keyboard.press('Control+z');
  await expect.poll(() => documents(page)).toEqual([]);

  dialog = await openImport(glossator, page, file);
  await expect(dialog.getByRole('region', { name: 'Preview of the text' })).toContainText('A long lead');
});

test('a mailbox shows its messages before they come', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  const file = path.join(folder, 'inbox.mbox');
  const message = (title: string, body: string) =>
    `From anna@news.example Tue Dec 31 23:59:59 2024\nFrom: Anna <anna@news.example>\nDate: Tue, 31 Dec 2024 23:59:59 +0000\nSubject: ${title}\n\n${body}\n\n`;
  writeFileSync(file, message('On the bridge', 'It is open.') + message('On the mayor', 'He was not there.'));
  const dialog = await openImport(glossator, page, file);
  await expect(dialog.getByRole('option', { name: /On the mayor/ })).toContainText('message 2');
  await dialog.getByRole('button', { name: /^Import 1 file/ }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('2 documents imported');
  expect((await documents(page)).map(({ title }) => title).sort()).toEqual(['On the bridge', 'On the mayor']);
});
