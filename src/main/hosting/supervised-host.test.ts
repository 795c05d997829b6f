import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenRequest } from '../../contract/host-orders.ts';
import { type HostChild, type HostState, type SupervisedHost, superviseHost } from './supervised-host.ts';

/** A process that does as the file `orders` says: the n-th process obeys the n-th word, the last word for good. */
const PUPPET = `
  import { appendFileSync, readFileSync } from 'node:fs';
  const [, , orders, diary] = process.argv;
  const count = readFileSync(diary, 'utf8').split('open ').length;
  const words = readFileSync(orders, 'utf8').split(' ');
  const word = words[Math.min(count, words.length) - 1];
  process.on('message', (message) => {
    appendFileSync(diary, message.type + ' ' + JSON.stringify(message) + '\\n');
    if (message.type === 'close' && word !== 'deaf') process.exit(0);
    if (message.type !== 'open') return;
    if (word === 'die') process.exit(7);
    if (word === 'babble') return process.send({ type: 'opened', name: 5 });
    if (word === 'in-use') {
      return process.send({ type: 'failed', error: { code: 'project-in-use', message: 'busy' } }, () => process.exit(0));
    }
    process.send({ type: 'opened', name: 'P' });
    if (word === 'open-die') setTimeout(() => process.exit(9), 5);
  });
`;

let folder: string;
let hosts: SupervisedHost<never>[];
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'glossator-host-'));
  writeFileSync(path.join(folder, 'puppet.mjs'), PUPPET);
  writeFileSync(path.join(folder, 'diary'), '');
  hosts = [];
  children = [];
});
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function spawn(): HostChild<never> {
  const child = fork(
    path.join(folder, 'puppet.mjs'),
    [path.join(folder, 'orders'), path.join(folder, 'diary')],
    {},
  );
  children.push(child);
  return {
    pid: child.pid,
    post: (message) => child.send(message),
    onMessage: (receive) => child.on('message', receive),
    // 'exit' may come before messages that are still on their way, 'close' comes after them.
    onExit: (then) => child.on('close', (code) => then(code ?? -1)),
    kill: () => child.kill('SIGKILL'),
  };
}

/** Long enough for a process that closes, however busy the machine is. */
const PATIENT = 60_000;

/** Starts a host that follows the orders; `until` waits for the state of that status, the n-th of it. */
function supervise(
  orders: string,
  { create, closeLimit = PATIENT }: Partial<OpenRequest> & { closeLimit?: number } = {},
) {
  writeFileSync(path.join(folder, 'orders'), orders);
  const seen: HostState[] = [];
  const watchers: (() => void)[] = [];
  const host = superviseHost<never>({
    request: { type: 'open', path: '/p.gloss', ...(create && { create }) },
    spawn,
    onState: (state) => {
      seen.push(state);
      for (const watcher of watchers) watcher();
    },
    restarts: { waits: [0, 1], period: 60_000 },
    inUseWaits: [1, 1],
    closeLimit,
    log: () => undefined,
  });
  hosts.push(host);
  const until = (status: HostState['status'], times = 1) =>
    new Promise<HostState>((resolve) => {
      const look = () => {
        const found = seen.filter((state) => state.status === status)[times - 1];
        if (found) resolve(found);
      };
      watchers.push(look);
      look();
    });
  return { host, seen, until };
}

const diary = () => readFileSync(path.join(folder, 'diary'), 'utf8').trim().split('\n');
const statuses = (seen: readonly HostState[]) => seen.map(({ status }) => status);

describe('superviseHost', () => {
  it('opens, and closes when told', async () => {
    const { host, seen, until } = supervise('open');
    expect(await until('open')).toEqual({ status: 'open', name: 'P' });
    expect(host.pid).toBeGreaterThan(0);
    await Promise.all([host.close(), host.close()]);
    expect(statuses(seen)).toEqual(['open', 'closed']);
    expect(diary().map((line) => line.split(' ')[0])).toEqual(['open', 'close']);
    expect(host.pid).toBeUndefined();
  });

  it('starts a process that died again, and says so', async () => {
    const { seen, until } = supervise('open-die open');
    await until('open', 2);
    expect(statuses(seen)).toEqual(['open', 'restarting', 'open']);
  });

  // A second attempt to create would be refused, because the first has made the file.
  it('opens after a crash what it had created', async () => {
    const { until } = supervise('open-die open', { create: { name: 'New' } });
    await until('open', 2);
    expect(diary().map((line) => JSON.parse(line.slice(5)))).toEqual([
      { type: 'open', path: '/p.gloss', create: { name: 'New' } },
      { type: 'open', path: '/p.gloss' },
    ]);
  });

  it('gives up on a process that keeps dying', async () => {
    const { until, seen } = supervise('open-die');
    expect(await until('failed')).toMatchObject({ error: { code: 'host-gone' } });
    expect(statuses(seen)).toEqual(['open', 'restarting', 'open', 'restarting', 'open', 'failed']);
  });

  it('does not make a project a second time when the first attempt died', async () => {
    const { until, seen } = supervise('die', { create: { name: 'New' } });
    await until('failed');
    expect(statuses(seen)).toEqual(['failed']);
    expect(diary()).toHaveLength(1);
  });

  it('asks again for a file that is in use, then passes the error on', async () => {
    const first = supervise('in-use open');
    await first.until('open');
    expect(statuses(first.seen)).toEqual(['open']);
    writeFileSync(path.join(folder, 'diary'), '');
    const second = supervise('in-use');
    expect(await second.until('failed')).toEqual({
      status: 'failed',
      error: { code: 'project-in-use', message: 'busy' },
    });
    expect(diary()).toHaveLength(3);
  });

  it('ends a process that talks nonsense', async () => {
    const { until } = supervise('babble open');
    expect(await until('open')).toEqual({ status: 'open', name: 'P' });
  });

  it('ends a process that does not close', async () => {
    const { host, seen, until } = supervise('deaf', { closeLimit: 100 });
    await until('open');
    await host.close();
    expect(statuses(seen)).toEqual(['open', 'closed']);
    expect(host.pid).toBeUndefined();
  });
});
