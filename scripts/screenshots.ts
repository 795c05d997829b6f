import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { resolveElectron } from './electron/resolve.mjs';

/** `npm run screenshots`: takes the pictures of the README and the guide from the sample project, into docs/images. */

const FOLDER = path.resolve(import.meta.dirname, '../docs/images');
const SIZE = { width: 1280, height: 800 };

async function show(app: ElectronApplication, page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((chosen) => window.glossator.setTheme({ theme: chosen }), theme);
  const frame = await app.browserWindow(page);
  await frame.evaluate((shown, { width, height }) => shown.setContentSize(width, height), SIZE);
  await page.waitForFunction(
    ([chosen, width]) => document.documentElement.dataset.theme === chosen && innerWidth === width,
    [theme, SIZE.width] as const,
  );
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
  console.log(`docs/images/${name}.png`);
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('option', { name: /River still low/ }).click();
  await page.waitForFunction(() => performance.getEntriesByName('glossator:document-painted').length > 0);
}

mkdirSync(FOLDER, { recursive: true });
const home = mkdtempSync(path.join(tmpdir(), 'glossator-screenshots-'));
const { executablePath, args } = await resolveElectron({ log: () => undefined });
const app = await electron.launch({
  executablePath,
  args: [...args, `--user-data-dir=${home}`, '--sample'],
  chromiumSandbox: !args.includes('--no-sandbox'),
});
try {
  const page = await app.firstWindow();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  for (const theme of ['light', 'dark'] as const) {
    await show(app, page, theme);
    await openSample(page);
    await page.getByRole('listbox', { name: 'Annotations in view' }).getByRole('option').first().click();
    await page.locator('[data-pane="inspector"]').getByText('History').first().waitFor();
    await shoot(page, `reading-${theme}`);
    await page.keyboard.press('Escape');
  }
  await show(app, page, 'light');
  await page.keyboard.press('Control+e');
  await page.getByRole('list', { name: 'First lines of the file' }).waitFor();
  await shoot(page, 'export');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').first().waitFor();
  await shoot(page, 'palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+R');
  await page
    .getByRole('button', { name: /^Accept/ })
    .first()
    .waitFor();
  await shoot(page, 'review');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Agreement');
  await page.keyboard.press('Enter');
  await page.getByText('Pairs of people').waitFor();
  await shoot(page, 'agreement');
  await page.keyboard.press('Control+Shift+F');
  await page.getByRole('textbox', { name: 'Search for' }).fill('river OR rain*');
  await page.getByText(/passages in \d+ documents/).waitFor();
  await shoot(page, 'search');
} finally {
  await app.close();
  rmSync(home, { recursive: true, force: true });
}
