import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { mailOf } from '../src/formats/documents/testing/mail-message.ts';
import { expect, type Glossator, test } from './app.ts';
import { answerDialogs } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

async function openImport(glossator: Glossator, page: Page, files: readonly string[]) {
  await answerDialogs(glossator, { open: files });
  await page.keyboard.press('Control+i');
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog).toBeVisible();
  return dialog;
}

const documents = async (page: Page) =>
  (await callWorkbench(page, 'documents.list', {}))
    .map(({ title, source, author, date, fields }) => ({ title, source, author, date, fields }))
    .sort((one, other) => (one.title < other.title ? -1 : 1));

test('names are read by a pattern and a table says more; what fits nothing is shown before, and the pattern stays with the project', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  const lake = path.join(folder, 'Lake News');
  mkdirSync(lake);
  const write = (name: string, content: string) => {
    writeFileSync(path.join(lake, name), content);
    return path.join(lake, name);
  };
  const talks = write('31 снежня 2024_Talks.txt', 'A first line\n\nWords of the talks');
  const ferry = write('2025-02-03_The ferry.txt', 'A first line\n\nWords of the ferry');
  const notes = write('notes.txt', 'Notes of somebody\n\nWords of the notes');
  const table = path.join(folder, 'about.csv');
  writeFileSync(
    table,
    'file,author,region\nThe ferry,Nobody,\n2025-02-03_The ferry,Ada,North\nnotes.txt,Boris,\n',
  );

  let dialog = await openImport(glossator, page, [talks, ferry, notes]);
  const pattern = dialog.getByRole('textbox', { name: 'Read file names as' });
  const told = dialog.getByRole('group', { name: 'How names are read' });
  await pattern.fill('{date}{title}');
  await expect(dialog).toContainText('nothing tells where one ends and the other begins');
  await expect(dialog.getByRole('button', { name: 'Import 3 files' })).toBeDisabled();
  await pattern.fill('{source}/{date}_{title}');
  await expect(told).toContainText('2 of 3 names are of this form');
  await dialog.getByRole('button', { name: 'Show names' }).click();
  const readings = dialog.getByRole('listbox', { name: 'How names are read, one by one' });
  await expect(readings.getByRole('option').first()).toContainText('Its name is not of this form.');
  await expect(readings.getByRole('option', { name: /Talks/ })).toContainText(
    'title Talks · date 2024-12-31 · source Lake News',
  );
  await dialog
    .getByRole('option', { name: /The ferry.*kB|The ferry.*B/ })
    .first()
    .click();
  await expect(dialog.getByRole('textbox', { name: 'Date' })).toHaveValue('2025-02-03');
  await expect(dialog).toContainText('From the file’s name: title, date, source.');

  await answerDialogs(glossator, { open: [table] });
  await dialog.getByRole('button', { name: 'Choose table …' }).click();
  const matches = dialog.getByRole('group', { name: 'What the table matches' });
  await expect(matches).toContainText('2 files have a row; 1 file has none, 1 row does not fit.');
  await dialog.getByRole('button', { name: 'Show matches' }).click();
  const said = dialog.getByRole('listbox', { name: 'What the table says, one by one' });
  await expect(said.getByRole('option', { name: /row 2/ })).toContainText('‘the ferry’');
  await expect(said.getByRole('option', { name: /31 снежня/ })).toContainText('no row for it');
  await expect(dialog.getByRole('textbox', { name: 'Author' })).toHaveValue('Ada');
  await dialog.getByRole('button', { name: 'Import 3 files' }).click();

  const report = page.getByRole('dialog', { name: 'Import' });
  await expect(report.getByRole('status')).toContainText('3 documents imported');
  await expect(report).toContainText('Its name is not of this form.');
  expect(await documents(page)).toEqual([
    { title: 'Notes of somebody', source: '', author: 'Boris', date: '', fields: {} },
    { title: 'Talks', source: 'Lake News', author: '', date: '2024-12-31', fields: {} },
    {
      title: 'The ferry',
      source: 'Lake News',
      author: 'Ada',
      date: '2025-02-03',
      fields: { region: 'North' },
    },
  ]);

  await page.getByRole('button', { name: 'Read', exact: true }).click();
  dialog = await openImport(glossator, page, [write('2026_New.txt', 'Something new')]);
  await expect(dialog.getByRole('textbox', { name: 'Read file names as' })).toHaveValue(
    '{source}/{date}_{title}',
  );
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('New');
});

const PROSE =
  'After two years the bridge between the towns was opened again, and people walked over it. '.repeat(3);
const pageOf = (title: string) => `<!doctype html><html lang="en"><head><title>${title}</title>
<link rel="canonical" href="https://www.lake.example/${title}"></head><body><article><h1>${title}</h1><p>${PROSE}</p>
<figure><figcaption>The bridge at night</figcaption></figure><p>${PROSE}</p></article></body></html>`;

test('what was left out of a page is proposed for the next of its site, struck through, can be changed and forgotten', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  const write = (title: string) => {
    const file = path.join(folder, `${title}.html`);
    writeFileSync(file, pageOf(title));
    return file;
  };
  let dialog = await openImport(glossator, page, [write('Monday')]);
  const struck = () => dialog.locator('del', { hasText: 'The bridge at night' });
  await expect(dialog.getByRole('region', { name: 'Preview of the text' })).toContainText(
    'The bridge at night',
  );
  await expect(struck()).toHaveCount(0);
  await dialog.getByRole('checkbox', { name: /Captions/ }).check({ force: true });
  await expect(
    dialog.getByRole('checkbox', { name: 'Propose the same for pages of lake.example' }),
  ).toBeChecked();
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(page.getByRole('dialog', { name: 'Import' })).toContainText('left out: captions 19');
  await page.getByRole('button', { name: 'Read', exact: true }).click();

  dialog = await openImport(glossator, page, [write('Tuesday')]);
  await expect(dialog).toContainText('Proposed as you chose it before for lake.example.');
  await expect(struck()).toBeVisible();
  await dialog.getByRole('button', { name: 'Forget' }).click();
  await expect(struck()).toHaveCount(0);
  await expect(dialog).not.toContainText('as you chose it before');
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(page.locator('[data-part="text"]')).toContainText('The bridge at night');
});

test('what is attached to a mail is offered, shown, taken or left one by one, and names its mail', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  const letter = path.join(folder, 'letter.eml');
  writeFileSync(
    letter,
    mailOf('The letter', 'Words of the letter', [
      { name: 'report.md', bytes: '# The report\n\nof the lake' },
      { name: 'notes.txt', bytes: 'Notes of nobody' },
    ]),
  );
  const dialog = await openImport(glossator, page, [letter]);
  const wanted = dialog.getByRole('checkbox', { name: 'Import what is attached as documents of their own' });
  await expect(dialog).toContainText('report.md; notes.txt');
  await wanted.check({ force: true });
  await expect(dialog.getByRole('status')).toContainText('3 documents will be imported.');
  const parts = dialog.getByRole('listbox', { name: /Documents in the file/ });
  await expect(parts.getByRole('option', { name: /The report/ })).toContainText('report.md');
  await parts.getByRole('option', { name: /notes\.txt/ }).click();
  await expect(dialog.getByRole('status')).toContainText('2 documents will be imported.');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('A letter');
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  const imported = await documents(page);
  expect(imported.map(({ title, source, fields }) => [title, source, fields.mail])).toEqual([
    ['A letter', 'anna@news.example', undefined],
    ['The report', 'anna@news.example', 'The letter'],
  ]);
});
