import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A zip archive of these files, in their order; not packed where `store` says so. */
export async function zipped(
  files: Readonly<Record<string, string | Uint8Array>>,
  { store = false }: { readonly store?: boolean } = {},
): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
    zip.addBuffer(bytes, name, { compress: !store, mtime: new Date('2024-01-01T00:00:00Z') });
  }
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}

/** The archive with every occurrence of a text in its bytes replaced by another of the same length. */
export function withBytes(archive: Uint8Array, from: string, to: string): Uint8Array {
  if (from.length !== to.length) throw new RangeError('The two must have the same length.');
  return Buffer.from(Buffer.from(archive).toString('latin1').replaceAll(from, to), 'latin1');
}
