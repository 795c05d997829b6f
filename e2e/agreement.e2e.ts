import path from 'node:path';
import type { Page } from '@playwright/test';
import { type Id, newId } from '../src/core/ids.ts';
import type { Person } from '../src/core/project/records.ts';
import { createCode } from '../src/workbench/codebook.ts';
import type { Session } from '../src/workbench/session.ts';
import { tag } from '../src/workbench/tagging.ts';
import { openScratch } from '../src/workbench/testing/scratch.ts';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { runByName } from './commands.ts';

const TEXTS = {
  Denial: 'The minister denied the report, and the envoy said nothing at all.',
  Harbour: 'The harbour was closed for three days, the port authority said on Monday.',
};

/** A project in which these people marked these words with these codes. */
function project(
  people: Readonly<Record<string, readonly (readonly [keyof typeof TEXTS, string, string])[]>>,
) {
  const scratch = openScratch();
  const documents = new Map(
    Object.entries(TEXTS).map(([title, text]) => [title, scratch.addDocument(title, [text]).id]),
  );
  const codes = new Map<string, Id>();
  const codeId = (name: string): Id => {
    const made = codes.get(name) ?? createCode(scratch, { name, parentId: null }).codeId;
    codes.set(name, made);
    return made;
  };
  for (const [name, marks] of Object.entries(people)) {
    const me: Person = { id: newId(), name, colour: codes.size + 1 };
    scratch.store.transact({ type: 'join', subject: name, personId: me.id }, (tx) => tx.putPerson(me));
    const session: Session = { store: scratch.store, me };
    for (const [title, quote, code] of marks) {
      const start = TEXTS[title].indexOf(quote);
      const ranges = [{ start, end: start + quote.length }];
      tag(session, { documentId: documents.get(title) ?? '', codeId: codeId(code), ranges });
    }
  }
  scratch.store.close();
  return { file: path.join(scratch.folder, 'scratch.gloss'), folder: scratch.folder };
}

const ANNA = [
  ['Denial', 'denied the report', 'Claim'],
  ['Denial', 'The minister', 'Actor'],
  ['Harbour', 'port authority', 'Actor'],
] as const;
const BEN = [
  ['Denial', 'denied the report', 'Claim'],
  ['Denial', 'minister', 'Claim'],
  ['Harbour', 'port authority', 'Actor'],
  ['Harbour', 'closed', 'Event'],
] as const;

const sheet = (page: Page) => page.locator('[data-pane="page"]');

test('two people’s agreement: figures open their passages, a passage its place, all by keyboard', async ({
  launchGlossator,
}) => {
  const { file } = project({ Anna: ANNA, Ben: BEN });
  const page = await (await launchGlossator({ projectPath: file })).window();
  await runByName(page, 'Agreement');
  const pair = sheet(page).getByRole('button', { name: /^Anna and Ben, 2 shared documents: 0\.\d\d/ });
  await expect(pair).toBeVisible();
  await expect(sheet(page).getByRole('button', { name: /^Claim: / })).toBeVisible();
  expect(await findings(page)).toEqual([]);

  await sheet(page).getByRole('button', { name: 'Actor and Claim: 1 passage. Show them' }).focus();
  await page.keyboard.press('Enter');
  const passages = sheet(page).getByRole('region', { name: 'Passages' });
  await expect(passages.getByRole('heading', { name: 'Actor and Claim' })).toBeFocused();
  await expect(passages.getByRole('listitem')).toHaveCount(1);
  await expect(passages.getByRole('listitem')).toContainText('The minister');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('document', { name: 'Denial' })).toBeVisible();
  await expect(sheet(page)).toHaveCount(0);
  await expect(page.locator('[data-pane="inspector"]').getByRole('blockquote')).toHaveText('The minister');
});

test('another measure is computed at once; γ tells how it was come by', async ({ launchGlossator }) => {
  const { file } = project({ Anna: ANNA, Ben: BEN });
  const page = await (await launchGlossator({ projectPath: file })).window();
  await runByName(page, 'Agreement');
  await expect(sheet(page).getByRole('button', { name: /^Anna and Ben/ })).toBeVisible();
  await sheet(page)
    .getByRole('button', { name: /Measure$/ })
    .click();
  await page.getByRole('option', { name: 'γ (Mathet et al.)' }).click();
  await expect(sheet(page).getByText(/continua of chance; .*The alignment is proven best/)).toBeVisible();
  await sheet(page).getByText('Intervals by pair, code and document').click();
  const withInterval = sheet(page).getByRole('button', {
    name: /^Anna and Ben, .*: 0\.\d\d\. 95 % interval from .* to .*\. Show the passages$/,
  });
  await expect(withInterval).toContainText(/\d\.\d\d to \d\.\d\d/);
});

test('one person alone is told what to do; people without a shared document have no figure', async ({
  launchGlossator,
}) => {
  const alone = project({ Anna: ANNA });
  const page = await (await launchGlossator({ projectPath: alone.file })).window();
  await runByName(page, 'Agreement');
  await expect(sheet(page).getByText('Agreement needs the work of two people')).toBeVisible();
  await expect(sheet(page).getByText('undefined', { exact: true })).toBeVisible();

  const apart = project({ Anna: [ANNA[0]], Ben: [BEN[2]] });
  const other = await (await launchGlossator({ projectPath: apart.file })).window();
  await runByName(other, 'Agreement');
  await expect(sheet(other).getByText('No document was worked on by two people')).toBeVisible();
  await expect(
    sheet(other).getByRole('button', { name: /^Anna and Ben, 0 shared documents: undefined: No document/ }),
  ).toBeVisible();
});

test('a long measuring is cancelled: the page says so, the project answers, and it is measured again', async ({
  launchGlossator,
}) => {
  // Ten people, each word a code of its own: intervals of every pair and code take seconds.
  const words = Object.entries(TEXTS).flatMap(([title, text]) =>
    [...text.matchAll(/\p{L}{4,}/gu)].map(([word]) => [title as keyof typeof TEXTS, word, word] as const),
  );
  const names = ['Anna', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gil', 'Hana', 'Ida', 'Jon'];
  const { file } = project(
    Object.fromEntries(names.map((name, at) => [name, words.filter((_, place) => place % 11 !== at)])),
  );
  const page = await (await launchGlossator({ projectPath: file })).window();
  await runByName(page, 'Agreement');
  await expect(sheet(page).getByRole('button', { name: /^Anna and Ben, / })).toBeVisible();
  const intervals = sheet(page).getByRole('checkbox', { name: 'Intervals by pair, code and document' });
  await sheet(page).getByText('Intervals by pair, code and document').click();
  await expect(intervals).toBeChecked();
  await sheet(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet(page).getByText('Measuring was cancelled')).toBeVisible();
  await expect(sheet(page).getByRole('progressbar')).toHaveCount(0);
  const again = sheet(page).getByRole('button', { name: 'Measure again' });
  await expect(again).toBeFocused();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(sheet(page).getByRole('progressbar', { name: 'Measuring' })).toBeVisible();
  await sheet(page).getByText('Intervals by pair, code and document').click();
  await expect(intervals).not.toBeChecked();
  await expect(sheet(page).getByRole('button', { name: /^Anna and Ben, / })).toBeVisible();
  await expect(again).toHaveCount(0);
});
