import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, shellState, test } from './app.ts';

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly params?: unknown }[];
}

/** What Chromium's network stack notes when anything in the program, Chromium's own services included, wants out. */
const WAYS_OUT =
  /^(HOST_RESOLVER_MANAGER_REQUEST|URL_REQUEST_START_JOB|TCP_CONNECT|UDP_CONNECT|UDP_BYTES_SENT)$/;

function waysOut(file: string): readonly string[] {
  const { constants, events }: NetLog = JSON.parse(readFileSync(file, 'utf8'));
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]));
  // Were the names others, the log would hold nothing that we look for, whatever happened.
  expect([...names.values()].filter((name) => WAYS_OUT.test(name))).toHaveLength(5);
  return events
    .filter(({ type }) => WAYS_OUT.test(names.get(type) ?? ''))
    .map(({ type, params }) => `${names.get(type)} ${JSON.stringify(params)}`);
}

/**
 * The page's policy and main's blocker see only what pages and main ask for. Electron's spelling checker once fetched a
 * dictionary past both, although it was turned off: only the network stack's own log shows such a thing.
 */
test('from first start to quitting nothing in the program asks for the network', async ({
  launchGlossator,
  folder,
}) => {
  const log = path.join(folder, 'net.json');
  const glossator = await launchGlossator({
    args: ['--sample', `--log-net-log=${log}`, '--net-log-capture-mode=Everything'],
  });
  const page = await glossator.window();
  await expect.poll(async () => (await shellState(page)).project.status).toBe('open');
  await glossator.quit();
  expect(waysOut(log)).toEqual([]);
});
