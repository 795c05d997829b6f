import type { CDPSession, Page } from '@playwright/test';
import { expect, type Glossator, test } from './app.ts';
import { selectPassage } from './passages.ts';
import { codePaths, startProject, tagged } from './projects.ts';
import { slowDown, typeAhead } from './typing.ts';

/**
 * All keys of a test are pressed at once, on a machine six times slower: each has to mean what it would have meant after a
 * pause. A letter of a note that comes before the note's field has the focus would be lost, or would tag.
 */

const LETTER = 'A letter from the islands';
const TEXTS = {
  'harbour.txt': [
    'The harbour stays closed',
    'The minister said on Monday that the harbour would stay closed. Nobody had asked her.',
    'Fishermen waited at the gate until noon, and at the other gate until dusk.',
  ].join('\n\n'),
  'letter.txt': `${LETTER}\n\nWe have had no post since March, and no boat.`,
};
const CODES = { Actor: 'a', Claim: 'c', Event: null };
const CLAIM = 'the harbour would stay closed';
const NOTE = 'Which one? c and a are letters here, [n] too.';

async function open(glossator: Glossator, folder: string): Promise<{ page: Page; cdp: CDPSession }> {
  const page = await startProject(glossator, { folder, texts: TEXTS, codes: CODES });
  await page.locator('[data-pane="documents"]').getByRole('option', { name: 'The harbour stays' }).click();
  await expect(page.getByRole('document', { name: 'The harbour stays closed' })).toBeVisible();
  await page.keyboard.press('Control+3');
  await expect(page.locator('[data-part="text"]')).toBeFocused();
  return { page, cdp: await slowDown(page, 6) };
}

test('a passage is selected, tagged with a new code, noted and recoded in one breath', async ({
  launchGlossator,
  folder,
}) => {
  const { page, cdp } = await open(await launchGlossator(), folder);
  await typeAhead(
    cdp,
    ...['Control+Home', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight'],
    ...['Enter', { text: 'Place' }, 'Enter'],
    ...['n', { text: NOTE }, 'Backspace', { text: '!' }, 'Control+Enter'],
    ...['r', { text: 'evt' }, 'Enter'],
  );
  await expect
    .poll(() => tagged(page))
    .toEqual([{ code: 'Event', quote: 'The harbour', note: NOTE.replace(/\.$/, '!') }]);
  expect(await codePaths(page)).toContain('/Place');
  await expect(page.locator('[data-part="text"]')).toBeFocused();
});

test('a note is written to what was tagged just before, also while the inspector is closed', async ({
  launchGlossator,
  folder,
}) => {
  const { page, cdp } = await open(await launchGlossator(), folder);
  await selectPassage(page, CLAIM);
  await typeAhead(cdp, 'Control+Shift+B', 'c', 'n', { text: NOTE }, 'Control+Enter');
  await expect.poll(() => tagged(page)).toEqual([{ code: 'Claim', quote: CLAIM, note: NOTE }]);
  await typeAhead(cdp, 'Alt+Shift+ArrowLeft', 'Alt+Shift+ArrowLeft', 'a');
  const shorter = 'the harbour would';
  await expect
    .poll(() => tagged(page))
    .toEqual([
      { code: 'Claim', quote: shorter, note: NOTE },
      { code: 'Actor', quote: shorter, note: '' },
    ]);
});

test('a walk goes as far as its keys were pressed, and what is typed then belongs there', async ({
  launchGlossator,
  folder,
}) => {
  const { page, cdp } = await open(await launchGlossator(), folder);
  for (const passage of ['minister', 'Nobody', 'Fishermen']) {
    await selectPassage(page, passage);
    await page.keyboard.press('a');
    await expect(page.getByRole('blockquote')).toHaveText(passage);
  }
  await typeAhead(
    cdp,
    'Escape',
    'Control+Home',
    ']',
    ']',
    'n',
    { text: NOTE },
    'Control+Enter',
    ']',
    'Delete',
  );
  await expect
    .poll(async () => (await tagged(page)).map(({ quote, note }) => [quote, note]))
    .toEqual([
      ['minister', ''],
      ['Nobody', NOTE],
    ]);
  await typeAhead(cdp, 'Control+z', 'Control+z', 'Control+Shift+Z');
  await expect
    .poll(async () => (await tagged(page)).map(({ quote, note }) => [quote, note]))
    .toEqual([
      ['minister', ''],
      ['Nobody', NOTE],
      ['Fishermen', ''],
    ]);
});

test('what is found is tagged, from the palette of commands on', async ({ launchGlossator, folder }) => {
  const { page, cdp } = await open(await launchGlossator(), folder);
  await typeAhead(
    cdp,
    ...['Control+Home', 'Control+k', { text: 'find in the' }, 'Enter'],
    ...[{ text: 'gate' }, 'Enter', 'Escape', 'a'],
  );
  const other = async () => (await tagged(page)).map(({ code, quote }) => `${code}: ${quote}`);
  await expect.poll(other).toEqual(['Actor: gate']);
  await typeAhead(cdp, 'Control+f', 'Escape', 'Control+Shift+ArrowRight', 'c');
  await expect.poll(other).toEqual(expect.arrayContaining(['Actor: gate', 'Claim: gate until']));
});

test('codes are made one after the other, and a code’s new key tags at once', async ({
  launchGlossator,
  folder,
}) => {
  const { page, cdp } = await open(await launchGlossator(), folder);
  await selectPassage(page, CLAIM);
  await typeAhead(cdp, 'Control+Shift+N', { text: 'Harbour' }, 'Tab', { text: 'h' }, 'Enter', 'h');
  await expect.poll(() => tagged(page)).toEqual([{ code: 'Harbour', quote: CLAIM, note: '' }]);
  await page.getByRole('textbox', { name: 'Name of a new code' }).focus();
  await typeAhead(cdp, { text: 'Person' }, 'Enter', { text: 'Office' }, 'Enter', { text: 'Place' }, 'Enter');
  await expect
    .poll(() => codePaths(page))
    .toEqual(['/Actor', '/Claim', '/Event', '/Harbour', '/Office', '/Person', '/Place']);
  await page.getByRole('row', { name: /^Office/ }).click();
  await typeAhead(cdp, 'F2', { text: 'Ministry' }, 'Enter', 'F2', 'End', { text: ' of ports' }, 'Enter');
  await expect.poll(() => codePaths(page)).toContain('/Ministry of ports');
});

test('what is typed after going to another document is meant for its text', async ({
  launchGlossator,
  folder,
}) => {
  const { page, cdp } = await open(await launchGlossator(), folder);
  await typeAhead(
    cdp,
    ...['Control+PageUp', 'Control+Home', 'Shift+End', 'a'],
    ...['Control+PageDown', 'Control+Home', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', 'c'],
  );
  await expect
    .poll(async () => (await tagged(page)).map(({ code, quote }) => `${code}: ${quote}`).sort())
    .toEqual([`Actor: ${LETTER}`, 'Claim: The harbour']);
});

test('a menu asked for by key is that of what was gone to before it', async ({ launchGlossator, folder }) => {
  const { page, cdp } = await open(await launchGlossator(), folder);
  const choice = (name: RegExp | string) => page.getByRole('menuitem', { name });
  await typeAhead(cdp, 'Control+PageDown', 'Control+1', 'Home', 'Shift+F10');
  await expect(choice('Edit title, author, date …')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await typeAhead(cdp, 'Control+3', 'Control+Home', 'Control+Shift+ArrowRight', 'a', 'Shift+F10');
  await expect(page.getByRole('menu', { name: 'Annotation' })).toBeVisible();
});
