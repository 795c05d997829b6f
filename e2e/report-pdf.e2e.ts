import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { resolveElectron } from '../scripts/electron/resolve.mjs';
import { expect, test } from './app.ts';
import { answerDialogs } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const FILLING = Array.from(
  { length: 60 },
  (_, at) => `Paragraph ${at + 1} tells of nothing that anyone would tag here.`,
);
const TEXTS = {
  'market.txt': `Traders 😀 came early.\n\nЦены снизились.\n\nاجتمعت اللجنة في المدينة.\n\n${FILLING.join('\n\n')}`,
};
const CODES = { Actor: null, Claim: null };

/** The text of each page, without white space: where a line ends is the layout's affair. */
async function pagesOf(file: string): Promise<readonly string[]> {
  const loading = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 });
  const document = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join('');
    pages.push(text.normalize('NFKC').replace(/\s/g, ''));
  }
  await loading.destroy();
  return pages;
}

test('reports leave as PDF with numbered pages, in every script, from the dialog and from the command line', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder, texts: TEXTS, codes: CODES });
  const [document] = await callWorkbench(page, 'documents.list', {});
  const codes = await callWorkbench(page, 'codes.list', {});
  for (const [passage, name] of [
    ['Traders 😀', 'Actor'],
    ['Цены снизились', 'Claim'],
    ['اجتمعت اللجنة', 'Actor'],
  ] as const) {
    const start = TEXTS['market.txt'].indexOf(passage);
    await callWorkbench(page, 'annotations.tag', {
      documentId: document?.id ?? '',
      codeId: codes.find((code) => code.name === name)?.id ?? '',
      ranges: [{ start, end: start + passage.length }],
    });
  }
  const passages = path.join(folder, 'passages.pdf');
  await answerDialogs(glossator, { save: passages });
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'Report: passages by code (PDF)' }).check();
  await expect(dialog.getByText('The pages are laid out when they are exported.')).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'First lines of the file' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Export …' }).click();
  await expect(dialog.getByRole('status')).toContainText('3 annotations exported.');
  const [only, ...others] = await pagesOf(passages);
  expect(others).toEqual([]);
  for (const words of ['Lakes', 'Actor', 'Traders😀', 'Ценыснизились', '¶2', '1/1'])
    expect(only).toContain(words);
  // Readers of PDF give letters of this script in the order in which they stand on the page.
  const letters = (text: string) =>
    Array.from(text.replace(/[^\p{Script=Arabic}]/gu, ''))
      .sort()
      .join('');
  expect(letters(only ?? '')).toBe(letters('اجتمعت اللجنة'));
  await page.keyboard.press('Escape');

  // The same program without a window, while this one has the project open.
  const { executablePath, args } = await resolveElectron({ log: () => undefined });
  const texts = path.join(folder, 'texts.pdf');
  const { status, stdout } = spawnSync(
    executablePath,
    [
      ...args,
      `--user-data-dir=${path.join(folder, 'home of the command')}`,
      'export',
      path.join(folder, 'project.gloss'),
      ...['--format', 'pdf-text', '--out', texts, '--json'],
    ],
    { encoding: 'utf8' },
  );
  expect(JSON.parse(stdout)).toMatchObject({ annotations: 3 });
  expect(status).toBe(0);
  const pages = await pagesOf(texts);
  expect(pages.length).toBeGreaterThan(1);
  expect(pages[0]).toContain('Traders😀1cameearly');
  for (const [at, text] of pages.entries()) expect(text).toContain(`${at + 1}/${pages.length}`);
  expect(existsSync(`${texts}.manifest.json`)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
