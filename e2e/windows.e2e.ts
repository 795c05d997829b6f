import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { resolveElectron } from '../scripts/electron/resolve.mjs';
import { expect, type Glossator, ready, shellState, test } from './app.ts';
import { answerDialogs } from './passages.ts';
import { callWorkbench } from './workbench.ts';

/** Starts the program a second time, as a double click on a file does; resolves to the exit status. */
async function startAgain(home: string, args: readonly string[]): Promise<number | null> {
  const { executablePath, args: own } = await resolveElectron({ log: () => undefined });
  const child = spawn(executablePath, [...own, `--user-data-dir=${home}`, ...args], { stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

async function makeProject(page: Page, file: string, name: string): Promise<void> {
  const answer = await page.evaluate((input) => window.glossator.newProject(input), { path: file, name });
  expect(answer).toEqual({ ok: true, value: { outcome: 'opening' } });
}

const isOpen = (page: Page) => expect.poll(async () => (await shellState(page)).project.status).toBe('open');

const titles = (glossator: Glossator) =>
  glossator.inMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => window.getTitle())
      .sort(),
  );

test('a window without a project shows the start screen, and makes a project', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  await expect(page.getByRole('heading', { name: 'Glossator' })).toBeVisible();
  await makeProject(page, path.join(folder, 'one.gloss'), 'One');
  await isOpen(page);
  expect(await titles(glossator)).toEqual(['One — Glossator']);
  expect((await page.evaluate(() => window.glossator.recentProjects())) as object).toMatchObject({
    ok: true,
    value: [{ name: 'One', path: path.join(folder, 'one.gloss'), missing: false }],
  });
});

test('a file that is open comes to the front, also through a link and from a second start', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  const file = path.join(folder, 'one.gloss');
  const link = path.join(folder, 'link.gloss');
  await makeProject(page, file, 'One');
  await isOpen(page);
  symlinkSync(file, link);
  for (const same of [file, link]) {
    expect(await page.evaluate((to) => window.glossator.openProject({ path: to }), same)).toEqual({
      ok: true,
      value: { outcome: 'focused' },
    });
  }
  expect(await startAgain(glossator.home, [link])).toBe(0);
  expect(await glossator.hostPids()).toHaveLength(1);

  const second = glossator.app.waitForEvent('window');
  await makeProject(page, path.join(folder, 'two.gloss'), 'Two');
  await isOpen(await ready(await second));
  expect(await titles(glossator)).toEqual(['One — Glossator', 'Two — Glossator']);
  expect(await glossator.hostPids()).toHaveLength(2);
});

test('a window that says nothing of being painted while it is hidden is shown all the same', async ({
  launchGlossator,
  folder,
}) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  await makeProject(page, path.join(folder, 'one.gloss'), 'One');
  await isOpen(page);
  await glossator.inMain(({ app }) =>
    app.once('browser-window-created', (_event, window) => {
      const emit = window.emit.bind(window);
      window.emit = (name: string, ...rest: unknown[]) => name !== 'ready-to-show' && emit(name, ...rest);
    }),
  );
  const second = glossator.app.waitForEvent('window');
  await makeProject(page, path.join(folder, 'two.gloss'), 'Two');
  await ready(await second);
  await expect
    .poll(() =>
      glossator.inMain(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isVisible()),
      ),
    )
    .toEqual([true, true]);
});

test('two requests for one file at once open it once', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  const file = path.join(folder, 'one.gloss');
  await makeProject(page, file, 'One');
  await isOpen(page);
  await page.evaluate(() => window.glossator.leaveProject());
  const outcomes = await page.evaluate(
    (to) => Promise.all([1, 2, 3].map(() => window.glossator.openProject({ path: to }))),
    file,
  );
  expect(outcomes.map((answer) => (answer.ok ? answer.value.outcome : answer.error.code))).toEqual([
    'opening',
    'focused',
    'focused',
  ]);
  await isOpen(page);
  expect(await glossator.hostPids()).toHaveLength(1);
});

