import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron as electron, type Page } from '@playwright/test';
import { resolveElectron } from './electron/resolve.mjs';
const FOLDER = '/tmp/shots'; mkdirSync(FOLDER, { recursive: true });
const SIZES = [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }];
const home = mkdtempSync(path.join(tmpdir(), 'glossator-screenshots-'));
const { executablePath, args } = await resolveElectron({ log: () => undefined });
const app = await electron.launch({ executablePath, args: [...args, `--user-data-dir=${home}`, '--sample'], chromiumSandbox: !args.includes('--no-sandbox') });
async function show(page: Page, theme: 'light' | 'dark', size: { width: number; height: number }) {
  await page.evaluate((chosen) => window.glossator.setTheme({ theme: chosen }), theme);
  const frame = await app.browserWindow(page);
  await frame.evaluate((shown, { width, height }) => shown.setContentSize(width, height), size);
  await page.waitForFunction(([chosen, width]) => document.documentElement.dataset.theme === chosen && innerWidth === width, [theme, size.width] as const);
}
const page = await app.firstWindow();
page.setDefaultTimeout(15000);
await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
async function run(words: string) { await page.keyboard.press('Control+k'); await page.getByRole('dialog').getByRole('combobox').fill(words); await page.getByRole('dialog').getByRole('option').first().waitFor(); await page.keyboard.press('Enter'); }
let mode = '';
const shot = async (name: string) => { await page.waitForTimeout(250); await page.screenshot({ path: `${FOLDER}/${name}-${mode}.png`, animations: 'disabled' }); };
const codeRow = (n: RegExp) => page.locator('[data-pane="codebook"]').getByRole('row', { name: n }).first();
const steps: Record<string, () => Promise<void>> = {
  newcode: async () => { await page.keyboard.press('Control+Shift+N'); await page.getByRole('dialog').getByRole('textbox').first().fill('Harbour'); },
  editcode: async () => { await codeRow(/^Claim/).click({ button: 'right' }); await page.getByRole('menuitem', { name: /^Definition, attributes/ }).click(); },
  splitcode: async () => { await codeRow(/^Claim/).click({ button: 'right' }); await page.getByRole('menuitem', { name: 'Split …' }).click(); await page.getByRole('dialog').getByRole('textbox').first().fill('Promise'); },
  definitions: async () => { await run('Definition of'); },
  keys: async () => { await page.keyboard.press('?'); },
  fields: async () => { await run('Document fields'); },
  entity: async () => { await page.locator('[data-pane="entities"]').getByRole('option').first().dblclick(); },
  memos: async () => { await run('Memos'); },
  progress: async () => { await run('Progress'); },
  impcodebook: async () => { await run('Export the codebook'); },
  chosen: async () => { await page.locator('[data-pane="documents"]').getByRole('option').first().click(); await page.waitForTimeout(800); await page.keyboard.press('Control+3'); await page.keyboard.press('Escape'); const list = page.getByRole('listbox', { name: 'Annotations of the document' }); await list.focus(); await page.keyboard.press('ArrowDown'); await page.keyboard.press('Shift+ArrowDown'); await page.keyboard.press('Shift+ArrowDown'); },
  linkmany: async () => { await page.getByRole('toolbar', { name: 'Chosen annotations' }).getByRole('button', { name: 'Link …' }).click(); },
};
await page.locator('[data-pane="documents"]').getByRole('option').first().click();
await page.waitForTimeout(1000);
const wanted = process.argv.slice(2);
for (const theme of ['light', 'dark'] as const) for (const size of SIZES) {
  if ((theme === 'dark') === (size.width === 1280)) continue;
  mode = `${theme}-${size.width}`;
  await show(page, theme, size);
  for (const [name, step] of Object.entries(steps)) {
    if (wanted.length && !wanted.includes(name)) continue;
    try { await step(); await shot(name); } catch (e) { console.log(name, String(e).slice(0, 300)); await shot(name + '-FAILED'); }
    if (name !== 'chosen') { await page.keyboard.press('Escape'); await page.keyboard.press('Escape'); await page.keyboard.press('Escape'); }
  }
}
await app.close(); rmSync(home, { recursive: true, force: true });
