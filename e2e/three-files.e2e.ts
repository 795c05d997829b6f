import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { newId } from '../src/core/ids.ts';
import { openProject } from '../src/store/index.ts';
import { expect, type Glossator, test } from './app.ts';
import { findings } from './axe.ts';
import { runByName } from './commands.ts';
import { answerDialogs } from './passages.ts';
import { startProject, tagPassage } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const TITLE = 'The market';
const TEXT = `${TITLE}

The minister of foreign affairs denied the report on Tuesday.

Traders said that prices had fallen, and the envoy said nothing at all.`;
const CODES = { Actor: 'a', Claim: 'c' };
const SECRET = 'lamp river seven cousin orange thunder';
/** The key of a sealed file is derived slowly, on purpose; on a busy machine of two cores very slowly (milliseconds). */
const DERIVED = { timeout: 60_000 };

type Said = readonly (readonly [code: string, quote: string])[];
const ANA: Said = [
  ['Actor', 'The minister'],
  ['Claim', 'denied the report'],
  ['Claim', 'prices had fallen'],
];
const BEN: Said = [
  ['Actor', 'minister of foreign affairs'],
  ['Claim', 'denied the report'],
  ['Actor', 'prices had fallen'],
];
const CLEO: Said = [
  ['Actor', 'The minister'],
  ['Claim', 'denied the report'],
  ['Actor', 'the envoy'],
];

/** User data of somebody with this name. */
function homeOf(folder: string, name: string): string {
  const home = path.join(folder, `home-of-${name}`);
  mkdirSync(home);
  const profile = { personId: newId(), name, colour: name.length, machineId: newId() };
  writeFileSync(path.join(home, 'profile.json'), JSON.stringify(profile));
  return home;
}

async function annotate(page: Page, said: Said): Promise<void> {
  for (const [code, quote] of said) await tagPassage(page, TITLE, TEXT, code, quote);
}

async function send(glossator: Glossator, page: Page, file: string, passphrase = ''): Promise<void> {
  await answerDialogs(glossator, { save: file });
  await runByName(page, 'Send to a colleague');
  const dialog = page.getByRole('dialog', { name: 'Send to a colleague' });
  if (passphrase !== '') {
    await dialog.getByLabel('Passphrase (may be left empty)', { exact: true }).fill(passphrase);
    await expect(dialog.getByLabel('Passphrase (may be left empty)', { exact: true })).toHaveAttribute(
      'type',
      'password',
    );
    await expect(dialog.getByText('Strong.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Send …' })).toBeDisabled();
    await dialog.getByLabel('The passphrase again', { exact: true }).fill(passphrase);
    expect(await findings(page)).toEqual([]);
  }
  await dialog.getByRole('button', { name: 'Send …' }).click();
  await expect(dialog.getByRole('status')).toContainText('The file is written.', DERIVED);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

