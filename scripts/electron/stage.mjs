import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, stat, symlink, utimes } from 'node:fs/promises';
import path from 'node:path';

const keptStages = 3;

/** A fingerprint of the files in a folder by name, size and time of change. */
async function fingerprint(folder) {
  const hash = createHash('sha256');
  const names = await readdir(folder, { recursive: true });
  for (const name of names.sort()) {
    const { size, mtimeMs } = await stat(path.join(folder, name));
    hash.update(`${name}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

async function removeOldStages(parent) {
  const stages = [];
  for (const name of await readdir(parent)) {
    if (!name.startsWith('app-')) continue;
    stages.push({ folder: path.join(parent, name), time: (await stat(path.join(parent, name))).mtimeMs });
  }
  stages.sort((a, b) => b.time - a.time);
  for (const { folder } of stages.slice(keptStages)) await rm(folder, { recursive: true, force: true });
}

/**
 * Lays the built application out as a package would be, `package.json`, `out/`, `resources/` and
 * `node_modules/`, but with the modules given instead of the checkout's own. `out/` is copied, not linked: modules are looked up from
 * where a file really is. Each build has its own stage, so that a rebuild disturbs no running application.
 * Resolves to the folder of the stage.
 */
export async function stageApplication({ root, modules }) {
  const built = path.join(root, 'out');
  if (!existsSync(path.join(built, 'main', 'index.js'))) {
    throw new Error('The application is not built: run `npm run build` first.');
  }
  const manifest = await readFile(path.join(root, 'package.json'), 'utf8');
  const print = createHash('sha256')
    .update(await fingerprint(built))
    .update(manifest)
    .update(modules)
    .digest('hex');
  const parent = path.join(root, '.electron');
  const stage = path.join(parent, `app-${print.slice(0, 16)}`);
  if (existsSync(stage)) {
    const now = new Date();
    await utimes(stage, now, now);
    return stage;
  }
  const work = path.join(parent, `app-work-${process.pid}`);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  await cp(built, path.join(work, 'out'), { recursive: true });
  await cp(path.join(root, 'package.json'), path.join(work, 'package.json'));
  await symlink(modules, path.join(work, 'node_modules'), 'dir');
  await symlink(path.join(root, 'resources'), path.join(work, 'resources'), 'dir');
  try {
    await rename(work, stage);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(work, { recursive: true, force: true });
  }
  await removeOldStages(parent);
  return stage;
}
