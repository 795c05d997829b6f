import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { bringColleague } from './people.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const TEXTS = {
  'apples.txt': 'Apples\n\nThey grow on trees.',
  'bees.txt': 'Bees\n\nThey fly.',
  'clouds.txt': 'Clouds\n\nThey drift.',
};

test('documents are shared out, given by key, filtered and walked', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder, texts: TEXTS, codes: { Claim: 'c' } });
  await bringColleague(page, folder, 'Ben', { title: 'Apples', text: TEXTS['apples.txt'] }, [
    ['Claim', 'They grow'],
  ]);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Assignments: who');
  await page.keyboard.press('Enter');
  const table = page.getByRole('table', { name: 'Who codes what' });
  await expect(table.getByRole('row')).toHaveCount(4);
  await page.getByRole('combobox', { name: 'People for each document' }).selectOption('1');
  await page.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(page.getByText('3 assignments made.')).toBeVisible();
  await expect(table.getByRole('button', { pressed: true })).toHaveCount(3);
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Control+z');
  await expect(table.getByRole('button', { pressed: true })).toHaveCount(0);

  // By key: the first two documents become mine.
  const { me } = await callWorkbench(page, 'project.state', {});
  const mine = (title: string) => table.getByRole('button', { name: `${me.name} codes ${title}` });
  await mine('Apples').focus();
  await page.keyboard.press('Space');
  await expect(mine('Apples')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(mine('Bees')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(mine('Bees')).toHaveAttribute('aria-pressed', 'true');

  // The next one that is mine and not done; the list shows only mine.
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('heading', { level: 1, name: 'Bees' })).toBeVisible();
  const documents = await callWorkbench(page, 'documents.list', {});
  const bees = documents.filter(({ title }) => title === 'Bees').map(({ id }) => id);
  await callWorkbench(page, 'documents.setProgress', { documentIds: bees, status: 'done' });
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('heading', { level: 1, name: 'Apples' })).toBeVisible();
  await page.getByRole('button', { name: 'Filter by progress, code and field' }).click();
  await page.getByRole('combobox', { name: 'Only assigned to me' }).selectOption('mine');
  await expect(page.getByRole('listbox', { name: 'Documents' }).getByRole('option')).toHaveCount(2);
});
