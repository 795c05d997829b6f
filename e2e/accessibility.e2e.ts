import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { answerDialogs, selectPassage } from './passages.ts';
import { startProject } from './projects.ts';

const TEXTS = { 'one.txt': 'The market\n\nTraders came early. Prices were said to fall.' };
const CODES = { Actor: 'a', Claim: 'c' };

for (const theme of ['light', 'dark'] as const) {
  test(`no screen has a fault that axe can find, ${theme}`, async ({ launchGlossator, folder }) => {
    const glossator = await launchGlossator();
    const start = await glossator.window();
    await glossator.show(start, { width: 1280, height: 800 }, theme);
    const found: Record<string, readonly string[]> = { start: await findings(start) };
    const page = await startProject(glossator, { folder, texts: TEXTS, codes: CODES });
    const screen = async (name: string) => {
      found[name] = await findings(page);
    };
    const leave = async () => {
      await page.keyboard.press('Escape');
      await expect(page.locator('[role=dialog], [role=alertdialog], [role=menu]')).toHaveCount(0);
    };

    await selectPassage(page, 'Traders');
    await screen('selection');
    await page.keyboard.press('a');
    await expect(page.getByRole('blockquote')).toBeVisible();
    await screen('annotation');
    for (const [name, keys, role] of [
      ['codes', 'r', 'dialog'],
      ['commands', 'Control+k', 'dialog'],
      ['keys', 'F1', 'dialog'],
      ['new code', 'Control+Shift+N', 'dialog'],
      ['export', 'Control+e', 'dialog'],
    ] as const) {
      await page.keyboard.press(keys);
      await expect(page.getByRole(role)).toBeVisible();
      await screen(name);
      await leave();
    }
    await page.getByRole('row', { name: 'Claim, key c' }).click({ button: 'right' });
    await screen('menu of a code');
    await page.getByRole('menuitem', { name: /Delete/ }).click();
    await screen('delete a code');
    await leave();
    await page.getByRole('button', { name: /^Project/ }).click();
    await screen('menu of the project');
    await leave();
    writeFileSync(
      path.join(folder, 'two.html'),
      '<article><h1>Two</h1><p>Some text that is long enough.</p></article>',
    );
    await answerDialogs(glossator, {
      open: [path.join(folder, 'two.html'), path.join(folder, 'missing.txt')],
    });
    await page.keyboard.press('Control+i');
    await expect(page.getByRole('listbox', { name: /^Files/ })).toBeVisible();
    await screen('import');
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
  });
}

test('every pane is reached by F6, and nothing of the window is lost at its least size', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await startProject(glossator, { folder, texts: TEXTS, codes: CODES });
  await glossator.show(page, { width: 900, height: 600 });
  await page.keyboard.press('Control+3');
  const reached: (string | undefined)[] = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('F6');
    const here = () =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane);
    await expect.poll(here).not.toBe(reached.at(-1) ?? 'text');
    reached.push(await here());
  }
  expect(reached).toEqual(['inspector', 'documents', 'codebook', 'text']);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(900);
});
