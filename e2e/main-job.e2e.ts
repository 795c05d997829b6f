import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Glossator, test } from './app.ts';
import { answerDialogs, selectPassage, tagWith } from './passages.ts';
import { callWorkbench } from './workbench.ts';

/**
 * The whole main job on real pages: import, tag, leave, come back, undo across the restart, export, and read the
 * export into another project. The pages are those shared with the developers where they are there, else two written here.
 */

const CORPUS = path.resolve(import.meta.dirname, '../../shared/corpus');

const STAND_IN: Readonly<Record<string, string>> = {
  'first.txt': [
    'Lakes council meets',
    '[A photograph of the council, by the council]',
    'Lukashenko said on Monday: “The dam stays shut until spring.” The council had asked for more. It will ask again in May.',
    'Subscribe to our newsletter to read the rest.',
  ].join('\n\n'),
  'second.txt': [
    'What Lukashenka wants',
    'Lukashenka has asked for a seat. “Nobody talks without us,” he wrote. The others did not answer.',
    'photo: the archive',
  ].join('\n\n'),
};

interface Passages {
  readonly file: string;
  readonly actor: string;
  /** a quotation and the claim that it stands in */
  readonly nested: readonly [string, string] | null;
  readonly overlapping: readonly [string, string] | null;
  readonly boilerplate: string;
}

