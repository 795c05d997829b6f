import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './app.ts';
import { answerDialogs } from './passages.ts';
import { startProject, tagged } from './projects.ts';

test('a folder of brat is shown before it is imported, its labels become codes, and it leaves as WebAnno TSV', async ({
  launchGlossator,
  folder,
}) => {
  const set = path.join(folder, 'brat');
  mkdirSync(set);
  writeFileSync(path.join(set, 'talks.txt'), 'Ana 😀 met Bo in Minsk.\n');
  const lines = ['T1\tPER 0 3\tAna', 'T2\tPER 10 12\tBo', 'T3\tLOC 16 21\tMinsk', 'R1\tMet Arg1:T1 Arg2:T2'];
  writeFileSync(path.join(set, 'talks.ann'), `${lines.join('\n')}\n`);

  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder, codes: { Actor: 'a' } });
  await answerDialogs(glossator, { open: [set] });
  await page.keyboard.press('Control+i');
  const dialog = page.getByRole('dialog', { name: 'Import' });
  const holds = dialog.getByRole('region', { name: 'What brat holds' });
  await expect(holds).toContainText(/Annotations\s*3/);
  await expect(holds).toContainText(/Relations\s*1/);
  await holds.getByRole('combobox', { name: 'Code for PER' }).fill('Actor');
  await holds.getByRole('combobox', { name: 'Code for LOC' }).fill('Place / Town');
  await expect(holds.getByRole('row', { name: /^PER/ })).toContainText('here');
  await expect(holds.getByRole('row', { name: /^LOC/ })).toContainText('new');
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(dialog.getByRole('status')).toContainText('1 document imported, 3 annotations with them');
  await dialog.getByRole('button', { name: 'Read', exact: true }).click();
  expect((await tagged(page)).map(({ code, quote }) => [code, quote])).toEqual([
    ['Actor', 'Ana'],
    ['Actor', 'Bo'],
    ['Town', 'Minsk'],
  ]);

  const file = path.join(folder, 'talks.tsv');
  await answerDialogs(glossator, { save: file });
  await page.keyboard.press('Control+e');
  const exporting = page.getByRole('dialog', { name: 'Export' });
  await exporting.getByRole('radio', { name: /^WebAnno TSV/ }).check();
  await expect(exporting.getByRole('list', { name: 'First lines of the file' })).toContainText(
    '#FORMAT=WebAnno TSV 3.3',
  );
  await exporting.getByRole('button', { name: 'Export …' }).click();
  await expect(exporting.getByRole('status')).toContainText('3 annotations exported');
  const written = readFileSync(file, 'utf8');
  expect(written).toContain('#Text=Ana 😀 met Bo in Minsk.');
  expect(written).toMatch(/^1-6\t17-22\tMinsk\t.*Town/m);
  expect(JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))).toMatchObject({
    offsetUnit: 'utf16',
    annotations: 3,
  });
});
