// Child processes that never outlive the script that started them.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const running = new Set();
const graceMilliseconds = 5000;

/** All descendants of a process, by Linux's /proc; none elsewhere. */
function descendantsOf(pid) {
  if (process.platform !== 'linux') return [];
  const childrenOf = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(name);
    if (parent !== null) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
  }
  const found = [];
  for (const queue = [pid]; queue.length > 0; ) {
    const children = childrenOf.get(queue.pop()) ?? [];
    found.push(...children);
    queue.push(...children);
  }
  return found;
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null; // It ended meanwhile.
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Ends a child, which is asked and given time to end in order, and what is then left of all that it started. */
async function endTree(child) {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const before = descendantsOf(child.pid);
  signal(child.pid, 'SIGTERM');
  await Promise.race([ended, delay(graceMilliseconds, undefined, { ref: false })]);
  const left = new Set([child.pid, ...before, ...descendantsOf(child.pid)]);
  for (const pid of left) signal(pid, 'SIGKILL');
}

/** Ends every program that still runs, with all that they started. */
export const endPrograms = () => Promise.all([...running].map(endTree));

const exitStatusOf = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

async function endWith(signalName) {
  await endPrograms();
  process.exit(exitStatusOf[signalName]);
}

for (const name of Object.keys(exitStatusOf)) process.on(name, () => endWith(name));

// npm, told to end, ends without a word to the script that it runs; then this process has another parent.
const parent = process.ppid;
const isOrphaned = () => process.ppid !== parent;
if (process.env.npm_lifecycle_event !== undefined) {
  setInterval(() => isOrphaned() && endWith('SIGTERM'), 500).unref();
}

/**
 * Runs a program to its end; when this script is interrupted, it is ended with all that it started.
 * Resolves to its exit status (128 where a signal ended it) and, with `capture`, its output.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean }} [options]
 * @returns {Promise<{ status: number, output: string }>}
 */
export function runProgram(program, args, { cwd, env = process.env, capture = false } = {}) {
  return new Promise((resolve, reject) => {
    const out = capture ? 'pipe' : 'inherit';
    // Its own process group, so that the terminal's interrupt reaches it once, through the handler above.
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['inherit', out, out],
      detached: process.platform !== 'win32',
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
      });
    }
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.once('close', (code) => {
      running.delete(child);
      resolve({ status: code ?? 128, output });
    });
  });
}
