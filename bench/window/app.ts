import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { killAtOnce, processTree, stillRunning } from '../../e2e/processes.ts';
import { resolveElectron } from '../../scripts/electron/resolve.mjs';
import { DOCUMENT_PAINTED } from '../../src/renderer/reading/view/marks.ts';
import { READY, SIZE } from './programs.ts';

export interface RunningApp {
  readonly page: Page;
  /** of main */
  readonly pid: number;
  /** milliseconds from before main's process was created until the first screen could be used */
  readonly startMs: number;
  /** when each stage of the start was over, on the same clock; those that the program has not are missing */
  readonly stages: Readonly<Record<StartStage, number | undefined>>;
  close(): Promise<void>;
}

export const START_STAGES = [
  'page asked for',
  'page there',
  'scripts run',
  'first paint',
  'project open',
  'text painted',
  'panes drawn',
] as const;
export type StartStage = (typeof START_STAGES)[number];

export interface AppStart {
  /** user data */
  readonly home: string;
  /** the project to open */
  readonly project?: string;
  /** another program than ours, such as an empty window */
  readonly program?: string;
  /** milliseconds for which nothing looks at the starting program */
  readonly undisturbed?: number;
}

const LONGEST_START = 60_000;
const LONGEST_JOIN = 15_000;
const JOINS = 4;
const LONGEST_CLOSE = 10_000;
const PANES_DRAWN = 'glossator:panes-drawn';
/** in the order of the stages after the page is there, and the whole start at last */
const STAGE_MARKS = [
  'glossator:scripts-run',
  'first-contentful-paint',
  'glossator:project-open',
  DOCUMENT_PAINTED,
  PANES_DRAWN,
  READY,
];

/** As the program remembers windows: the project's has the size that figures are taken at. */
function placeWindow(home: string, project: string): void {
  const file = path.join(home, 'state.json');
  if (existsSync(file)) return;
  const place = { bounds: { x: 0, y: 0, ...SIZE }, maximised: false, fullScreen: false };
  const places = [{ project: realpathSync(project), place }];
  writeFileSync(file, JSON.stringify({ version: 1, theme: 'light', zoom: 1, recent: [], places }));
}

async function untilThere<T>(what: string, find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const end = Date.now() + LONGEST_START;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what} did not come within ${LONGEST_START / 1000} s`);
    await wait(50);
  }
}

/** The port that Chromium chose for its remote debugging, which it writes into the folder of the user's data. */
function debuggingPort(home: string): Promise<string> {
  const file = path.join(home, 'DevToolsActivePort');
  return untilThere('the port for remote debugging', () => {
    const [port, address] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    return port && address ? port : undefined;
  });
}

/** Whether the window has its page. Asked over plain HTTP: a connection that is made while a window is being made may hang. */
async function hasPage(port: string): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await answer.json()) as readonly { readonly type: string; readonly url: string }[];
  return targets.some(({ type, url }) => type === 'page' && url !== '' && url !== 'about:blank');
}

/** Joins a program that runs; again where a busy machine does not answer in time. */
async function join(home: string): Promise<Browser> {
  const port = await debuggingPort(home);
  await untilThere('the window', async () => ((await hasPage(port)) ? true : undefined));
  for (let attempt = 1; ; attempt++) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: LONGEST_JOIN });
    } catch (error) {
      if (attempt === JOINS) throw error;
    }
  }
}

async function end(pid: number, browser: Browser | null): Promise<void> {
  const tree = processTree(pid);
  try {
    const session = await browser?.newBrowserCDPSession();
    // The answer is mostly lost with the connection.
    await session?.send('Browser.close').catch(() => undefined);
    const until = Date.now() + LONGEST_CLOSE;
    while (stillRunning(tree).length > 0 && Date.now() < until) await wait(20);
  } finally {
    for (const left of stillRunning(tree)) killAtOnce(left);
  }
}

/**
 * Starts a program at 1280×800 and waits until its first screen can be used. It runs as it does for a user: nothing is loaded into
 * it, and it is driven over Chromium's own remote debugging, which is joined only after `undisturbed`.
 */
export async function startApp({
  home,
  project,
  program,
  undisturbed = 1_000,
}: AppStart): Promise<RunningApp> {
  const { executablePath, args } = await resolveElectron({ log: () => undefined });
  mkdirSync(home, { recursive: true });
  rmSync(path.join(home, 'DevToolsActivePort'), { force: true });
  if (project !== undefined) placeWindow(home, project);
  const switches = [...args.slice(0, -1), `--user-data-dir=${home}`, '--remote-debugging-port=0'];
  const createdAt = performance.timeOrigin + performance.now();
  const child = spawn(
    executablePath,
    [...switches, program ?? args.at(-1) ?? '.', ...(project === undefined ? [] : [project])],
    { stdio: 'ignore' },
  );
  const { pid } = child;
  if (pid === undefined) throw new Error(`${executablePath} could not be started`);
  let browser: Browser | null = null;
  try {
    await wait(undisturbed);
    const joined = await join(home);
    browser = joined;
    const page = await untilThere('the window', () => joined.contexts()[0]?.pages()[0]);
    page.setDefaultTimeout(LONGEST_START);
    // Ours goes on drawing; what is done with it meanwhile would wait for that.
    const last = program === undefined ? PANES_DRAWN : READY;
    await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, last);
    const [began, ...times] = await page.evaluate((names) => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime;
      return [performance.timeOrigin, 0, navigation?.responseEnd, ...names.map(at)];
    }, STAGE_MARKS);
    const sinceCreated = (time: number | undefined) =>
      time === undefined ? undefined : (began ?? Number.NaN) + time - createdAt;
    const [startMs = Number.NaN, ...over] = [times.at(-1), ...times].map(sinceCreated);
    const stages = Object.fromEntries(START_STAGES.map((stage, at) => [stage, over[at]]));
    return {
      page,
      pid,
      startMs,
      stages: stages as RunningApp['stages'],
      close: () => end(pid, browser),
    };
  } catch (error) {
    await end(pid, browser);
    throw error;
  }
}

/** Lets the page collect its garbage, so that what is counted afterwards is in use. */
export async function collectGarbage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}
