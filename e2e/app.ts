import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
} from '@playwright/test';
import type Electron from 'electron';
import { hasDisplay, startVirtualDisplay } from '../scripts/display.mjs';
import { resolveElectron } from '../scripts/electron/resolve.mjs';
import type { ShellState } from '../src/contract/shell.ts';
import { killAtOnce, processTree, stillRunning } from './processes.ts';

export { expect } from '@playwright/test';

/** The annotation of a test whose application was started twice, since its first window never became usable. */
const REPEATED_START = 'repeated start';

export interface LaunchOptions {
  /** a project file to open; the start screen where absent */
  readonly projectPath?: string;
  /** further arguments of the application */
  readonly args?: readonly string[];
  /** user data; a folder of its own where absent. Give one again to start again as the same user. */
  readonly home?: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A running Glossator. What it starts is ended, and what it does wrong is told, when the test ends. */
export class Glossator {
  readonly app: ElectronApplication;
  readonly home: string;
  /** of main */
  readonly pid: number;
  readonly #faults: string[] = [];
  #expected: RegExp[] = [];
  #seen: readonly number[] = [];

  constructor(app: ElectronApplication, home: string) {
    this.app = app;
    this.home = home;
    this.pid = app.process().pid ?? 0;
    app.on('window', (page) => this.#watch(page));
    for (const page of app.windows()) this.#watch(page);
  }

  /** Waits until the first window is usable. */
  async window(): Promise<Page> {
    return ready(await this.app.firstWindow());
  }

  /** Console errors and refused requests that belong to the test: any other fails it. */
  expectFaults(...patterns: readonly RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** Console errors, uncaught exceptions and requests for anything but the program's own files, so far. */
  get faults(): readonly string[] {
    const refused = this.log()
      .filter(({ event }) => event === 'request-refused')
      .map(({ details }) => `request ${details}`);
    return [...this.#faults, ...refused].filter((fault) => !this.#expected.some((one) => one.test(fault)));
  }

  /** The lines of main's log. */
  log(): readonly { readonly event: string; readonly details: string }[] {
    return logOf(this.home);
  }

  /** Asks or sets something in main that may be asked or set twice: the inspector now and then lets go of an answer before it is sent. */
  async inMain<Input, Output>(
    task: (electron: typeof Electron, input: Input) => Output | Promise<Output>,
    input?: Input,
  ): Promise<Output> {
    const asked = () =>
      this.app.evaluate(task as Parameters<ElectronApplication['evaluate']>[0], input) as Promise<Output>;
    return asked().catch((thrown: unknown) => {
      if (thrown instanceof Error && thrown.message.includes('promise was garbage collected')) return asked();
      throw thrown;
    });
  }

  /** Process ids of the open projects' processes. */
  async hostPids(): Promise<readonly number[]> {
    return this.inMain(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ name, serviceName }) => [name, serviceName].includes('glossator-project'))
        .map(({ pid }) => pid),
    );
  }

