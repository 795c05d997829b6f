import { parentPort, workerData } from 'node:worker_threads';
import { toErrorValue } from '../../../core/errors.ts';
import { seal, unseal } from '../sealed.ts';
import type { SealingAnswer, SealingRequest } from './protocol.ts';

/** The thread in which files are sealed and opened: deriving a key takes seconds of computing, on purpose. */

async function answerTo({
  task,
  from,
  into,
  passphrase,
  workFactor,
}: SealingRequest): Promise<SealingAnswer> {
  try {
    await (task === 'seal' ? seal(from, into, passphrase, workFactor) : unseal(from, into, passphrase));
    return { ok: true };
  } catch (thrown) {
    return { ok: false, error: toErrorValue(thrown) };
  }
}

void answerTo(workerData).then((answer) => parentPort?.postMessage(answer));
