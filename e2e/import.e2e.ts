import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Glossator, test } from './app.ts';
import { answerDialogs } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const RUSSIAN =
  'Заявление\n\nСтороны встретились в среду и ни о чём не договорились. Встреча продолжится весной.';
/** Windows-1251 of Cyrillic letters, and ASCII as it is. */
function windows1251(text: string): Buffer {
  return Buffer.from(
    [...text].map((letter) => {
      const code = letter.charCodeAt(0);
      if (code === 0x451) return 0xb8;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    }),
  );
}

const PAGE = `<!doctype html><html lang="en"><head><title>The bridge is open — The Daily</title>
<meta name="author" content="Ada Writer"></head><body><article><h1>The bridge is open</h1>
<p>After two years the bridge between the towns was opened again on Tuesday, and people walked over it all night.</p>
<figure><img src="bridge.jpg" alt=""><figcaption>The bridge at night. Photo: The Daily</figcaption></figure>
<p>The mayor of the smaller town called it a beginning. The mayor of the larger town was not there to be asked.</p>
<script>document.title = 'changed'</script></article></body></html>`;

async function openImport(glossator: Glossator, page: Page, files: readonly string[]): Promise<void> {
  await answerDialogs(glossator, { open: files });
  await page.keyboard.press('Control+i');
  await expect(page.getByRole('dialog', { name: 'Import' })).toBeVisible();
}

const titles = async (page: Page) =>
  (await callWorkbench(page, 'documents.list', {})).map(({ title }) => title).sort();

test('each file says what it is; the unreadable do not stop the others', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  const files = {
    'empty.txt': Buffer.alloc(0),
    'noise.bin': Buffer.from(Array.from({ length: 4_096 }, (_, i) => i % 256)),
    'plain.txt': Buffer.from('A plain text\n\nIt has two paragraphs.'),
    'old.txt': windows1251(RUSSIAN),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
  await openImport(
    glossator,
    page,
    Object.keys(files).map((name) => path.join(folder, name)),
  );

  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog.getByRole('option', { name: /empty\.txt/ })).toContainText('empty');
  await dialog.getByRole('option', { name: /Заявление/ }).click();
  await expect(dialog.getByRole('region', { name: 'Preview of the text' })).toContainText(
    'Стороны встретились',
  );
  await dialog.getByRole('button', { name: /^Import 2 files/ }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('2 documents imported');
  expect(await titles(page)).toEqual(['A plain text', 'Заявление']);
});

test('another encoding can be chosen, and shows at once what it does', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  writeFileSync(path.join(folder, 'old.txt'), windows1251(RUSSIAN));
  await openImport(glossator, page, [path.join(folder, 'old.txt')]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  const preview = dialog.getByRole('region', { name: 'Preview of the text' });
  await expect(preview).toContainText('Стороны встретились');
  await dialog.getByRole('button', { name: /Encoding/ }).click();
  await page.getByRole('option', { name: 'koi8-r' }).click();
  await expect(preview).not.toContainText('Стороны');
  await expect(dialog).toContainText('Chosen by you.');
  await dialog.getByRole('button', { name: /Encoding/ }).click();
  await page.getByRole('option', { name: 'windows-1251' }).click();
  await expect(preview).toContainText('Стороны встретились');
});

test('of a saved page the caption is left out or kept as one says, and nothing of it runs', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  writeFileSync(path.join(folder, 'page.html'), PAGE);
  await openImport(glossator, page, [path.join(folder, 'page.html')]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('The bridge is open');
  await expect(dialog.getByRole('textbox', { name: 'Author' })).toHaveValue('Ada Writer');

  const captions = dialog.getByRole('checkbox', { name: /Captions/ });
  const struck = dialog.locator('del', { hasText: 'The bridge at night' });
  if (!(await captions.isChecked())) await captions.check({ force: true });
  await expect(struck).toBeVisible();
  await captions.uncheck({ force: true });
  await expect(struck).toHaveCount(0);
  await captions.check({ force: true });

  await dialog.getByRole('textbox', { name: 'Date' }).fill('2021-13');
  await expect(dialog).toContainText('There is no month 13.');
  await expect(dialog.getByRole('button', { name: 'Import 1 file' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Date' }).fill('2021-12');
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(page.locator('[data-part="text"]')).toContainText('After two years');
  await expect(page.locator('[data-part="text"]')).not.toContainText('The bridge at night');
  await expect(page.locator('[data-pane="text"]')).toContainText('Ada Writer · 2021-12');
  expect(await page.title()).not.toBe('changed');
});

test('what is here already is not taken twice, unless one wants it', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const texts = { 'one.txt': 'The first text\n\nWith a second paragraph.' };
  const page = await startProject(glossator, { folder, texts });
  writeFileSync(path.join(folder, 'copy.txt'), texts['one.txt']);
  await openImport(glossator, page, [path.join(folder, 'copy.txt')]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog).toContainText('The very same text is here already');
  await expect(dialog.getByRole('button', { name: 'Import 0 files' })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'Import it all the same' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('1 document imported');
  expect(await titles(page)).toEqual(['The first text', 'The first text']);
});

test('a folder dropped on the window is gone through, and undo takes it all back', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder });
  const many = path.join(folder, 'many');
  mkdirSync(path.join(many, 'below'), { recursive: true });
  for (let i = 0; i < 30; i++) {
    writeFileSync(
      path.join(many, i % 2 ? 'below' : '', `report-${i}.txt`),
      `Report ${i}\n\nNothing happened on day ${i}.`,
    );
  }
  const session = await page.context().newCDPSession(page);
  const drag = { x: 600, y: 400, data: { items: [], files: [many], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...drag });
  await page.getByRole('button', { name: 'Import 30 files' }).click();
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect.poll(() => titles(page)).toHaveLength(30);
  await expect(page.locator('[data-part="text"]')).toContainText('Nothing happened');
  await page.keyboard.press('Control+z');
  await expect.poll(() => titles(page)).toHaveLength(0);
  await expect(page.locator('[data-pane="text"]')).toContainText('Begin with something to read');
});
