import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

function filesUnder(entry) {
  if (!statSync(entry).isDirectory()) return [entry];
  return readdirSync(entry, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => path.join(found.parentPath, found.name));
}

/** Tests beside the source are no part of a build. */
const isInput = (file) => !/\.test\.tsx?$/.test(file);

/**
 * A fingerprint of all that a build depends on: the names and contents of the files at and under `entries`
 * (paths relative to `root`). It does not depend on times, so a fresh clone gives the same.
 */
export function buildStamp(root, entries) {
  const hash = createHash('sha256');
  const files = entries.flatMap((entry) => filesUnder(path.join(root, entry))).filter(isInput);
  for (const file of files.sort()) {
    const content = readFileSync(file);
    hash.update(`${path.relative(root, file).split(path.sep).join('/')}\0${content.length}\0`);
    hash.update(content);
  }
  return hash.digest('hex');
}
