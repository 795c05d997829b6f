import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generateProject } from '../bench/generate/project.ts';
import { expect, test } from './app.ts';
import { answerDialogs } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

/** So many that lines are made, and the file is read, in threads of their own. */
const DOCUMENTS = 30;
const ANNOTATIONS = 2_000;

let folder = '';
let project = '';

test.beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'glossator-large-'));
  project = path.join(folder, 'large.gloss');
  generateProject(project, path.join(folder, 'backups'), {
    seed: 5,
    people: 3,
    codes: 12,
    overlapDepth: 3,
    scripts: ['latin', 'cyrillic'],
    documents: Array.from({ length: DOCUMENTS }, () => ({ length: 30_000, annotations: ANNOTATIONS })),
  });
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a set of 60,000 annotations goes out as JSONL and into another project, which one undo empties', async ({
  launchGlossator,
  folder: own,
}) => {
  const annotations = (DOCUMENTS * ANNOTATIONS).toLocaleString('en');
  const file = path.join(own, 'large.jsonl');
  const giving = await launchGlossator({ projectPath: project });
  const from = await giving.window();
  await answerDialogs(giving, { save: file });
  await from.keyboard.press('Control+e');
  const dialog = from.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByRole('status')).toContainText(`${annotations} annotations`);
  await dialog.getByRole('button', { name: 'Export …' }).click();
  await expect(dialog.getByRole('status')).toContainText(`${annotations} annotations exported.`);
  await giving.quit();

  const taking = await launchGlossator();
  const page = await startProject(taking, { folder: own });
  await answerDialogs(taking, { open: [file] });
  await page.keyboard.press('Control+i');
  const intake = page.getByRole('dialog', { name: 'Import' });
  await intake.getByRole('button', { name: /^Import/ }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText(`${DOCUMENTS} documents imported`);
  const listed = await callWorkbench(page, 'documents.list', {});
  expect(listed.map((document) => document.annotations)).toEqual(
    Array.from({ length: DOCUMENTS }, () => ANNOTATIONS),
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => callWorkbench(page, 'documents.list', {})).toEqual([]);
});
