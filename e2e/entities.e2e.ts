import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { pressMenuItem } from './commands.ts';
import { twoPages } from './corpus.ts';
import { selectPassage } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const CODES = { Actor: 'a', Claim: 'c' };
const pane = (page: Page, name: string) => page.locator(`[data-pane="${name}"]`);
const inspector = (page: Page) => pane(page, 'inspector');
const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });

/** Opens the document in whose text the words stand. */
async function openDocumentWith(page: Page, words: string): Promise<void> {
  const documents = await callWorkbench(page, 'documents.list', {});
  for (const { id } of documents) {
    const { text } = await callWorkbench(page, 'documents.open', { documentId: id });
    const found = await callWorkbench(page, 'documents.find', {
      textId: text.id,
      query: words,
      caseSensitive: true,
    });
    if (found.total === 0) continue;
    const { document } = await callWorkbench(page, 'documents.open', { documentId: id });
    await pane(page, 'documents').getByRole('option').filter({ hasText: document.title }).first().click();
    await expect(pane(page, 'text').locator('[data-part="text"]')).toContainText(words);
    return;
  }
  throw new Error(`no document has ${words}, of ${documents.length}`);
}

async function entities(page: Page) {
  return (await callWorkbench(page, 'entities.list', {})).map(({ name, aliases, mentions }) => ({
    name,
    aliases: [...aliases].sort(),
    mentions,
  }));
}

test('by mouse: two spellings in two documents become one entity, whose page finds every mention', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: twoPages(), codes: CODES });
  await openDocumentWith(page, 'Lukashenka');
  await selectPassage(page, 'Lukashenka');
  await page.keyboard.press('a');
  await inspector(page).getByRole('button', { name: 'Link to an entity …' }).click();
  await inspector(page).getByRole('option', { name: 'New person ‘Lukashenka’' }).click();
  await expect(inspector(page).getByRole('button', { name: /^Lukashenka/ })).toBeVisible();

  await openDocumentWith(page, 'Lukashenko');
  await selectPassage(page, 'Lukashenko');
  await page.keyboard.press('a');
  await expect(inspector(page).getByRole('blockquote')).toHaveText('Lukashenko');
  await inspector(page).getByRole('button', { name: 'Link to an entity …' }).click();
  const proposal = inspector(page).getByRole('option', { name: /^Lukashenka/ });
  await expect(proposal).toContainText('in another script or spelling: Lukashenka');
  await proposal.click();
  await expect(notices(page)).toContainText('‘Lukashenko’ is now one of its spellings.');
  await expect
    .poll(() => entities(page))
    .toEqual([{ name: 'Lukashenka', aliases: ['Lukashenko'], mentions: 2 }]);

  await page.getByRole('tab', { name: 'Entities' }).click();
  await pane(page, 'entities')
    .getByRole('option', { name: /Lukashenka/ })
    .click();
  const mentions = page.getByRole('listbox', { name: 'Mentions of Lukashenka' });
  await expect(mentions.getByRole('option')).toHaveCount(2);
  expect(await findings(page)).toEqual([]);

  // From the page to a passage of a document that is not open.
  await mentions.getByRole('option').filter({ hasText: 'Lukashenka' }).first().click();
  await expect(pane(page, 'page')).toBeHidden();
  await expect(inspector(page).getByRole('blockquote')).toHaveText(/^Lukashenk[ao]$/);
});

