import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Fills the disk at every write of a save, an undo, an import, a backup and the making of a project, and looks whether
 * anything acknowledged is lost and the message is the right one. Linux with a C compiler only: the disk is filled by
 * a small library compiled on the spot and loaded before the C library.
 *
 *   node scripts/torture/full-disk.ts [--every N]
 *
 * Exit status 0, 1 where something was lost or damaged, 3 where it cannot be run here.
 */
const CANNOT_RUN = 3;

export interface FullDiskReport {
  /** why it cannot be run here; null where it was */
  readonly hindrance: string | null;
  /** by kind of work, at how many writes the disk was full until it came through */
  readonly writes: Readonly<Record<string, number>>;
}

const SOURCE = fileURLToPath(new URL('./full-disk.c', import.meta.url));
const COMPILER = 'cc';
const WORKER = fileURLToPath(new URL('./full-disk-worker.ts', import.meta.url));

/** Compiles the library; why not, where that cannot be done. */
function compile(target: string): string | null {
  if (process.platform !== 'linux') return `the disk cannot be filled on ${process.platform}, only on Linux`;
  const { error, status, stderr } = spawnSync(
    COMPILER,
    ['-shared', '-fPIC', '-O1', '-o', target, SOURCE, '-ldl'],
    {
      encoding: 'utf8',
    },
  );
  if (error) return 'there is no C compiler (cc)';
  return status === 0 ? null : `the C compiler fails: ${stderr.trim()}`;
}

/** Tries every write, or only each `every`th. Throws where anything is lost, damaged or wrongly told. */
export function fillDisk(every = 1): FullDiskReport {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-full-disk-'));
  try {
    const library = path.join(folder, 'full-disk.so');
    const hindrance = compile(library);
    if (hindrance !== null) return { hindrance, writes: {} };
    const { status, stdout, stderr } = spawnSync(process.execPath, [WORKER, String(every)], {
      encoding: 'utf8',
      env: { ...process.env, LD_PRELOAD: library, FULL_DISK_FOLDER: path.join(folder, 'disk') },
    });
    if (status !== 0) throw new Error(stderr.trim());
    return { hindrance: null, writes: JSON.parse(stdout) as Record<string, number> };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { every: { type: 'string' } } });
  const { hindrance, writes } = fillDisk(Number(values.every ?? 1));
  if (hindrance !== null) {
    process.stdout.write(`Cannot be run: ${hindrance}.\n`);
    process.exitCode = CANNOT_RUN;
  } else {
    for (const [work, count] of Object.entries(writes)) {
      process.stdout.write(`${work}: disk full at each of ${count} writes, nothing lost\n`);
    }
  }
}
