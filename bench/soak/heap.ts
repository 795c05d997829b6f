import type { Page } from '@playwright/test';

/** What a page's heap holds after collection, in MB (2^20 bytes). */
export interface HeapParts {
  /** objects, strings and all else that the program made */
  readonly made: number;
  /** what the engine compiled: byte code, and machine code of functions that ran often */
  readonly compiled: number;
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
}

/** Takes the heap apart by a snapshot of it, which stops the page for seconds. */
export async function heapParts(page: Page): Promise<HeapParts> {
  const session = await page.context().newCDPSession(page);
  try {
    const parts: string[] = [];
    session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    return partsOf(JSON.parse(parts.join('')) as Snapshot);
  } finally {
    await session.detach();
  }
}

/** Sizes by what a snapshot of V8's says of each node: nodes are rows of numbers, as `meta` names them. */
export function partsOf({ snapshot, nodes }: Snapshot): HeapParts {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const code = types[0].indexOf('code');
  let made = 0;
  let compiled = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    const bytes = nodes[at + size] ?? 0;
    if (nodes[at + type] === code) compiled += bytes;
    else made += bytes;
  }
  return { made: made / 2 ** 20, compiled: compiled / 2 ** 20 };
}
