import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { guarded } from '../../store/failures.ts';
import { TextSearch } from '../../store/search/text-search.ts';

/*
 * Indexes lie in a folder of this machine, each in a folder of its own that is named as the project's backups are. A project that is
 * moved gets another one.
 */

/** In the folder of an index: whose it is, as the path of the project file. */
const OWNER = 'project';

export interface OpenSearch {
  readonly search: TextSearch;
  readonly indexed: boolean;
}

/** The SQLite file in the folder of an index; its companions lie beside it. */
export function indexPathIn(folder: string): string {
  return join(folder, 'words.index');
}

/**
 * Whose it is is noted before anything else, so that none is ever left of which nobody can tell that it is of no use. Raises
 * `no-permission`, `disk-full`.
 */
export function makeIndexFolder(folder: string, projectPath: string): void {
  guarded(folder, () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, OWNER), projectPath);
  });
}

/** With the index, where there is one. */
export function openToSearch(projectPath: string, indexFolder: string): OpenSearch {
  const indexPath = indexPathIn(indexFolder);
  const indexed = existsSync(indexPath);
  return { search: new TextSearch({ projectPath, indexPath: indexed ? indexPath : null }), indexed };
}

/** Takes away the indexes of projects that are not there any more. What cannot be read or taken away stays for another time. */
export async function sweepIndexes(searchFolder: string): Promise<void> {
  for (const name of await readdir(searchFolder).catch(() => [])) {
    const folder = join(searchFolder, name);
    const owner = await readFile(join(folder, OWNER), 'utf8').catch(() => '');
    if (owner !== '' && !existsSync(owner))
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
