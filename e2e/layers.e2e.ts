import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { bringColleague, type Said } from './people.ts';
import { startProject, tagPassage } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const TITLE = 'The market';
const TEXT = `${TITLE}

The minister of foreign affairs denied the report on Tuesday.

Traders said that prices had fallen, and the envoy said nothing at all.`;
const BEN: Said = [
  ['Actor', 'the envoy'],
  ['Claim', 'prices had fallen'],
];

const inView = (page: Page) => page.getByRole('listbox', { name: 'Annotations in view' });
const marked = (page: Page) => inView(page).getByRole('option').count();

test('layers are hidden and locked by keyboard, and blind coding hides until done', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, {
    folder,
    texts: { 'market.txt': TEXT },
    codes: { Actor: 'a', Claim: 'c' },
  });
  await bringColleague(page, folder, 'Ben', { title: TITLE, text: TEXT }, BEN);
  await tagPassage(page, TITLE, TEXT, 'Actor', 'The minister');
  await expect.poll(() => marked(page)).toBe(3);

  await page.keyboard.press('Control+9');
  const panel = page.getByRole('dialog', { name: 'People' });
  await expect(panel.getByRole('row', { name: /Ben/ })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  const eye = panel.getByRole('button', { name: 'Show what Ben marked' });
  await eye.focus();
  await page.keyboard.press('Enter');
  await expect(eye).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Escape');
  await expect.poll(() => marked(page)).toBe(1);
  const said = page.getByRole('button', { name: '1 person hidden' });
  await expect(said).toBeVisible();
  await expect(page.getByText(/^1 annotation ·/)).toBeVisible();

  // Everyone again, and what Ben marked is not deleted by accident.
  await page.keyboard.press('Alt+0');
  await expect(said).toBeHidden();
  await expect.poll(() => marked(page)).toBe(3);
  await inView(page)
    .getByRole('option', { name: /by Ben/ })
    .first()
    .click();
  await expect(page.getByText('Ben’s annotations are locked.')).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect(page.getByText('What Ben marked is locked against changes.')).toBeVisible();
  const { total } = await callWorkbench(page, 'annotations.page', { limit: 10, statuses: ['final'] });
  expect(total).toBe(0);

  // Blind coding: asked for first, then hidden until I am done.
  await callWorkbench(page, 'documents.setProgress', {
    documentIds: (await callWorkbench(page, 'documents.list', {})).map(({ id }) => id),
    status: 'in-progress',
  });
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Blind coding');
  await page.keyboard.press('Enter');
  const asked = page.getByRole('alertdialog', { name: 'Turn blind coding on' });
  await expect(asked).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await asked.getByRole('button', { name: 'Turn on for everyone' }).click();
  await expect.poll(() => marked(page)).toBe(1);
  const line = page.getByRole('note').filter({ hasText: 'Blind coding' });
  await line.getByRole('button', { name: 'Mark as done' }).click();
  await expect.poll(() => marked(page)).toBe(3);
  await expect(page.getByText('What colleagues did there is shown now.')).toBeVisible();
  await expect(line).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect.poll(() => marked(page)).toBe(1);
});
