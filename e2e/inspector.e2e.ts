import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { selectPassage } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const TEXTS = { 'harbour.txt': 'The minister said that the harbour would stay closed until 5 May.' };
const CODES = { Claim: 'c' };
const CLAIM = 'the harbour would stay closed';
const inspector = (page: Page) => page.locator('[data-pane="inspector"]');

const id = (n: number) => `0190a000-0000-7000-8000-00000000000${n}`;
const SURE = id(1);
const ATTRIBUTES = [
  { id: id(2), name: 'Speaker', type: 'text', required: true, choices: [], initial: null },
  { id: id(3), name: 'Ships', type: 'number', required: false, choices: [], initial: null },
  { id: id(4), name: 'Until', type: 'date', required: true, choices: [], initial: null },
  { id: id(5), name: 'Denied', type: 'boolean', required: false, choices: [], initial: null },
  {
    id: id(6),
    name: 'Tone',
    type: 'choice',
    required: false,
    choices: [
      { id: SURE, label: 'sure' },
      { id: id(7), label: 'unsure' },
    ],
    initial: null,
  },
  { id: id(8), name: 'Place', type: 'entity', required: false, choices: [], initial: null },
] as const;

async function claimWithAttributes(page: Page): Promise<void> {
  const [code] = await callWorkbench(page, 'codes.list', {});
  const attributes = ATTRIBUTES.map((each) => ({ ...each, choices: [...each.choices] }));
  await callWorkbench(page, 'codes.edit', { codeId: code?.id ?? '', fields: { attributes } });
}

/** The values that the only annotation has, by the names of their attributes. */
async function values(page: Page) {
  const { annotations } = await callWorkbench(page, 'annotations.page', { limit: 10 });
  const entities = await callWorkbench(page, 'entities.list', {});
  const given = annotations[0]?.attributes ?? {};
  return Object.fromEntries(
    ATTRIBUTES.flatMap(({ id: definition, name }) => {
      const value = given[definition];
      if (value === undefined) return [];
      const entity = entities.find((each) => each.id === value);
      return [[name, entity?.name ?? value]];
    }),
  );
}

test('by keyboard alone: a claim gets its attributes; what is wrong is explained and not stored', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: CODES });
  await claimWithAttributes(page);
  await selectPassage(page, CLAIM);
  await page.keyboard.press('c');
  const section = inspector(page).locator('[data-section="attributes"]');
  await expect(section).toContainText('2 values missing');

  await page.keyboard.press('a');
  await expect(inspector(page).getByRole('textbox', { name: 'Speaker (required, missing)' })).toBeFocused();
  await page.keyboard.type('the minister');
  await page.keyboard.press('Enter');
  await page.keyboard.type('many');
  await page.keyboard.press('Enter');
  await expect(section.getByRole('status')).toContainText('‘Ships’ cannot be ‘many’: it asks for a number.');
  await page.keyboard.type('2022-13');
  await expect(section.getByRole('status').last()).toContainText('asks for a date');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2022-05');
  await page.keyboard.press('Enter');
  // Yes or no begins at ‘not said’; the arrows walk.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowLeft');
  await expect(section.getByRole('radio', { name: /unsure/ })).toBeChecked();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Harbour');
  await expect(section.getByRole('option', { name: 'New place ‘Harbour’' })).toBeVisible();
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => values(page))
    .toEqual({
      Speaker: 'the minister',
      Until: '2022-05',
      Denied: true,
      Tone: id(7),
      Place: 'Harbour',
    });
  await expect(section).not.toContainText('missing');
  await expect(inspector(page).locator('[data-section="history"]')).toContainText('Until: 2022-05');
});

test('by mouse: attributes, status and note of an annotation, and back by undo', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: CODES });
  await claimWithAttributes(page);
  await selectPassage(page, CLAIM);
  await page.keyboard.press('c');
  const tone = inspector(page).getByRole('group', { name: 'Tone' });
  await tone.getByText('unsure').click();
  await inspector(page).getByRole('group', { name: 'Denied' }).getByText('yes').click();
  await inspector(page).getByRole('textbox', { name: 'Ships' }).fill('3,5');
  await inspector(page).getByRole('group', { name: 'Status' }).getByText('Flagged').click();
  await expect.poll(() => values(page)).toEqual({ Ships: 3.5, Denied: true, Tone: id(7) });
  const status = async () =>
    (await callWorkbench(page, 'annotations.page', { limit: 10 })).annotations[0]?.status;
  await expect.poll(status).toBe('flagged');
  await page.keyboard.press('Control+z');
  await expect.poll(status).toBe('draft');
  await expect(inspector(page).getByRole('radio', { name: 'Draft' })).toBeChecked();
});

test('by keyboard alone: an annotation is discussed, resolved, reopened', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: CODES });
  await selectPassage(page, CLAIM);
  await page.keyboard.press('c');
  await page.keyboard.press('m');
  await expect(inspector(page).getByRole('textbox', { name: 'New comment' })).toBeFocused();
  await page.keyboard.type('Who said **so**? <img src=x onerror=alert(1)>');
  await page.keyboard.press('Control+Enter');
  const threads = inspector(page).getByRole('list', { name: 'Threads' });
  await expect(threads).toContainText('Who said so? <img src=x onerror=alert(1)>');
  expect(await threads.locator('img').count()).toBe(0);
  await expect(threads.locator('strong').filter({ hasText: 'so' })).toBeVisible();

  await threads.getByRole('button', { name: 'Reply' }).press('Enter');
  await expect(inspector(page).getByRole('textbox', { name: 'Reply' })).toBeFocused();
  await page.keyboard.type('The minister.');
  await page.keyboard.press('Control+Enter');
  await expect(threads).toContainText('The minister.');
  await threads.getByRole('button', { name: 'Edit my comment' }).last().press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('The minister, on Monday.');
  await page.keyboard.press('Control+Enter');
  await expect(threads).toContainText('The minister, on Monday.');
  expect(await findings(page)).toEqual([]);

  await threads.getByRole('button', { name: 'Resolve' }).press('Enter');
  await expect(threads.getByRole('button', { name: 'Resolved: 2 comments' })).toBeVisible();
  await threads.getByRole('button', { name: 'Resolved: 2 comments' }).press('Enter');
  await threads.getByRole('button', { name: 'Reopen' }).press('Enter');
  await expect(threads.getByRole('button', { name: 'Resolve', exact: true })).toBeVisible();
});

test('by mouse: a comment that was not sent is there again, and one’s own is deleted and brought back', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, texts: TEXTS, codes: CODES });
  await selectPassage(page, CLAIM);
  await page.keyboard.press('c');
  await expect(inspector(page).locator('[data-section="history"]')).toContainText('tagged');
  const write = inspector(page).getByRole('button', { name: 'Write a comment' });
  await write.click();
  await expect(inspector(page).getByRole('textbox', { name: 'New comment' })).toBeFocused();
  await page.keyboard.type('Not yet');
  await inspector(page).getByRole('button', { name: 'Cancel' }).click();
  await write.click();
  await expect(inspector(page).getByRole('textbox', { name: 'New comment' })).toHaveText('Not yet');
  await inspector(page)
    .getByRole('button', { name: /^Comment Ctrl/ })
    .click();
  const threads = inspector(page).getByRole('list', { name: 'Threads' });
  await expect(threads).toContainText('Not yet');
  await threads.getByRole('button', { name: 'Delete my comment' }).click();
  await expect(threads).toBeHidden();
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await expect(threads).toContainText('Not yet');
});
