import { existsSync, readFileSync } from 'node:fs';
import { processTree } from '../../e2e/processes.ts';

const MEMORY_LINE = /^Private_(?:Clean|Dirty|Hugetlb):\s+(\d+) kB$/gm;

/**
 * Memory that belongs to the process and all it started alone, in MB (2^20 bytes): pages that it shares with nobody, so that
 * Electron's own code is not counted once a process. null where the system does not tell (only Linux does).
 */
export function privateMemory(pid: number): number | null {
  let kilobytes = 0;
  for (const one of processTree(pid)) {
    const file = `/proc/${one}/smaps_rollup`;
    if (!existsSync(file)) {
      if (one === pid) return null;
      continue;
    }
    for (const [, amount] of readFileSync(file, 'utf8').matchAll(MEMORY_LINE)) kilobytes += Number(amount);
  }
  return kilobytes / 1024;
}
