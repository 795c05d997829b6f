import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { docxOf, epubOf, wordParagraph, wordRun } from '../src/formats/documents/testing/packed-samples.ts';
import { zipped } from '../src/formats/zip/testing/zipped.ts';
import { expect, test } from './app.ts';
import { selectPassage } from './passages.ts';
import { startProject, tagged } from './projects.ts';

test('a Word document and an archive with an e-book are dropped, shown, imported and tagged', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), { folder, codes: { Claim: 'c' } });
  const docx = path.join(folder, 'talks.docx');
  const archive = path.join(folder, 'press.zip');
  const broken = path.join(folder, 'broken.docx');
  const deleted = '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>';
  writeFileSync(
    docx,
    await docxOf(
      wordParagraph(wordRun('The talks'), '<w:pStyle w:val="1"/>') +
        wordParagraph(wordRun('The minister ') + deleted + wordRun('said that the bridge would open.')),
    ),
  );
  writeFileSync(
    archive,
    await zipped({
      'shelf/book.epub': await epubOf([
        { title: 'Dawn', body: '<p>The ferry left before it was light.</p>' },
      ]),
    }),
  );
  writeFileSync(broken, 'PK\u0003\u0004 and no more');

  const session = await page.context().newCDPSession(page);
  const drag = {
    x: 600,
    y: 400,
    data: { items: [], files: [docx, archive, broken], dragOperationsMask: 1 },
  };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...drag });
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog.getByRole('option', { name: /broken\.docx/ })).toContainText('damaged');
  await dialog.getByRole('option', { name: /The talks/ }).click();
  await expect(dialog.getByRole('region', { name: 'Preview of the text' })).toContainText(
    'The minister said that the bridge would open.',
  );
  await dialog.getByRole('button', { name: 'Import 2 files' }).click();
  await page.getByRole('button', { name: 'Read', exact: true }).click();

  const documents = page.locator('[data-pane="documents"]');
  for (const [title, passage] of [
    ['The talks', 'the bridge would open'],
    ['The Book', 'The ferry left'],
  ] as const) {
    await documents.getByRole('option', { name: title }).click();
    await selectPassage(page, passage);
    await page.keyboard.press('c');
    await expect(
      page.locator('[data-pane="inspector"]').getByRole('blockquote').filter({ hasText: passage }),
    ).toBeVisible();
  }
  expect((await tagged(page)).map(({ quote }) => quote).sort()).toEqual([
    'The ferry left',
    'the bridge would open',
  ]);
});
