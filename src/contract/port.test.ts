import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { GlossatorError } from '../core/errors.ts';
import { createWorkbenchClient, type Port } from './client.ts';
import type { WorkbenchEvent } from './messages.ts';
import { createWorkbenchServer, type Handlers } from './server.ts';

/** Real message ports with structured cloning, as between window and host. */
const open: NodePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function adapt<Out, In>(port: NodePort): Port<Out, In> {
  open.push(port);
  return {
    post: (message) => port.postMessage(message),
    listen: (receive) => void port.on('message', receive),
    close: () => port.close(),
  };
}

function handlers(given: Partial<Handlers>): Handlers {
  return new Proxy(given, {
    get: (target, name) => {
      const handler = Reflect.get(target, name);
      if (handler) return handler;
      return () => {
        throw new Error(`no handler for ${String(name)}`);
      };
    },
  }) as Handlers;
}

function connected(given: Partial<Handlers>) {
  const client = createWorkbenchClient();
  const server = createWorkbenchServer(handlers(given));
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    const served = server.serve(adapt(port1));
    client.attach(adapt(port2));
    return { served, raw: port2 };
  };
  return { client, server, connect };
}

describe('calls over a port', () => {
  it('answers, and carries typed arrays', async () => {
    const { client, connect } = connected({
      'documents.find': ({ query }) => ({ ranges: Uint32Array.from([1, query.length]), total: 1 }),
    });
    connect();
    const found = await client.call('documents.find', { textId: crypto.randomUUID(), query: 'abc' });
    expect(found).toEqual({ ranges: Uint32Array.from([1, 3]), total: 1 });
  });

  it('waits for the first port', async () => {
    const { client, connect } = connected({ 'codes.list': () => [] });
    const answer = client.call('codes.list', {});
    connect();
    expect(await answer).toEqual([]);
  });

  it('brings an error over as a value with its code, place and remedy', async () => {
    const { client, connect } = connected({
      'codes.list': () => {
        throw new GlossatorError('disk-full', 'No room.', { place: { line: 3 }, remedy: 'Make room.' });
      },
    });
    connect();
    await expect(client.call('codes.list', {})).rejects.toMatchObject({
      name: 'GlossatorError',
      code: 'disk-full',
      message: 'No room.',
      place: { line: 3 },
      remedy: 'Make room.',
    });
  });

  it('refuses malformed input by name of the field, whatever it is', async () => {
    const { client, connect } = connected({});
    connect();
    await expect(client.call('documents.open', { documentId: 'x' })).rejects.toMatchObject({
      code: 'invalid-input',
      place: { field: 'documentId' },
    });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (input) => {
        await expect(client.call('annotations.tag', input as never)).rejects.toMatchObject({
          code: 'invalid-input',
        });
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a procedure that does not exist, also one of the names every object has', async () => {
    const { connect } = connected({});
    const { raw } = connect();
    const answers: unknown[] = [];
    const two = new Promise<void>((resolve) => {
      raw.on('message', (message) => {
        if (answers.push(message) === 2) resolve();
      });
    });
    raw.postMessage({ t: 'call', id: 901, name: 'toString', input: {} });
    raw.postMessage({ t: 'call', id: 902, name: '__proto__', input: {} });
    await two;
    expect(answers).toMatchObject([
      { t: 'error', id: 901, error: { code: 'invalid-input' } },
      { t: 'error', id: 902, error: { code: 'invalid-input' } },
    ]);
  });

  it('reports progress and carries cancellation', async () => {
    const { client, connect } = connected({
      'project.backup': (_, { signal, progress }) => {
        progress({ phase: 'backup', done: 1, total: 2, detail: '' });
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new GlossatorError('cancelled', 'Cancelled.')));
        });
      },
    });
    connect();
    const abort = new AbortController();
    const done: number[] = [];
    const call = client.call(
      'project.backup',
      {},
      {
        signal: abort.signal,
        onProgress: (progress) => {
          done.push(progress.done);
          abort.abort();
        },
      },
    );
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(done).toEqual([1]);
  });

  it('tells events to all listeners', async () => {
    const { client, server, connect } = connected({});
    connect();
    const event: WorkbenchEvent = { type: 'changed', touched: [], undoState: { undo: null, redo: null } };
    const heard = new Promise((resolve) => client.onEvent(resolve));
    server.emit(event);
    expect(await heard).toEqual(event);
  });

  it('sends queries and actions again after the host died, the action under the same id, and ends jobs', async () => {
    const seen: (string | undefined)[] = [];
    let alive = false;
    const never = new Promise<never>(() => undefined);
    const arrived = Promise.withResolvers<void>();
    const { client, connect } = connected({
      'journal.undo': ({ actionId }) => {
        seen.push(actionId);
        return alive ? { commit: null } : never;
      },
      'project.check': () => {
        arrived.resolve();
        return never;
      },
    });
    connect();
    const undo = client.call('journal.undo', {});
    const check = client.call('project.check', {});
    await arrived.promise;
    client.detach();
    await expect(check).rejects.toMatchObject({ code: 'host-gone' });
    alive = true;
    connect();
    expect(await undo).toEqual({ commit: null });
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBe(seen[1]);
    expect(seen[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('settles by cancelling jobs and waiting for every answer', async () => {
    let ended = false;
    const begun = Promise.withResolvers<void>();
    const { client, server, connect } = connected({
      'project.check': (_, { signal }) => {
        begun.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () =>
            setImmediate(() => {
              ended = true;
              reject(new GlossatorError('cancelled', 'Cancelled.'));
            }),
          );
        });
      },
    });
    connect();
    const check = client.call('project.check', {}).catch((error: GlossatorError) => error.code);
    await begun.promise;
    await server.settle();
    expect(ended).toBe(true);
    expect(await check).toBe('cancelled');
  });
});
