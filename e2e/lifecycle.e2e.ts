import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Glossator, shellState, test } from './app.ts';
import { killAtOnce, stillRunning } from './processes.ts';
import { callWorkbench } from './workbench.ts';

/** The process of the one project that is open. */
async function onlyHost(glossator: Glossator): Promise<number> {
  await expect.poll(() => glossator.hostPids()).toHaveLength(1);
  const [pid] = await glossator.hostPids();
  if (!pid) throw new Error('the project has no process');
  return pid;
}

const isOpen = (page: Page) => expect.poll(async () => (await shellState(page)).project.status).toBe('open');

async function openNew(glossator: Glossator, file: string): Promise<Page> {
  const page = await glossator.window();
  await page.evaluate((to) => window.glossator.newProject({ path: to, name: 'One' }), file);
  await isOpen(page);
  return page;
}

async function createCodes(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await callWorkbench(page, 'codes.create', { name, parentId: null });
}

const codeNames = async (page: Page) =>
  (await callWorkbench(page, 'codes.list', {})).map(({ name }) => name).sort();

const NAMES = ['Actor', 'Claim', 'Event'];

test('a store process that is killed is reported and started again, with all that was acknowledged', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await openNew(glossator, path.join(folder, 'one.gloss'));
  await createCodes(page, NAMES);
  const before = await onlyHost(glossator);
  killAtOnce(before);
  await expect(
    page.getByText('The process that holds the project stopped and was started again.'),
  ).toBeVisible();
  await isOpen(page);
  expect(await codeNames(page)).toEqual(NAMES);
  expect(await onlyHost(glossator)).not.toBe(before);
  await createCodes(page, ['Position']);
  expect(await codeNames(page)).toEqual([...NAMES, 'Position']);
});

test('a store process that keeps dying is given up, and can be opened again by hand', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await openNew(glossator, path.join(folder, 'one.gloss'));
  await createCodes(page, NAMES);
  for (let crash = 0; crash < 4; crash++) {
    const pid = await onlyHost(glossator);
    killAtOnce(pid);
    await expect.poll(async () => (await glossator.hostPids()).includes(pid)).toBe(false);
  }
  await expect
    .poll(async () => (await shellState(page)).project)
    .toMatchObject({
      status: 'failed',
      error: { code: 'host-gone' },
    });
  await page.getByRole('button', { name: 'Try again' }).click();
  await isOpen(page);
  expect(await codeNames(page)).toEqual(NAMES);
});

test('no process outlives a main that is killed, and the next start finds everything', async ({
  launchGlossator,
  folder,
}) => {
  const file = path.join(folder, 'one.gloss');
  const glossator = await launchGlossator();
  await createCodes(await openNew(glossator, file), NAMES);
  const children = await glossator.kill();
  expect(children.length).toBeGreaterThan(0);
  await expect.poll(() => stillRunning(children)).toEqual([]);

  const again = await launchGlossator({ projectPath: file, home: glossator.home });
  const page = await again.window();
  await isOpen(page);
  expect(await codeNames(page)).toEqual(NAMES);
  expect(await callWorkbench(page, 'project.check', {})).toMatchObject({ ok: true });
});

test('main and store process killed at once lose nothing', async ({ launchGlossator, folder }) => {
  const file = path.join(folder, 'one.gloss');
  const glossator = await launchGlossator();
  await createCodes(await openNew(glossator, file), NAMES);
  killAtOnce(await onlyHost(glossator));
  const children = await glossator.kill();
  await expect.poll(() => stillRunning(children)).toEqual([]);

  const again = await launchGlossator({ projectPath: file, home: glossator.home });
  const page = await again.window();
  await isOpen(page);
  expect(await codeNames(page)).toEqual(NAMES);
});

test('a page that crashes is loaded again, with its project', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const page = await openNew(glossator, path.join(folder, 'one.gloss'));
  await createCodes(page, NAMES);
  const host = await onlyHost(glossator);
  await glossator.inMain(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => glossator.log().some(({ event }) => event === 'page-died')).toBe(true);
  await expect
    .poll(() =>
      glossator.inMain(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'document.documentElement.dataset.ready === "true" && document.title',
        ),
      ),
    )
    .toBeTruthy();
  expect(await onlyHost(glossator)).toBe(host);
});

test('quitting closes the projects of all windows in good order', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const page = await openNew(glossator, path.join(folder, 'one.gloss'));
  const second = glossator.app.waitForEvent('window');
  await page.evaluate((to) => window.glossator.newProject({ path: to }), path.join(folder, 'two.gloss'));
  await isOpen(await second);
  await glossator.quit();
  const events = glossator.log().map(({ event, details }) => `${event} ${details}`);
  expect(events.filter((line) => line === 'host-left {"code":0}')).toHaveLength(2);
  expect(events.at(-1)).toBe('quit {}');
});

test('a window with work under way asks before it closes', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const page = await openNew(glossator, path.join(folder, 'one.gloss'));
  await page.evaluate(() => window.glossator.reportBusy({ work: 'Importing 12 files' }));
  const answerWith = (response: number) =>
    glossator.inMain(({ dialog }, chosen) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBox = ((_window: unknown, options: { message: string }) => {
        asked.push(options.message);
        return Promise.resolve({ response: chosen, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
    }, response);
  const asked = () => glossator.inMain(() => (globalThis as unknown as { asked: string[] }).asked);

  await answerWith(0);
  await glossator.app.evaluate(({ app }) => app.quit());
  await expect.poll(asked).toEqual(['Importing 12 files is not finished.']);
  expect(await glossator.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

  await answerWith(1);
  await glossator.quit();
});
