import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { startProject } from './projects.ts';

function chapter(of: string): string {
  return Array.from({ length: 300 }, (_, i) => `${of} ${i + 1}. ${'The river rises. '.repeat(9)}`).join(
    '\n\n',
  );
}

/** The number of the first paragraph that is in view. */
const firstInView = (page: Page) =>
  page.evaluate(() => {
    const top = document.querySelector('[data-part="pane"]')?.getBoundingClientRect().top ?? 0;
    const blocks = [...(document.querySelector('[data-part="text"]')?.children ?? [])];
    const block = blocks.find((each) => each.getBoundingClientRect().bottom > top + 4);
    return Number(/\d+/.exec(block?.textContent ?? '')?.[0] ?? 0);
  });

const documentRow = (page: Page, name: string) =>
  page.locator('[data-pane="documents"]').getByRole('option', { name });

test('each document opens where it was left, also after a restart', async ({ launchGlossator, folder }) => {
  const texts = { 'First.txt': chapter('Morning'), 'Second.txt': chapter('Evening') };
  const home = path.join(folder, 'home');
  let glossator = await launchGlossator({ home });
  let page = await startProject(glossator, { folder, texts });
  await documentRow(page, 'First').click();
  await expect.poll(() => firstInView(page)).toBe(1);
  await page.locator('[data-part="text"]').click();
  for (let i = 0; i < 12; i++) await page.keyboard.press('PageDown');
  await expect.poll(() => firstInView(page)).toBeGreaterThan(15);
  let left = 0;
  await expect
    .poll(async () => {
      const before = left;
      left = await firstInView(page);
      return left === before;
    })
    .toBe(true);

  await documentRow(page, 'Second').click();
  await expect(page.locator('[data-part="text"]')).toContainText('Evening 1.');
  await expect.poll(() => firstInView(page)).toBe(1);
  await documentRow(page, 'First').click();
  await expect.poll(() => firstInView(page)).toBe(left);

  await glossator.quit();
  glossator = await launchGlossator({ home, projectPath: path.join(folder, 'project.gloss') });
  page = await glossator.window();
  await expect.poll(() => firstInView(page)).toBe(left);
});