/** What is to be tagged, found by shape: the same steps serve any page. */
function passagesOf(file: string, text: string): Passages {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const pick = (what: string, pattern: RegExp) => {
    for (const line of lines) {
      const found = pattern.exec(line)?.[0];
      if (found) return found;
    }
    throw new Error(`${file} holds no ${what}`);
  };
  const sentences = (line: string) =>
    [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(line)].map(({ segment }) => segment);
  const quoting = lines.find((line) => /[“"][^”"]{8,}[”"]\s+\S+/.test(line)) ?? '';
  const quotation = /[“"][^”"]{8,}[”"]/.exec(quoting)?.[0];
  const long = lines.map(sentences).find((parts) => parts.length >= 3);
  return {
    file,
    actor: pick('spelling of the name', /Lukashenk[ao]/),
    nested: quotation === undefined ? null : [quotation, quoting.trim()],
    overlapping: long ? [long.slice(0, 2).join('').trim(), long.slice(1, 3).join('').trim()] : null,
    boilerplate: pick('boilerplate', /^\[.*|^photo:.*|Subscribe.*|^.* \[.*\]$/i),
  };
}

function pages(folder: string): readonly string[] {
  const shared = existsSync(CORPUS)
    ? readdirSync(CORPUS)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => path.join(CORPUS, name))
    : [];
  if (shared.length >= 2) return shared;
  return Object.entries(STAND_IN).map(([name, text]) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}

async function importFiles(glossator: Glossator, page: Page, files: readonly string[]): Promise<void> {
  await answerDialogs(glossator, { open: files });
  await page.keyboard.press('Control+i');
  await page.getByRole('button', { name: /^Import \d+ files?$/ }).click();
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(page.locator('[data-part="text"]')).toContainText(/\S/);
}

async function exportAs(glossator: Glossator, page: Page, format: RegExp, file: string): Promise<string> {
  await answerDialogs(glossator, { save: file });
  await page.keyboard.press('Control+e');
  await page.getByRole('radio', { name: format }).check({ force: true });
  await page.getByRole('button', { name: 'Export …' }).click();
  await expect(page.getByText(/annotations? exported\./)).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  return readFileSync(file, 'utf8');
}

async function quotes(page: Page): Promise<readonly string[]> {
  const { annotations } = await callWorkbench(page, 'annotations.page', { limit: 1_000 });
  return annotations.map(({ spans }) => spans.map(({ quote }) => quote).join(' … ')).sort();
}

/** Without ids, dates and the checksum over them: what two projects with the same content share. */
function comparable(exported: string): string {
  return exported
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'DATE')
    .replace(/("record":"end".*"sha256":")[0-9a-f]{64}/, '$1CHECKSUM');
}

async function openDocumentOf(page: Page, passages: Passages): Promise<void> {
  const documents = await callWorkbench(page, 'documents.list', {});
  const title = documents.find(({ fileName }) => fileName === path.basename(passages.file))?.title ?? '';
  await page.locator('[data-pane="documents"]').getByRole('option', { name: title }).click();
  await expect(page.getByRole('document', { name: title })).toBeVisible();
}

test('import, tag, quit, start again, undo and redo, export, and back into another project', async ({
  folder,
  launchGlossator,
}) => {
  test.setTimeout(180_000);
  const home = path.join(folder, 'home');
  const project = path.join(folder, 'talks.gloss');
  let glossator = await launchGlossator({ home });
  await answerDialogs(glossator, { save: project });
  let page = await glossator.window();
  await page.getByRole('button', { name: /^New project/ }).click();
  await expect(page.locator('[data-pane="documents"]')).toBeVisible();

  const files = pages(folder);
  await importFiles(glossator, page, files);
  const all = files.map((file) => passagesOf(file, readFileSync(file, 'utf8')));
  expect(new Set(all.map(({ actor }) => actor))).toEqual(new Set(['Lukashenka', 'Lukashenko']));

  const expected: string[] = [];
  const tagPassage = async (passage: string, code: string) => {
    await selectPassage(page, passage);
    await tagWith(page, code);
    expected.push(passage);
    await expect.poll(() => quotes(page)).toEqual([...expected].sort());
  };
  for (const passages of all) {
    await openDocumentOf(page, passages);
    await tagPassage(passages.actor, 'Actor');
    if (passages.nested) {
      await tagPassage(passages.nested[1], 'Claim');
      await tagPassage(passages.nested[0], 'Quotation');
    }
    await tagPassage(passages.boilerplate, 'Boilerplate');
    for (const overlapping of passages.overlapping ?? []) await tagPassage(overlapping, 'Claim');
  }
  expect(all.some(({ overlapping }) => overlapping !== null)).toBe(true);
  expect(all.some(({ nested }) => nested !== null)).toBe(true);

  await glossator.quit();
  glossator = await launchGlossator({ home, projectPath: project });
  page = await glossator.window();
  expect(await quotes(page)).toEqual([...expected].sort());
  await expect(page.locator('[data-part="text"]')).toContainText(/\S/);

  const last = expected.at(-1) ?? '';
  const without = [...expected].slice(0, -1).sort();
  await page.keyboard.press('Control+z');
  await expect.poll(() => quotes(page)).toEqual(without);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => quotes(page)).toEqual([...expected].sort());
  expect(last).not.toBe('');

  const jsonlFile = path.join(folder, 'talks.jsonl');
  const jsonl = await exportAs(glossator, page, /JSONL/, jsonlFile);
  const csv = await exportAs(glossator, page, /^Quotations, as a table/, path.join(folder, 'talks.csv'));
  expect(csv.split('\r\n').filter((line) => line !== '').length).toBeGreaterThan(expected.length);
  await glossator.quit();

  const second = path.join(folder, 'again.gloss');
  glossator = await launchGlossator({ home: path.join(folder, 'other-home') });
  await answerDialogs(glossator, { save: second });
  page = await glossator.window();
  await page.getByRole('button', { name: /^New project/ }).click();
  await expect(page.locator('[data-pane="documents"]')).toBeVisible();
  await importFiles(glossator, page, [jsonlFile]);
  expect(await quotes(page)).toEqual([...expected].sort());
  const jsonlAgain = await exportAs(glossator, page, /JSONL/, path.join(folder, 'again.jsonl'));
  const csvAgain = await exportAs(glossator, page, /^Quotations, as a table/, path.join(folder, 'again.csv'));
  expect(comparable(jsonlAgain)).toBe(comparable(jsonl));
  expect(comparable(csvAgain)).toBe(comparable(csv));
});