test('by keyboard alone: link, learn, take back, find all mentions, split, merge', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), {
    folder,
    texts: {
      'one.txt': 'Lukashenka spoke first.',
      'two.txt': 'Lukashenko spoke last.',
    },
    codes: CODES,
  });
  const tagFirstWord = async () => {
    await page.keyboard.press('Control+3');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.press('a');
  };
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(pane(page, 'text')).toContainText('spoke first');
  await tagFirstWord();
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await expect.poll(() => entities(page)).toEqual([{ name: 'Lukashenka', aliases: [], mentions: 1 }]);

  await page.keyboard.press('Control+PageDown');
  await expect(pane(page, 'text')).toContainText('spoke last');
  await tagFirstWord();
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => entities(page))
    .toEqual([{ name: 'Lukashenka', aliases: ['Lukashenko'], mentions: 2 }]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => entities(page)).toEqual([{ name: 'Lukashenka', aliases: [], mentions: 1 }]);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(async () => (await entities(page))[0]?.mentions).toBe(2);

  await page.keyboard.press('Control+5');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const mentions = page.getByRole('listbox', { name: 'Mentions of Lukashenka' });
  await expect(mentions.getByRole('option')).toHaveCount(2);
  await expect(mentions).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(pane(page, 'text')).toContainText('spoke first');
  await expect(inspector(page).getByRole('blockquote')).toHaveText('Lukashenka');

  // One spelling turns out to be someone else; and then not.
  await page.keyboard.press('Control+5');
  await page.keyboard.press('Home');
  await expect(pane(page, 'entities').getByRole('listbox').getByRole('option')).toContainText('Lukashenko');
  await page.keyboard.press('Shift+F10');
  await pressMenuItem(page, 'Split …');
  const split = page.getByRole('dialog', { name: 'Split ‘Lukashenka’' });
  await split.getByRole('checkbox', { name: 'Lukashenko' }).press('Space');
  await expect(split.getByRole('textbox', { name: 'Name of the new entity' })).toHaveValue('Lukashenko');
  await split.getByRole('button', { name: 'Split', exact: true }).press('Enter');
  await expect
    .poll(() => entities(page))
    .toEqual([
      { name: 'Lukashenka', aliases: [], mentions: 1 },
      { name: 'Lukashenko', aliases: [], mentions: 1 },
    ]);
  await expect(pane(page, 'entities').getByRole('listbox').getByRole('option')).toHaveCount(2);
  await page.keyboard.press('Control+5');
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+F10');
  await pressMenuItem(page, 'Merge into …');
  await expect(page.getByRole('dialog').getByRole('option', { name: /^Lukashenka/ })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  const merge = page.getByRole('dialog', { name: 'Merge ‘Lukashenko’ into ‘Lukashenka’?' });
  await expect(merge.getByRole('list', { name: 'What moves from Lukashenko' })).toContainText('1 mention');
  await merge.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
  await expect
    .poll(() => entities(page))
    .toEqual([{ name: 'Lukashenka', aliases: ['Lukashenko'], mentions: 2 }]);
});

test('an entity is made, edited, merged by drag, and deleted', async ({ launchGlossator, folder }) => {
  const page = await startProject(await launchGlossator(), { folder });
  await page.getByRole('tab', { name: 'Entities' }).click();
  for (const name of ['Harbour office', 'Port office']) {
    await pane(page, 'entities').getByRole('button', { name: 'New entity' }).click();
    const dialog = page.getByRole('dialog', { name: 'New entity' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('combobox', { name: 'Kind' }).fill('organisation');
    await dialog.getByRole('button', { name: 'Add an identifier' }).click();
    await dialog.getByRole('textbox', { name: 'Identifier 1' }).fill('Q1');
    await expect(dialog.getByRole('status')).toContainText('An identifier has two parts');
    await dialog.getByRole('combobox', { name: 'Register 1' }).fill('wikidata');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  }
  const option = (name: string) => pane(page, 'entities').getByRole('option', { name: new RegExp(name) });
  await option('Port office').dragTo(option('Harbour office'));
  await page
    .getByRole('dialog', { name: 'Merge ‘Port office’ into ‘Harbour office’?' })
    .getByRole('button', { name: 'Merge', exact: true })
    .click();
  await expect
    .poll(() => entities(page))
    .toEqual([{ name: 'Harbour office', aliases: ['Port office'], mentions: 0 }]);
  await expect(page.getByRole('heading', { name: 'Harbour office', level: 1 })).toBeVisible();

  await option('Harbour office').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete …' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => entities(page)).toEqual([]);
  await expect(pane(page, 'page')).toBeHidden();
  await expect(pane(page, 'entities')).toContainText('Entities are whom and what the texts name');
  expect(await findings(page)).toEqual([]);
});
