import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { runByName } from './commands.ts';
import { answerDialogs, selectPassage } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const TEXTS = { 'one.txt': 'The market\n\nTraders came early. Prices were said to fall. Nobody bought.' };
const CODES = { Actor: 'a', Claim: 'c' };

async function tag(page: Page, passage: string, key: string): Promise<void> {
  await selectPassage(page, passage);
  await page.keyboard.press(key);
  await expect(page.locator('[data-pane="inspector"]').getByRole('blockquote')).toHaveText(passage);
}

async function quotes(page: Page): Promise<readonly string[]> {
  const documents = await callWorkbench(page, 'documents.list', {});
  return documents.map(({ title, annotations }) => `${title} ${annotations}`);
}

test('a project goes out to two colleagues; what they return is previewed, merged in any order, and undone', async ({
  launchGlossator,
  folder,
}) => {
  test.slow();
  const a = await launchGlossator();
  const page = await startProject(a, { folder, texts: TEXTS, codes: CODES });
  await tag(page, 'Traders', 'a');
  const sent = path.join(folder, 'sent.gloss');
  await answerDialogs(a, { save: sent });
  await runByName(page, 'Send to a colleague');
  const sending = page.getByRole('dialog', { name: 'Send to a colleague' });
  expect(await findings(page)).toEqual([]);
  await sending.getByRole('button', { name: 'Send …' }).click();
  await expect(sending.getByRole('status')).toContainText('The file is written.');
  await sending.getByRole('button', { name: 'Close' }).last().click();

  const returned: string[] = [];
  for (const [name, passage, key] of [
    ['b', 'Prices were said to fall', 'c'],
    ['c', 'Nobody', 'a'],
  ] as const) {
    const project = path.join(folder, `${name}.gloss`);
    copyFileSync(sent, project);
    const colleague = await launchGlossator({ projectPath: project });
    const theirs = await colleague.window();
    await theirs.getByText('Traders came early').first().waitFor();
    await tag(theirs, passage, key);
    const file = path.join(folder, `returned-${name}.gloss`);
    await answerDialogs(colleague, { save: file });
    await runByName(theirs, 'Return my work');
    const returning = theirs.getByRole('dialog', { name: 'Return my work' });
    await returning.getByRole('button', { name: 'Return …' }).click();
    await expect(returning.getByRole('status')).toContainText('written.');
    await colleague.app.close();
    returned.push(file);
  }

  for (const [i, file] of [...returned].reverse().entries()) {
    await answerDialogs(a, { open: [file] });
    await runByName(page, 'Merge a colleague’s file');
    const merging = page.getByRole('dialog', { name: 'Merge a colleague’s file' });
    await expect(merging.getByRole('row', { name: /annotations/ })).toBeVisible();
    if (i === 0) expect(await findings(page)).toEqual([]);
    await merging.getByRole('button', { name: 'Merge', exact: true }).click();
    const merged = page.getByRole('dialog', { name: 'Merged' });
    await expect(merged.getByRole('status')).toContainText('One undo takes all of it back');
    await merged.getByRole('button', { name: 'Close' }).last().click();
    await expect.poll(async () => (await quotes(page))[0]?.endsWith(String(i + 2))).toBe(true);
  }
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await quotes(page))[0]?.endsWith('2')).toBe(true);
});