  /** Sets the size of the window's content, and the theme where given. */
  async show(page: Page, { width, height }: Size, theme?: 'light' | 'dark'): Promise<void> {
    if (theme) await page.evaluate((chosen) => window.glossator.setTheme({ theme: chosen }), theme);
    const handle = await this.app.browserWindow(page);
    await handle.evaluate((window, [w, h]) => window.setContentSize(w, h), [width, height] as const);
    await expect
      .poll(() => page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight })))
      .toEqual({ width, height });
  }

  async screenshot(page: Page, file: string, size: Size, theme?: 'light' | 'dark'): Promise<void> {
    await this.show(page, size, theme);
    await page.screenshot({ path: file, animations: 'disabled' });
  }

  /** Quits as the menu does, and waits until every process has left. */
  async quit(): Promise<void> {
    const tree = processTree(this.pid);
    const left = this.app.waitForEvent('close');
    await this.app.evaluate(({ app }) => app.quit()).catch(() => undefined);
    await left;
    await expect.poll(() => stillRunning(tree)).toEqual([]);
  }

  /** Ends main as `kill -9` does. Resolves to the processes that it had started. */
  async kill(): Promise<readonly number[]> {
    const [, ...children] = processTree(this.pid);
    const left = this.app.waitForEvent('close');
    killAtOnce(this.pid);
    await left;
    return children;
  }

  noteProcesses(): void {
    this.#seen = [...new Set([...this.#seen, ...processTree(this.pid)])];
  }

  /** Ends whatever is left. */
  async reap(): Promise<void> {
    this.noteProcesses();
    if (stillRunning([this.pid]).length > 0) await this.app.close().catch(() => undefined);
    for (const pid of stillRunning(this.#seen)) killAtOnce(pid);
  }

  #watch(page: Page): void {
    this.noteProcesses();
    page.on('console', (message) => {
      if (message.type() === 'error') this.#faults.push(`console ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#faults.push(`exception ${error.message}`));
    page.on('request', (request) => {
      const address = request.url();
      if (!address.startsWith('app://glossator/') && !address.startsWith('data:image/')) {
        this.#faults.push(`request ${address}`);
      }
    });
  }
}

function isReady(): boolean {
  return document.documentElement.dataset.ready === 'true';
}

/** Waits until the page says that its first screen can be used. */
export async function ready(page: Page): Promise<Page> {
  await page.waitForFunction(isReady);
  return page;
}

/** What main knows of the page's window. */
export async function shellState(page: Page): Promise<ShellState> {
  const result = await page.evaluate(() => window.glossator.start());
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function logOf(home: string): readonly { readonly event: string; readonly details: string }[] {
  const lines = readFileSync(path.join(home, 'logs', 'main.log'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [, event = '', ...details] = line.split(' ');
    return { event, details: details.join(' ') };
  });
}

const HOLD = path.join(import.meta.dirname, 'hold-until-attached.cjs');

/** Milliseconds in which a first window has to be usable, on a machine however busy; most take one or two seconds. */
const START_LIMIT = 30_000;

async function start(options: LaunchOptions, home: string): Promise<readonly Glossator[]> {
  const first = await launch(options, home);
  const stuck = await describeStuckStart(first);
  if (stuck === null) return [first];
  // The summary of a run repeats annotations, so that a start that hangs is never passed over.
  test.info().annotations.push({ type: REPEATED_START, description: stuck });
  await first.reap();
  return [first, await launch(options, home)];
}

/** null where the first window is usable, or was closed. Else what the page and main say of it. */
async function describeStuckStart(glossator: Glossator): Promise<string | null> {
  const page = await glossator.app.firstWindow();
  const usable = page.waitForFunction(isReady, undefined, { timeout: START_LIMIT });
  const seen = await usable.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (seen === null || page.isClosed()) return null;
  const ofPage = withinSeconds(5, page.evaluate(describePage));
  const ofMain = withinSeconds(
    5,
    glossator.inMain(({ BrowserWindow, app }) => ({
      windows: BrowserWindow.getAllWindows().map((window) => ({
        address: window.webContents.getURL(),
        isLoading: window.webContents.isLoading(),
        isVisible: window.isVisible(),
      })),
      processes: app.getAppMetrics().map(({ type, cpu }) => `${type} ${cpu.percentCPUUsage}`),
    })),
  );
  return JSON.stringify({ page: await ofPage, main: await ofMain, log: glossator.log() });
}

function describePage() {
  return {
    address: location.href,
    state: document.readyState,
    visibility: document.visibilityState,
    isReady: document.documentElement.dataset.ready,
    marks: performance.getEntriesByType('mark').map(({ name, startTime }) => `${name} ${startTime | 0}`),
    text: document.body?.innerText.slice(0, 200),
  };
}

function withinSeconds<T>(seconds: number, answer: Promise<T>): Promise<T | string> {
  const patience = new Promise<string>((resolve) =>
    setTimeout(resolve, seconds * 1_000, `no answer in ${seconds} s`),
  );
  return Promise.race([answer.catch(String), patience]);
}

async function launch({ projectPath, args: more = [] }: LaunchOptions, home: string): Promise<Glossator> {
  const { executablePath, args } = await resolveElectron({ log: () => undefined });
  const app = await electron.launch({
    executablePath,
    args: ['-r', HOLD, ...args, `--user-data-dir=${home}`, ...more, ...(projectPath ? [projectPath] : [])],
    chromiumSandbox: !args.includes('--no-sandbox'),
    // Less than a test has, so that a start that hangs is told as one.
    timeout: 60_000,
    // The theme that the program chose, not one that Playwright would put on the page.
    colorScheme: null,
  });
  return new Glossator(app, home);
}

interface Fixtures {
  /** a folder of the test's own, without symbolic links in its name */
  folder: string;
  launchGlossator: (options?: LaunchOptions) => Promise<Glossator>;
}

interface WorkerFixtures {
  /** where there is no screen, a virtual one of the worker's own */
  display: undefined;
}

/** A test that can start Glossator, and fails where a page logs an error or asks for anything from elsewhere. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  // On one display the window of one worker comes to lie over the window of the other: that ends a drag, and the
  // pointer leaves what it rested on.
  display: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern which fixtures are wanted
    async ({}, use) => {
      const virtual = hasDisplay() ? null : await startVirtualDisplay();
      Object.assign(process.env, virtual?.env);
      await use(undefined);
      virtual?.stop();
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern which fixtures are wanted
  folder: async ({}, use) => {
    const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'glossator-e2e-')));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launchGlossator: async ({ folder }, use) => {
    const launched: Glossator[] = [];
    await use(async (options = {}) => {
      const home = options.home ?? path.join(folder, `home-${launched.length + 1}`);
      const started = await start(options, home);
      launched.push(...started);
      return started.at(-1) as Glossator;
    });
    for (const glossator of launched) await glossator.reap();
    expect(launched.flatMap((glossator) => glossator.faults)).toEqual([]);
  },
});