async function returnWork(glossator: Glossator, page: Page, file: string): Promise<void> {
  await answerDialogs(glossator, { save: file });
  await runByName(page, 'Return my work');
  const dialog = page.getByRole('dialog', { name: 'Return my work' });
  await dialog.getByRole('button', { name: 'Return …' }).click();
  await expect(dialog.getByRole('status')).toContainText('written.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

async function merge(glossator: Glossator, page: Page, file: string): Promise<void> {
  await answerDialogs(glossator, { open: [file] });
  await runByName(page, 'Merge a colleague’s file');
  const merging = page.getByRole('dialog', { name: 'Merge a colleague’s file' });
  await merging.getByRole('button', { name: 'Merge', exact: true }).click();
  const merged = page.getByRole('dialog', { name: 'Merged' });
  await expect(merged.getByRole('status')).toContainText('One undo takes all of it back');
  await merged.getByRole('button', { name: 'Close' }).last().click();
}

async function exportAdjudicated(
  glossator: Glossator,
  page: Page,
  format: RegExp,
  file: string,
): Promise<string> {
  await answerDialogs(glossator, { save: file });
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: format }).check();
  await dialog.getByText(/^Adjudicated only/).click();
  await expect(dialog.getByRole('checkbox', { name: /^Adjudicated only/ })).toBeChecked();
  await expect(dialog.getByRole('status')).toContainText('3 annotations in 1 document');
  await dialog.getByRole('button', { name: 'Export …' }).click();
  await expect(dialog.getByRole('status')).toContainText('3 annotations exported.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  return readFileSync(file, 'utf8');
}

/** What merging these files one after the other into a copy of the project comes to, without a window. */
async function mergedInOrder(folder: string, project: string, files: readonly string[]): Promise<string[]> {
  const copy = path.join(folder, `order-${newId()}.gloss`);
  copyFileSync(project, copy);
  const options = {
    machineId: newId(),
    backupFolder: path.join(folder, 'backups'),
    appVersion: '0.0.0-test',
  };
  const store = openProject(copy, options);
  const personId = store.read.persons()[0]?.id ?? '';
  for (const file of files) await store.merge(file, { personId });
  const all = [...store.read.everyAnnotation({})].map(({ id, spans }) => `${id} ${spans[0]?.quote}`);
  store.close();
  return all.sort();
}

const queue = (page: Page) => page.getByRole('listbox', { name: 'Passages to review' });
const current = (page: Page) => queue(page).getByRole('option', { selected: true });

test('three people: sent, annotated apart, merged in either order, measured, adjudicated, exported, sent back, answered', async ({
  launchGlossator,
  folder,
}) => {
  test.slow();
  const at = (name: string) => path.join(folder, name);
  const ana = await launchGlossator({ home: homeOf(folder, 'Ana') });
  const page = await startProject(ana, { folder, texts: { 'market.txt': TEXT }, codes: CODES });
  await annotate(page, ANA);
  await send(ana, page, at('for-ben.gloss.age'), SECRET);
  await send(ana, page, at('for-cleo.gloss'));

  const ben = await launchGlossator({ home: homeOf(folder, 'Ben'), projectPath: at('for-ben.gloss.age') });
  const bens = await ben.window();
  await answerDialogs(ben, { save: at('ben.gloss') });
  for (const passphrase of ['not this one', SECRET]) {
    await expect(bens.getByRole('heading', { name: 'The file is sealed' })).toBeVisible();
    await bens.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await bens.getByRole('button', { name: 'Open as a project …' }).click();
    if (passphrase !== SECRET) {
      await expect(bens.getByRole('alert')).toContainText('not the passphrase', DERIVED);
      expect(await findings(bens)).toEqual([]);
    }
  }
  await expect(bens.getByRole('document', { name: TITLE })).toBeVisible(DERIVED);
  await annotate(bens, BEN);
  await returnWork(ben, bens, at('from-ben.gloss'));

  copyFileSync(at('for-cleo.gloss'), at('cleo.gloss'));
  const cleo = await launchGlossator({ home: homeOf(folder, 'Cleo'), projectPath: at('cleo.gloss') });
  const cleos = await cleo.window();
  await expect(cleos.getByRole('document', { name: TITLE })).toBeVisible();
  await annotate(cleos, CLEO);
  await returnWork(cleo, cleos, at('from-cleo.gloss'));
  await cleo.app.close();

  for (const file of ['from-cleo.gloss', 'from-ben.gloss']) await merge(ana, page, at(file));
  const { annotations } = await callWorkbench(page, 'annotations.page', { limit: 100 });
  const inWindow = annotations.map(({ id, spans }) => `${id} ${spans[0]?.quote}`).sort();
  expect(inWindow).toHaveLength(9);
  const returned = [at('from-ben.gloss'), at('from-cleo.gloss')];
  expect(await mergedInOrder(folder, at('for-cleo.gloss'), returned)).toEqual(inWindow);
  expect(await mergedInOrder(folder, at('for-cleo.gloss'), [...returned].reverse())).toEqual(inWindow);

  await runByName(page, 'Agreement');
  const sheet = page.locator('[data-pane="page"]');
  await expect(sheet.getByRole('button', { name: /^Ana and Ben, 1 shared document: 0\.\d\d/ })).toBeVisible();
  await sheet.getByRole('button', { name: 'Claim and Actor: 1 passage. Show them' }).focus();
  await page.keyboard.press('Enter');
  const passages = sheet.getByRole('region', { name: 'Passages' });
  await expect(passages.getByRole('listitem')).toContainText('prices had fallen');
  await passages.getByRole('listitem').getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-pane="inspector"]').getByRole('blockquote')).toHaveText(
    'prices had fallen',
  );

  await page.keyboard.press('Control+Shift+R');
  await expect(current(page)).toContainText('minister');
  await page.keyboard.press('1');
  await expect(current(page)).toContainText('prices had fallen');
  await page.keyboard.press('r');
  await page.keyboard.type('Said, not done');
  await page.keyboard.press('Enter');
  await page.keyboard.press('1');
  await expect(current(page)).toContainText('the envoy');
  await page.keyboard.press('x');
  await page.keyboard.press('b');
  await page.getByRole('button', { name: 'Accept 1 passage' }).click();
  await expect(page.getByText('All of it is decided')).toBeVisible();
  await page.keyboard.press('Escape');

  const jsonl = await exportAdjudicated(ana, page, /^Glossator JSONL/, at('adjudicated.jsonl'));
  const saidBy = jsonl
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ record }) => record === 'annotation')
    .map(({ saidBy: people }) => people.length);
  expect(saidBy.sort()).toEqual([1, 2, 3]);
  const csv = await exportAdjudicated(ana, page, /^Quotations, as a table/, at('adjudicated.csv'));
  expect(csv).toContain('Said, not done');

  await send(ana, page, at('back.gloss'));
  await merge(ben, bens, at('back.gloss'));
  const inspector = bens.locator('[data-pane="inspector"]');
  await inspector
    .getByRole('option', { name: /prices had fallen/ })
    .filter({ hasText: 'Actor' })
    .click();
  await expect(inspector).toContainText('Rejected');
  await expect(inspector).toContainText('Said, not done');
  await expect(inspector).toContainText('In its place stands');
  await bens.keyboard.press('m');
  await bens.keyboard.type('Agreed: it is a claim.');
  await bens.keyboard.press('Control+Enter');
  await expect(inspector.getByText('Agreed: it is a claim.')).toBeVisible();
  await returnWork(ben, bens, at('answer.gloss'));
  await merge(ana, page, at('answer.gloss'));
  // What she looked at last stands there still: what Ben said of the passage is beside it.
  const answered = page.locator('[data-pane="inspector"]');
  await expect(answered.getByRole('blockquote')).toHaveText('prices had fallen');
  await answered.getByRole('button', { name: /^Actor\s+prices had fallen/ }).click();
  await expect(answered.getByText('Agreed: it is a claim.')).toBeVisible();
});
