import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { selectPassage } from './passages.ts';
import { startProject, tagged } from './projects.ts';

const TEXTS = {
  'harbour.txt': [
    'The harbour stays closed',
    'The minister said on Monday that the harbour would stay closed. Nobody had asked her.',
    'Fishermen waited at the gate until noon.',
  ].join('\n\n'),
  'letter.txt': 'A letter from the islands\n\nWe have had no post since March, and no boat.',
};
const CODES = { Actor: 'a', Claim: 'c', Event: null };
const CLAIM = 'the harbour would stay closed';

const inspector = (page: Page) => page.locator('[data-pane="inspector"]');
const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });
const openDocument = (page: Page, title: string) =>
  page.locator('[data-pane="documents"]').getByRole('option', { name: title }).click();

test('a code’s key tags the selection, shows it in the inspector, and the same key takes it away', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: CODES });
  await openDocument(page, 'The harbour stays closed');
  await selectPassage(page, CLAIM);
  await page.keyboard.press('c');
  await expect(inspector(page).getByRole('heading', { name: 'Annotation' })).toBeVisible();
  await expect(inspector(page).getByRole('blockquote')).toHaveText(CLAIM);
  expect(await tagged(page)).toEqual([{ code: 'Claim', quote: CLAIM, note: '' }]);
  await expect(page.getByRole('row', { name: 'Claim, key c' })).toContainText('1');

  // A second code on the same passage, which the inspector then names beside the first.
  await page.keyboard.press('a');
  await expect(inspector(page).getByRole('heading', { name: 'Also here (1)' })).toBeVisible();
  expect((await tagged(page)).map(({ code }) => code).sort()).toEqual(['Actor', 'Claim']);

  await page.keyboard.press('a');
  await expect(notices(page)).toContainText('Tag removed.');
  await expect.poll(() => tagged(page)).toEqual([{ code: 'Claim', quote: CLAIM, note: '' }]);
});

test('with the keyboard alone: select, make a code, note, recode, walk, delete, undo, redo', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: CODES });
  await openDocument(page, 'The harbour stays closed');
  await page.keyboard.press('Control+3');
  await page.keyboard.press('Control+Home');
  for (let word = 0; word < 2; word++) await page.keyboard.press('Control+Shift+ArrowRight');
  await expect(page.getByRole('toolbar', { name: 'Tag the selection' })).toBeVisible();

  await page.keyboard.press('Enter');
  await page.keyboard.type('Place');
  await expect(page.getByRole('option', { name: 'Create code ‘Place’' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('blockquote')).toHaveText('The harbour');
  await expect.poll(() => tagged(page)).toEqual([{ code: 'Place', quote: 'The harbour', note: '' }]);

  await page.keyboard.press('n');
  await page.keyboard.type('Which one? c and a are letters here.');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => tagged(page))
    .toEqual([{ code: 'Place', quote: 'The harbour', note: 'Which one? c and a are letters here.' }]);

  await page.keyboard.press('r');
  await page.keyboard.type('evt');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await tagged(page))[0]?.code).toBe('Event');

  await expect(inspector(page).getByRole('button', { name: /^Event/ })).toBeVisible();
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect.poll(async () => (await tagged(page))[0]?.quote).toBe('The harbour stays');
  await page.keyboard.press('Control+z');
  await expect(notices(page)).toContainText('Undone: adjust ends of ‘Event’');
  await expect.poll(async () => (await tagged(page))[0]?.quote).toBe('The harbour');

  await page.keyboard.press('Escape');
  await expect(inspector(page).getByRole('heading', { name: 'Annotations' })).toBeVisible();
  await page.keyboard.press(']');
  await expect(inspector(page).getByRole('blockquote')).toHaveText('The harbour');

  await page.keyboard.press('Delete');
  await expect.poll(() => tagged(page)).toEqual([]);
  await page.keyboard.press('Control+z');
  await expect(notices(page)).toContainText('Undone: delete ‘Event’');
  await expect.poll(async () => (await tagged(page)).length).toBe(1);
  await notices(page).getByRole('button', { name: 'Redo' }).click();
  await expect.poll(() => tagged(page)).toEqual([]);
});

