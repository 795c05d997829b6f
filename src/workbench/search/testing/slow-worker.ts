import { parentPort, workerData } from 'node:worker_threads';
import { SIGNS, type ThreadAnswer, type ThreadBeginning } from '../protocol.ts';

/** A thread for tests that does not search: it does what its task says. */

const { signs } = workerData as ThreadBeginning;
const seen = new Int32Array(signs);

const DEEDS: Readonly<Record<string, () => unknown>> = {
  'goes on until it is stopped': () => {
    while (Atomics.load(seen, SIGNS.stop) === 0) Atomics.add(seen, SIGNS.pulse, 1);
    return 'stopped';
  },
  'backtracks without end': () => /^(?:a+)+$/.test(`${'a'.repeat(100)}b`),
  ends: () => process.exit(0),
  'throws later': () => {
    setImmediate(() => {
      throw new Error('later');
    });
    // The answer has to come after it.
    return undefined;
  },
};

parentPort?.on('message', (task: string) => {
  const value = DEEDS[task]?.() ?? task;
  if (task === 'throws later') return;
  parentPort?.postMessage({ ok: true, value } satisfies ThreadAnswer);
});
