import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { openDocument, startProject, tagPassage } from './projects.ts';
import { callWorkbench } from './workbench.ts';

/** Relation codes that restrict their ends, and relations edited where they are listed. */

const TEXT = 'Wells\n\nThe ministry denied that any well was dry. The wells have been dry since August.';
const TITLE = 'Wells';
const CODES = { Actor: 'a', Claim: 'c' };

const inspector = (page: Page) => page.locator('[data-pane="inspector"]');
const label = (page: Page, quote: string) =>
  page.getByRole('listbox', { name: 'Annotations in view' }).getByRole('option').filter({ hasText: quote });

async function relations(page: Page) {
  const { relations: found } = await callWorkbench(page, 'relations.page', { limit: 10 });
  return found.map(({ relation, from, to }) => ({
    from: from.quotes.join(' '),
    to: to.quotes.join(' '),
    note: relation.note,
  }));
}

test('a relation code is told which ends it has; what does not fit is offered the other way round, or not', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), {
    folder,
    texts: { 'wells.txt': TEXT },
    codes: CODES,
  });
  await page.keyboard.press('Control+Shift+N');
  const dialog = page.getByRole('dialog', { name: 'New code' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('says');
  await dialog.getByRole('radio', { name: /^Relations?/ }).check();
  await dialog.getByRole('button', { name: /^From, with codes below/ }).click();
  await dialog.getByRole('option', { name: 'Actor' }).click();
  await dialog.getByRole('button', { name: /^To, with codes below/ }).click();
  await dialog.getByRole('listbox', { name: /^To/ }).getByRole('option', { name: 'Claim' }).click();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog).toBeHidden();

  const actor = await tagPassage(page, TITLE, TEXT, 'Actor', 'The ministry');
  const claim = await tagPassage(page, TITLE, TEXT, 'Claim', 'any well was dry');
  const other = await tagPassage(page, TITLE, TEXT, 'Claim', 'have been dry');
  const [code] = (await callWorkbench(page, 'codes.list', {})).filter(({ kind }) => kind === 'relation');
  const codeId = code?.id ?? '';
  await expect(
    callWorkbench(page, 'relations.create', { codeId, fromId: claim, toId: other }),
  ).rejects.toThrow('relation-ends-refused');

  await openDocument(page, TITLE);
  await label(page, 'Claim').first().click();
  await page.keyboard.press('l');
  await label(page, 'Actor').click();
  await page.keyboard.press('l');
  await page
    .getByRole('dialog')
    .getByRole('option', { name: /says.*the other way round/ })
    .click();
  await expect
    .poll(() => relations(page))
    .toEqual([{ from: 'The ministry', to: 'any well was dry', note: '' }]);
  expect(actor).not.toBe('');
});

test('a relation is noted, turned round and deleted in the inspector; each can be undone', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), {
    folder,
    texts: { 'wells.txt': TEXT },
    codes: CODES,
  });
  const fromId = await tagPassage(page, TITLE, TEXT, 'Claim', 'any well was dry');
  const toId = await tagPassage(page, TITLE, TEXT, 'Claim', 'have been dry');
  const { codeId } = await callWorkbench(page, 'codes.create', {
    name: 'contradicts',
    kind: 'relation',
    parentId: null,
    ends: { from: [], to: [], directed: true },
  });
  await callWorkbench(page, 'relations.create', { codeId, fromId, toId });
  await openDocument(page, TITLE);
  await label(page, 'Claim').first().click();
  await inspector(page).getByRole('button', { name: 'Note and attributes of ‘contradicts’' }).click();
  const note = inspector(page).getByRole('textbox', { name: 'Note on the relation' });
  await note.fill('two years apart');
  await note.press('Tab');
  const noted = { from: 'any well was dry', to: 'have been dry', note: 'two years apart' };
  await expect.poll(() => relations(page)).toEqual([noted]);
  expect(await findings(page)).toEqual([]);

  await inspector(page).getByRole('button', { name: 'Reverse ‘contradicts’' }).click();
  await expect.poll(() => relations(page)).toEqual([{ ...noted, from: noted.to, to: noted.from }]);
  await inspector(page).getByRole('button', { name: 'Delete ‘contradicts’' }).click();
  await expect.poll(() => relations(page)).toEqual([]);
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect.poll(() => relations(page)).toEqual([noted]);
});
