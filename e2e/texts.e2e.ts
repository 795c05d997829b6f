import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { runByName } from './commands.ts';
import { answerDialogs, selectPassage } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const BEFORE = [
  'The council met on Monday in the old town hall and talked until late.',
  'The mayor said: “We will not sign.” Nobody believed her.',
  'Лукашэнка сказаў: “Так”, and the talks went on until the end of the month.',
];
const AFTER = [
  'Updated on Friday: the council has answered.',
  BEFORE[2],
  'The mayor said: “We will not sign it.” Everybody laughed at that.',
  BEFORE[0],
];
const QUOTES = ['old town hall', 'We will not sign', 'Nobody believed her', 'Лукашэнка'];

/** A document with four tagged passages. */
async function withTagged(page: Page, folder: string): Promise<string> {
  const file = path.join(folder, 'page.txt');
  writeFileSync(file, BEFORE.join('\n'));
  await callWorkbench(page, 'import.run', { files: [{ path: file, metadata: { title: 'Page' } }] });
  const [document] = await callWorkbench(page, 'documents.list', {});
  const { codeId } = await callWorkbench(page, 'codes.create', { name: 'Statement', parentId: null });
  const text = BEFORE.join('\n');
  for (const quote of QUOTES) {
    const start = text.indexOf(quote);
    const ranges = [{ start, end: start + quote.length }];
    await callWorkbench(page, 'annotations.tag', { documentId: document?.id ?? '', codeId, ranges });
  }
  await page.getByRole('option', { name: /Page/ }).click();
  await expect(page.getByRole('heading', { name: 'Page' })).toBeVisible();
  return document?.id ?? '';
}

const places = async (page: Page) => {
  const { annotations } = await callWorkbench(page, 'annotations.page', { limit: 100 });
  return annotations.map(({ lost, spans }) => [lost, spans[0]?.quote, spans[0]?.start]);
};
const lostCount = async (page: Page) =>
  (await callWorkbench(page, 'annotations.page', { lost: true, limit: 1 })).total;

test('a changed page is imported again: what became of each annotation is shown, decided, and undone', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  await withTagged(page, folder);
  const before = await places(page);
  const file = path.join(folder, 'page-new.txt');
  writeFileSync(file, AFTER.join('\n'));

  await answerDialogs(glossator, { open: [file] });
  await runByName(page, 'Re-import the document from a file');
  const dialog = page.getByRole('dialog', { name: 'Re-import: Page' });
  const effect = dialog.getByRole('region', { name: 'What becomes of the annotations' });
  await expect(effect).toContainText('1 lose their place');
  await expect(effect).toContainText('Nobody believed her');
  expect(await places(page)).toEqual(before);
  await dialog.getByRole('button', { name: 'Change the text' }).click();

  const shown = page.getByRole('region', { name: 'Places of annotations' });
  await expect(shown.getByRole('heading', { name: 'What became of the annotations' })).toBeVisible();
  await expect(shown.getByRole('option').first()).toContainText('lost');
  await expect(shown.getByRole('region', { name: 'Before' })).toContainText('Nobody believed her');
  await expect(shown.getByRole('region', { name: 'Before' }).locator('mark')).toHaveText(
    'Nobody believed her',
  );
  await expect(page.getByRole('button', { name: '1 without a place' })).toBeVisible();

  // A place is chosen in the text itself.
  await expect(shown.getByRole('listbox')).toBeFocused();
  await page.keyboard.press('c');
  await expect(page.getByText('Placing ‘Nobody believed her’')).toBeVisible();
  await selectPassage(page, 'Everybody laughed');
  await page.keyboard.press('Control+Shift+Enter');
  await expect.poll(() => lostCount(page)).toBe(0);
  expect((await places(page)).map(([, quote]) => quote)).toContain('Everybody laughed');
  await expect(shown.getByRole('heading', { name: 'What became of the annotations' })).toBeVisible();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect.poll(() => lostCount(page)).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => places(page)).toEqual(before);
  await expect(page.locator('[data-part="text"]')).toContainText('Nobody believed her');
});

test('a transcript is corrected by keyboard: annotations stay on their words, and the former text can be gone back to', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  await withTagged(page, folder);
  const before = await places(page);

  await runByName(page, 'Correct the text');
  const field = page.getByRole('textbox', { name: 'Text of the document' });
  await expect(field).toBeFocused();
  await expect(field).toContainText('Nobody believed her');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Minutes of the council');
  await page.keyboard.press('Enter');
  // Leaving the page by the way loses nothing.
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await runByName(page, 'Correct the text');
  await expect(field).toContainText('Minutes of the council');
  await page.keyboard.press('Control+Enter');
  await expect(field).toBeHidden();
  await expect(page.getByText('Minutes of the council')).toBeVisible();
  const shift = 'Minutes of the council\n'.length;
  await expect
    .poll(() => places(page))
    .toEqual(before.map(([lost, quote, start]) => [lost, quote, Number(start) + shift]));

  await runByName(page, 'Versions of the text');
  const versions = page.getByRole('region', { name: 'Versions of the text' });
  await expect(versions.getByRole('option')).toHaveCount(2);
  await versions.getByRole('option', { name: /import/ }).click();
  await expect(versions.getByRole('region', { name: /^Of / })).not.toContainText('Minutes');
  await versions.getByRole('button', { name: 'Go back to this text' }).click();
  await expect.poll(() => places(page)).toEqual(before);
});

test('where nothing is lost the page of lost places says so', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  await runByName(page, 'Lost places');
  await expect(page.getByRole('region', { name: 'Places of annotations' })).toContainText(
    'Every annotation has its place',
  );
});
