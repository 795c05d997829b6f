import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './app.ts';
import { answerDialogs } from './passages.ts';
import { startProject } from './projects.ts';
import { callWorkbench } from './workbench.ts';

const STORY = 'Ana met Bo in Minsk. Bo was late, and Ana had left.';

test('annotations of the Web that come without their texts are placed on documents that are here, or ask which', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder });
  const write = (name: string, content: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const texts = [
    write('one.txt', STORY),
    write('two.txt', `${STORY} And so on.`),
    write('report.txt', 'A short report.'),
  ];
  await callWorkbench(page, 'import.run', {
    files: texts.map((file) => ({ path: file, metadata: { title: path.basename(file, '.txt') } })),
  });
  const on = (source: string, exact: string, index: number) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:example:${index}`,
    type: 'Annotation',
    motivation: 'tagging',
    body: { type: 'TextualBody', purpose: 'tagging', value: 'Claim' },
    target: { source, selector: { type: 'TextQuoteSelector', exact } },
  });
  const passages = [
    on('https://example.org/report', 'short', 1),
    on('https://example.org/page/7', 'Bo was late, and Ana had left', 2),
    on('https://example.org/gone', 'words that stand in no document', 3),
  ];
  const set = write('set.json', JSON.stringify(passages));

  await answerDialogs(glossator, { open: [set] });
  await page.keyboard.press('Control+i');
  const dialog = page.getByRole('dialog', { name: 'Import' });
  const table = dialog.getByRole('table', { name: /Texts that are not in the file/ });
  await expect(table.getByRole('row', { name: /report/ })).toContainText('by its file name');
  await expect(table.getByRole('row', { name: /gone/ })).toContainText('in no document here');
  const asked = table.getByRole('row', { name: /page\/7/ });
  await expect(asked).toContainText('could be any of 2');
  await asked.getByRole('button').click();
  await page.getByRole('option', { name: 'two', exact: true }).click();
  await expect(asked).toContainText('as chosen');
  await dialog.getByRole('button', { name: /^Import/ }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toBeVisible();
  await expect
    .poll(async () =>
      (await callWorkbench(page, 'documents.list', {}))
        .map(({ title, annotations }) => `${title} ${annotations}`)
        .sort(),
    )
    .toEqual(['one 0', 'report 1', 'two 1']);
});
