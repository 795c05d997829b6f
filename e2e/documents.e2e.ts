import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const TEXTS = {
  'a.txt': 'Alpha\n\nThe first report.',
  'b.txt': 'Beta\n\nThe second report.',
  'c.txt': 'Gamma\n\nA letter.',
};
const pane = (page: Page, name: string) => page.locator(`[data-pane="${name}"]`);
const documents = (page: Page) => page.getByRole('listbox', { name: 'Documents' }).getByRole('option');
const inspector = (page: Page) => pane(page, 'inspector');

test('by mouse: a field and a code of documents, given to several, by which the list is sorted and filtered', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS });
  await inspector(page).getByRole('button', { name: 'Define the fields of documents …' }).click();
  const fields = page.getByRole('dialog', { name: 'Fields of documents' });
  await fields.getByRole('button', { name: 'Add a field' }).click();
  await fields.getByRole('textbox', { name: 'Name' }).fill('Reach');
  await fields.getByRole('button', { name: /What it asks for/ }).click();
  await page.getByRole('option', { name: 'One of a list' }).click();
  await fields.getByRole('textbox', { name: 'Choices, one a line' }).fill('local\nnational');
  expect(await findings(page)).toEqual([]);
  await fields.getByRole('button', { name: 'Save' }).click();

  await documents(page).filter({ hasText: 'Beta' }).click();
  await inspector(page).getByRole('group', { name: 'Reach' }).getByText('national').click();
  await documents(page).filter({ hasText: 'Gamma' }).click();
  await inspector(page).getByRole('group', { name: 'Reach' }).getByText('local').click();
  await pane(page, 'documents')
    .getByRole('button', { name: /^Sorted by/ })
    .click();
  await page.getByRole('menuitem', { name: 'Reach' }).click();
  await expect(documents(page)).toHaveText([/Gamma/, /Beta/, /Alpha/]);

  for (const title of ['Alpha', 'Beta'])
    await documents(page).filter({ hasText: title }).locator('[data-check]').click();
  await page
    .getByRole('toolbar', { name: 'The chosen documents' })
    .getByRole('button', { name: 'Code as …' })
    .click();
  await page.getByRole('combobox', { name: 'Code 2 documents as' }).fill('Report');
  await page.getByRole('option', { name: 'Create document code ‘Report’' }).click();
  await expect(documents(page).filter({ hasText: 'Report' })).toHaveCount(2);

  await pane(page, 'documents').getByRole('button', { name: 'Filter by progress, code and field' }).click();
  await page.getByRole('combobox', { name: 'Only with the document code' }).selectOption({ label: 'Report' });
  await expect(documents(page)).toHaveText([/Beta/, /Alpha/]);
  await page
    .getByRole('combobox', { name: 'Only with a value in the field' })
    .selectOption({ label: 'Reach' });
  await expect(documents(page)).toHaveText([/Beta/]);
  expect(await findings(page)).toEqual([]);
  await pane(page, 'documents').getByRole('button', { name: 'Without these filters' }).click();
  await expect(documents(page)).toHaveCount(3);
});

test('by keyboard alone: code the document, mark how far I am, see who is how far', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS });
  await page.keyboard.press('Control+d');
  await page.keyboard.type('Report');
  await expect(page.getByRole('option', { name: 'Create document code ‘Report’' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('list', { name: 'Codes of the document' })).toContainText('Report');

  await page.keyboard.press('Control+Shift+d');
  await page.keyboard.press('Control+Shift+d');
  const mine = async () => (await callWorkbench(page, 'project.progress', {})).map((row) => row.documents);
  await expect.poll(mine).toEqual([{ 'not-started': 2, 'in-progress': 0, done: 1 }]);
  await expect(documents(page).first()).toContainText('●');

  await page.keyboard.press('Control+7');
  const bar = page.getByRole('img', { name: /1 of 3 documents done, 0 in progress/ });
  await expect(bar).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(pane(page, 'page')).toBeHidden();
});

test('by keyboard alone: a memo is written, linked to a document, found again, and opened by its link', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS });
  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'New memo' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title of the memo' })).toBeFocused();
  await page.keyboard.type('First thoughts');
  await page.keyboard.press('Enter');
  const text = page.getByRole('textbox', { name: 'Text of the memo' });
  await expect(text).toBeFocused();
  await page.keyboard.type('It begins with ');
  await page.keyboard.press('Control+Shift+k');
  await page.keyboard.type('Gamma');
  await expect(page.getByRole('option', { name: /^Gamma/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(text.locator('[data-record="document"]')).toHaveText('Gamma');
  await page.keyboard.type('and goes on.');
  await page.keyboard.press('Control+Enter');
  const memos = async () =>
    (await callWorkbench(page, 'memos.list', {})).map(({ title, body }) => ({ title, body }));
  const [gamma] = (await callWorkbench(page, 'documents.list', {})).filter(({ title }) => title === 'Gamma');
  const body = `It begins with [Gamma](glossator:document/${gamma?.id}) and goes on.`;
  await expect.poll(memos).toEqual([{ title: 'First thoughts', body }]);
  await expect(page.getByRole('listbox', { name: 'Memos' }).getByRole('option')).toContainText(
    'First thoughts',
  );
  expect(await findings(page)).toEqual([]);

  await page.keyboard.press('Control+1');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(pane(page, 'text')).toContainText('A letter.');
  await inspector(page).getByRole('button', { name: 'First thoughts' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title of the memo' })).toHaveValue('First thoughts');
});
