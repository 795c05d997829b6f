import { parentPort, workerData } from 'node:worker_threads';
import { type FromThread, STAND, signsOf, type ThreadBeginning, type ToThread } from '../protocol.ts';

/** A thread for tests that makes no lines: the path of its project says what becomes of it. */

const { projectPath, thread, signs: memory } = workerData as ThreadBeginning;
const signs = new Int32Array(memory);

parentPort?.on('message', ({ message }: ToThread) => {
  if (projectPath === 'never begins') return;
  if (message === 'write') process.exit(0);
  const { stand } = signsOf(thread);
  Atomics.store(signs, stand, STAND.reads);
  Atomics.notify(signs, stand);
});
if (projectPath === 'never opens') throw new Error('It could not be opened.');
parentPort?.postMessage({ message: 'ready' } satisfies FromThread);