test('a note that is being written is kept, whatever one turns to', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder, texts: TEXTS, codes: CODES });
  const noteOf = async (quote: string) => (await tagged(page)).find((each) => each.quote === quote)?.note;
  await openDocument(page, 'The harbour stays closed');
  await selectPassage(page, CLAIM);
  await page.keyboard.press('c');
  await selectPassage(page, 'Fishermen');
  await page.keyboard.press('a');
  await expect(inspector(page).getByRole('blockquote')).toHaveText('Fishermen');

  const note = inspector(page).getByRole('textbox', { name: 'Note' });
  await note.fill('Turned to another annotation.');
  await page.getByRole('button', { name: 'Previous annotation' }).click();
  await expect(inspector(page).getByRole('blockquote')).toHaveText(CLAIM);
  await expect.poll(() => noteOf('Fishermen')).toBe('Turned to another annotation.');

  await note.fill('Turned to another document.');
  await openDocument(page, 'A letter from the islands');
  await expect.poll(() => noteOf(CLAIM)).toBe('Turned to another document.');

  await openDocument(page, 'The harbour stays closed');
  await page.keyboard.press('Control+3');
  await page.keyboard.press(']');
  await expect(inspector(page).getByRole('blockquote')).toHaveText(CLAIM);
  await note.fill('Closed the window.');
  await glossator.quit();
  const again = await launchGlossator({ home: glossator.home, projectPath: `${folder}/project.gloss` });
  const reopened = await again.window();
  await expect
    .poll(async () => (await tagged(reopened)).find(({ quote }) => quote === CLAIM)?.note)
    .toBe('Closed the window.');
});

test('letters typed into fields are text, and undo in a field is the field’s', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: CODES });
  await openDocument(page, 'The harbour stays closed');
  await selectPassage(page, CLAIM);
  const filter = page.getByRole('textbox', { name: 'Filter documents' });
  await filter.focus();
  await page.keyboard.type('ca');
  await page.keyboard.press('Control+z');
  expect(await filter.inputValue()).not.toBe('ca');
  expect(await tagged(page)).toEqual([]);
});

test('the history of an annotation names who, what, and old and new', async ({ launchGlossator, folder }) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: CODES });
  await openDocument(page, 'The harbour stays closed');
  await selectPassage(page, CLAIM);
  await page.keyboard.press('c');
  await inspector(page)
    .getByRole('button', { name: /Change/ })
    .click();
  await page.getByRole('combobox').fill('Actor');
  await page.keyboard.press('Enter');
  const entries = inspector(page)
    .getByRole('listitem')
    .filter({ hasText: /tagged|changed the code/ });
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText('Code: ‘Claim’ ‘Actor’');
  await expect(entries.last()).toContainText(CLAIM);
});

test('a walk reaches every annotation of a stack, and begins again after the last', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: CODES });
  await openDocument(page, 'The harbour stays closed');
  const passages = [
    [CLAIM, 'c'],
    [CLAIM, 'a'],
    ['the harbour', 'a'],
    ['Fishermen', 'a'],
  ] as const;
  for (const [passage, key] of passages) {
    await selectPassage(page, passage);
    await page.keyboard.press(key);
    await expect(inspector(page).getByRole('blockquote')).toHaveText(passage);
  }
  const shown = async () => {
    const code = (
      await inspector(page)
        .getByRole('button', { name: /Change/ })
        .textContent()
    )?.replace(/Change.*/, '');
    return `${code}: ${await inspector(page).getByRole('blockquote').textContent()}`;
  };
  const walked: string[] = [await shown()];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press(']');
    await expect.poll(shown).not.toBe(walked.at(-1));
    walked.push(await shown());
  }
  expect(walked.slice(0, 4).sort()).toEqual(
    ['Actor: Fishermen', 'Actor: the harbour', `Actor: ${CLAIM}`, `Claim: ${CLAIM}`].sort(),
  );
  expect(walked[4]).toBe(walked[0]);
  const back: string[] = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('[');
    await expect.poll(shown).not.toBe(back.at(-1) ?? walked[4]);
    back.push(await shown());
  }
  expect(back).toEqual([...walked].reverse().slice(1));
});
