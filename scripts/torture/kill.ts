import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { newId } from '../../src/core/ids.ts';
import { createProject, openProject, type StoreOptions } from '../../src/store/index.ts';
import { chance, seeded } from './random.ts';

/**
 * Kills a process that tags, imports, undoes, backs up and reopens, at random moments and as hard as can be (SIGKILL),
 * and looks whether all that was acknowledged is there and the file passes every check.
 *
 *   node scripts/torture/kill.ts [--runs N] [--seed N]
 */
export interface KillOptions {
  readonly runs: number;
  readonly seed: number;
  readonly onRun?: (run: number, acknowledged: number) => void;
}

export interface KillReport {
  readonly runs: number;
  readonly acknowledged: number;
  /** actions that were in the file although they had not been acknowledged: allowed */
  readonly unacknowledged: number;
}

const WORKER = fileURLToPath(new URL('./kill-worker.ts', import.meta.url));

/** Within the checkout, so that the SQLite binding is found from there. */
const BUNDLES = fileURLToPath(new URL('../../test-results', import.meta.url));

/** So that not every worker compiles the same source. */
const COMPILE_CACHE = path.join(tmpdir(), 'glossator-kill-cache');

/** A worker has so many actions acknowledged at most before it is killed, so that a slow machine kills no idlers … */
const MOST_ACTIONS = 24;
/** … and then lives on for a moment, in milliseconds at most, so that the kill falls anywhere into the next. */
const LONGEST_MOMENT = 8;
/** What opening a project takes at most, about, in milliseconds. */
const LONGEST_OPENING = 80;

/** Each so many runs a new project, so that files stay small and the checks quick. */
const RUNS_PER_PROJECT = 25;

interface Worker {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown>;
  output: string;
}

/** The worker as one file, which starts in half the time of its hundred sources. Gives the folder that it is in. */
async function bundleWorker(): Promise<string> {
  mkdirSync(BUNDLES, { recursive: true });
  const outDir = mkdtempSync(path.join(BUNDLES, 'kill-worker-'));
  const external = ['better-sqlite3'];
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external },
    build: { ssr: WORKER, outDir, target: 'node24', rolldownOptions: { external } },
  });
  return outDir;
}

/** Started ahead: it waits for its order, so that its start-up is over when its turn comes. */
function startWorker(bundle: string): Worker {
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE };
  const child = spawn(process.execPath, [path.join(bundle, 'kill-worker.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env,
  });
  const worker: Worker = { child, exited: once(child, 'close'), output: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    worker.output += chunk;
  });
  return worker;
}

/** The cache is written by a process that ends by itself, so one must. */
async function fillCompileCache(bundle: string): Promise<void> {
  const worker = startWorker(bundle);
  worker.child.stdin?.end();
  await worker.exited;
}

/** Once the worker has written so many lines: the first when it has opened the project, then one an action. */
async function hasWritten(worker: Worker, lines: number): Promise<void> {
  while (worker.output.split('\n').length <= lines) {
    if (worker.child.exitCode !== null) throw new Error(`The worker ended: ${worker.output}`);
    await Promise.race([once(worker.child.stdout ?? worker.child, 'data'), worker.exited]);
  }
}

