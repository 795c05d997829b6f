import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { resolveElectron } from '../../scripts/electron/resolve.mjs';

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** milliseconds from the creation of main's process until the first screen could be used */
  readonly startMs: number;
  close(): Promise<void>;
}

const SIZE = { width: 1280, height: 800 };

/** Starts the real application on a project, at 1280×800, and waits until it can be used. */
export async function startApp(home: string, projectPath: string): Promise<RunningApp> {
  const { executablePath, args } = await resolveElectron({ log: () => undefined });
  const app = await electron.launch({
    executablePath,
    args: [...args, `--user-data-dir=${home}`, projectPath],
    chromiumSandbox: !args.includes('--no-sandbox'),
  });
  const page = await app.firstWindow();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  const readyAt = await page.evaluate(() => {
    const [mark] = performance.getEntriesByName('glossator-ready');
    return performance.timeOrigin + (mark?.startTime ?? Number.NaN);
  });
  const createdAt = await app.evaluate(() => process.getCreationTime() ?? Number.NaN);
  const window = await app.browserWindow(page);
  await window.evaluate((shown, { width, height }) => shown.setContentSize(width, height), SIZE);
  return { app, page, startMs: readyAt - createdAt, close: () => app.close() };
}

/** Memory of all the application's processes in MB, as the system counts their resident pages. */
export async function memoryOf({ app }: RunningApp): Promise<number> {
  const kilobytes = await app.evaluate(({ app: running }) =>
    running.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  );
  return kilobytes / 1024;
}
