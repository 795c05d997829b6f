import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, shellState, test } from './app.ts';
import { killAtOnce } from './processes.ts';
import { callWorkbench } from './workbench.ts';

/**
 * `kill -9` of the store's process, of main, and of both, while the window works, at moments that a seed decides.
 * Whatever was answered must be there at the next start, and the file must pass its check. The same for the store alone,
 * far more often, is scripts/torture/kill.ts.
 */

const RUNS = Number(process.env.GLOSSATOR_KILL_RUNS ?? 12);
const VICTIMS = ['store', 'main', 'both'] as const;

/** Delays in milliseconds, spread over what a few dozen calls take: repeatable, and different in each run. */
function delayOf(run: number): number {
  return 5 + ((run * 7_919) % 331);
}

test(`${RUNS} kills of store, main and both lose nothing that was acknowledged`, async ({
  folder,
  launchGlossator,
}) => {
  test.setTimeout(60_000 + RUNS * 20_000);
  const project = path.join(folder, 'killed.gloss');
  const home = path.join(folder, 'home');
  const acknowledged: string[] = [];
  let glossator = await launchGlossator({ home });
  let page = await glossator.window();
  await page.evaluate((to) => window.glossator.newProject({ path: to, name: 'Killed' }), project);
  const opened = async () => expect.poll(async () => (await shellState(page)).project.status).toBe('open');
  await opened();

  for (let run = 0; run < RUNS; run++) {
    const victim = VICTIMS[run % VICTIMS.length] ?? 'both';
    const [host] = await glossator.hostPids();
    if (host === undefined) throw new Error('the project has no process');
    let killed = false;
    const work = (async () => {
      for (let i = 0; !killed; i++) {
        const name = `Run ${run} code ${i}`;
        await callWorkbench(page, 'codes.create', { name, parentId: null });
        acknowledged.push(name);
      }
      // What was under way when the axe fell is not acknowledged: how it ends is not the matter here.
    })().catch(() => undefined);
    await after(delayOf(run));
    if (victim !== 'main') killAtOnce(host);
    if (victim !== 'store') await glossator.kill();
    killed = true;
    if (victim !== 'store') {
      await work;
      glossator = await launchGlossator({ home, projectPath: project });
      page = await glossator.window();
    } else await expect.poll(async () => (await glossator.hostPids()).includes(host)).toBe(false);
    await opened();
    const names = new Set((await callWorkbench(page, 'codes.list', {})).map(({ name }) => name));
    expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(await callWorkbench(page, 'project.check', {})).toMatchObject({ ok: true, problems: [] });
});