test('a file that another process has open is refused in so many words, and can be tried again', async ({
  launchGlossator,
  folder,
}) => {
  const file = path.join(folder, 'one.gloss');
  const first = await launchGlossator();
  const firstPage = await first.window();
  await makeProject(firstPage, file, 'One');
  await isOpen(firstPage);

  const second = await launchGlossator({ projectPath: file });
  const page = await second.window();
  await expect
    .poll(async () => (await shellState(page)).project)
    .toMatchObject({
      status: 'failed',
      error: { code: 'project-in-use' },
    });
  await expect(page.getByRole('heading', { name: 'The project could not be opened' })).toBeVisible();

  await first.quit();
  await page.getByRole('button', { name: 'Try again' }).click();
  await isOpen(page);
});

test('what is no project is refused in so many words', async ({ launchGlossator, folder }) => {
  const file = path.join(folder, 'letter.gloss');
  writeFileSync(file, 'Dear Sir or Madam');
  const glossator = await launchGlossator({ projectPath: file });
  const page = await glossator.window();
  await expect
    .poll(async () => (await shellState(page)).project)
    .toMatchObject({
      status: 'failed',
      error: { code: 'project-not-gloss' },
    });
});

test('place, theme and size are as they were left', async ({ launchGlossator, folder }) => {
  const file = path.join(folder, 'one.gloss');
  const bounds = { x: 60, y: 40, width: 900, height: 640 };
  const first = await launchGlossator();
  const page = await first.window();
  await makeProject(page, file, 'One');
  await isOpen(page);
  await page.evaluate(() => window.glossator.setTheme({ theme: 'dark' }));
  await page.evaluate(() => window.glossator.setZoom({ zoom: 1.25 }));
  await first.inMain(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
  await first.quit();

  const again = await launchGlossator({ projectPath: file, home: first.home });
  const reopened = await again.window();
  const place = () => again.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await expect.poll(place).toEqual(bounds);
  expect((await shellState(reopened)).settings).toEqual({ theme: 'dark', zoom: 1.25 });
  expect(await reopened.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  expect(
    await again.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor()),
  ).toBe(1.25);
});

test('a damaged state file is kept aside, and the program starts', async ({ launchGlossator }) => {
  const first = await launchGlossator();
  await first.window();
  await first.quit();
  writeFileSync(path.join(first.home, 'state.json'), '{"version":1,"theme":');
  const again = await launchGlossator({ home: first.home });
  await again.window();
  expect(readdirSync(first.home).filter((name) => name.startsWith('state.damaged-'))).toHaveLength(1);
});

test('the sample project is made on first use and then opened as it was left', async ({
  launchGlossator,
}) => {
  const first = await launchGlossator({ args: ['--sample'] });
  const page = await first.window();
  await isOpen(page);
  const { project } = await shellState(page);
  expect(project).toMatchObject({ path: path.join(first.home, 'sample', 'Sample.gloss') });
  await first.quit();
  const again = await launchGlossator({ args: ['--sample'], home: first.home });
  const reopened = await again.window();
  await isOpen(reopened);
  expect((await shellState(reopened)).project).toEqual(project);
});

test('of a damaged project what can be read is recovered into a new file, from the window', async ({
  launchGlossator,
  folder,
}) => {
  const file = path.join(folder, 'field notes.gloss');
  const into = path.join(folder, 'saved.gloss');
  const first = await launchGlossator();
  const firstPage = await first.window();
  await makeProject(firstPage, file, 'Field notes');
  await isOpen(firstPage);
  await callWorkbench(firstPage, 'codes.create', { name: 'Kept code', parentId: null });
  await first.quit();
  // The page that holds the head of the schema is lost.
  const bytes = readFileSync(file);
  const damaged = Buffer.from(bytes).fill(0xff, 100, 4096);
  writeFileSync(file, damaged);

  const glossator = await launchGlossator({ projectPath: file });
  await answerDialogs(glossator, { save: into });
  const page = await glossator.window();
  await expect(page.getByRole('heading', { name: 'The project could not be opened' })).toBeVisible();
  await page.getByRole('button', { name: 'Recover into a new file …' }).click();
  await isOpen(page);
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Recovered:');
  await expect(page.getByRole('treegrid').getByRole('row', { name: /Kept code/ })).toBeVisible();
  expect(readFileSync(file).equals(damaged)).toBe(true);
});