class Project {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'glossator-kill-'));
  readonly file = path.join(this.folder, 'project.gloss');
  readonly personId = newId();
  readonly options: StoreOptions = {
    machineId: newId(),
    backupFolder: path.join(this.folder, 'backups'),
    appVersion: 'torture',
  };
  readonly acknowledged = new Map<string, 'made' | 'done'>();

  constructor() {
    const store = createProject(this.file, { ...this.options, name: 'Torture' });
    const me = { id: this.personId, name: 'Reader', colour: 0 };
    store.transact({ type: 'join', subject: me.name, personId: me.id }, (tx) => tx.putPerson(me));
    store.close();
  }

  note(output: string): number {
    // The last line may have been cut off by the kill: what was not written whole was not acknowledged to anybody.
    const lines = output.slice(0, output.lastIndexOf('\n') + 1).split('\n');
    let count = 0;
    for (const line of lines) {
      const [sign, id] = line.split(' ');
      if (!id) continue;
      this.acknowledged.set(id, sign === '+' ? 'made' : 'done');
      count++;
    }
    return count;
  }

  /** Opens the project as the next start of the program would; throws where anything acknowledged is not there. */
  async verify(): Promise<number> {
    const store = openProject(this.file, this.options);
    try {
      if (store.warnings.length > 0) throw new Error(`opening warns: ${JSON.stringify(store.warnings)}`);
      const actions = store.read.actions(1_000_000);
      const known = new Set(actions.map(({ id }) => id));
      for (const [id, what] of this.acknowledged) {
        if (!known.has(id)) throw new Error(`the acknowledged action ${id} is lost`);
        const made = store.read.annotation(id) ?? store.read.code(id);
        if (what === 'made' && !made) throw new Error(`what the acknowledged action ${id} made is lost`);
      }
      const { ok, problems } = await store.check();
      if (!ok) throw new Error(`the check fails: ${JSON.stringify(problems)}`);
      // An undo must still be possible, and what is written now must go on where the dead process ended.
      if (store.read.undoState().undo) {
        const id = newId();
        store.undo(this.personId, id);
        this.acknowledged.set(id, 'done');
      }
      const expected = this.acknowledged.size;
      return store.read.actions(1_000_000).length - expected;
    } finally {
      store.close();
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  get litter(): string[] {
    return readdirSync(this.folder).filter((name) => name !== 'project.gloss' && name !== 'backups');
  }
}

/** Runs the torture; rejects with the seed in its message where anything is lost or damaged. */
export async function torture({ runs, seed, onRun }: KillOptions): Promise<KillReport> {
  const random = seeded(seed);
  let project = new Project();
  let acknowledged = 0;
  let unacknowledged = 0;
  const bundle = await bundleWorker();
  await fillCompileCache(bundle);
  let next = startWorker(bundle);
  try {
    for (let run = 0; run < runs; run++) {
      if (run > 0 && run % RUNS_PER_PROJECT === 0) {
        project.remove();
        project = new Project();
      }
      const worker = next;
      const { file, options, personId } = project;
      const order = { file, options, personId, seed: Math.floor(random() * 2 ** 32) };
      worker.child.stdin?.write(`${JSON.stringify(order)}\n`);
      // Some die while they open the project, or recover it from the death before.
      if (chance(random, 0.1)) await setTimeout(random() * LONGEST_OPENING);
      else await hasWritten(worker, 1 + Math.floor(random() * (MOST_ACTIONS + 1)));
      await setTimeout(random() * LONGEST_MOMENT);
      worker.child.kill('SIGKILL');
      next = startWorker(bundle);
      await worker.exited;
      const count = project.note(worker.output);
      acknowledged += count;
      try {
        unacknowledged = Math.max(unacknowledged, await project.verify());
        if (project.litter.length > 0) throw new Error(`left behind: ${project.litter.join(', ')}`);
      } catch (thrown) {
        throw new Error(`Run ${run} of seed ${seed}: ${thrown instanceof Error ? thrown.message : thrown}`, {
          cause: thrown,
        });
      }
      onRun?.(run + 1, acknowledged);
    }
    return { runs, acknowledged, unacknowledged };
  } finally {
    next.child.kill('SIGKILL');
    await next.exited;
    project.remove();
    rmSync(bundle, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
  const runs = Number(values.runs ?? 300);
  const seed = Number(values.seed ?? Date.now() % 2 ** 32);
  const since = performance.now();
  const report = await torture({
    runs,
    seed,
    onRun(run, acknowledged) {
      if (run % 50 === 0) process.stdout.write(`${run} runs, ${acknowledged} actions acknowledged\n`);
    },
  });
  const each = ((performance.now() - since) / runs).toFixed(0);
  process.stdout.write(
    `${report.runs} processes killed (seed ${seed}, ${each} ms each): ${report.acknowledged} acknowledged actions, none lost; every check passed.\n`,
  );
}
