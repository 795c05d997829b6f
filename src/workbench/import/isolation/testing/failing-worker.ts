import { parentPort } from 'node:worker_threads';
import type { ReadAnswer, ReadRequest } from '../protocol.ts';

/** Fails in the way that the name of the file says; what it is otherwise asked it refuses as a reader would. */

function exhaust(): never {
  const kept: unknown[] = [];
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
}

function overflow(depth: number): number {
  return overflow(depth + 1) + 1;
}

const FAILURES: Readonly<Record<string, () => unknown>> = {
  hangs: () => {
    for (;;);
  },
  backtracks: () => /^(a+)+$/.test(`${'a'.repeat(64)}b`),
  exhausts: exhaust,
  overflows: () => overflow(0),
  exits: () => process.exit(1),
  'throws later': () =>
    setImmediate(() => {
      throw new TypeError('in another turn');
    }),
};

function refuse(): void {
  const error = { code: 'file-damaged', message: 'Refused.' } as const;
  parentPort?.postMessage({ ok: false, error } satisfies ReadAnswer);
}

parentPort?.on('message', ({ fileName }: ReadRequest) => (FAILURES[fileName] ?? refuse)());
