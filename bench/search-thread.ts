// Reads slices through in a thread of its own, one after the other, as they are handed over.
import { parentPort, workerData } from 'node:worker_threads';
import type { TextQuery } from '../src/core/query/text-query.ts';
import type { ScanSlice } from '../src/store/search/scan.ts';
import { TextSearch } from '../src/store/search/text-search.ts';

const search = new TextSearch(workerData as { projectPath: string; indexPath: string });
parentPort?.on('message', (task: { query: TextQuery; slice: ScanSlice } | null) => {
  if (!task) {
    search.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(search.scan(task.query, task.slice, 0, () => true).counts.passages);
});
parentPort?.postMessage(0);
