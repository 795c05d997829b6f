import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Unpacks a zip archive, keeping the permissions of each file.
 * `placeOf(name)` gives the file's place inside `folder`, or null to leave it out.
 * Names that would lead outside `folder` are refused by the reader (yauzl).
 */
export async function unpackZip(archive, folder, placeOf) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const place = entry.fileName.endsWith('/') ? null : placeOf(entry.fileName);
    if (place === null) continue;
    const target = path.join(folder, place);
    await mkdir(path.dirname(target), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }));
  }
}
