import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { GlossatorError } from '../../../../core/errors.ts';
import type { OutputFile } from '../format.ts';
import type { Bundle, BundleFile } from '../types.ts';

const HEAD_LENGTH = 65_536;

/** A bundle of files given by path and content, handed out in small odd pieces. */
export function bundleOf(files: Readonly<Record<string, string | Uint8Array>>, name = 'bundle'): Bundle {
  return {
    name,
    files: Object.entries(files)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([filePath, content]): BundleFile => {
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        return {
          path: filePath,
          size: bytes.length,
          head: async () => bytes.subarray(0, HEAD_LENGTH),
          async *pieces() {
            for (let at = 0; at < bytes.length; at += 4_099) yield bytes.subarray(at, at + 4_099);
          },
          async bytes(limit, onPiece) {
            onPiece?.(bytes);
            if (bytes.length <= limit) return bytes;
            throw new GlossatorError('file-too-large', 'It is too large.', { place: { path: filePath } });
          },
          async database() {
            throw new GlossatorError('file-format-unknown', 'It is no database.', {
              place: { path: filePath },
            });
          },
        };
      }),
  };
}

/** The files of a folder of samples, or one of them, as a bundle. */
export function bundleAtPath(at: string): Bundle {
  if (statSync(at).isFile()) return bundleOf({ [path.basename(at)]: readFileSync(at) }, path.basename(at));
  const files = readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((each) => statSync(path.join(at, each)).isFile())
    .map(
      (each) => [each.split(path.sep).join('/'), new Uint8Array(readFileSync(path.join(at, each)))] as const,
    );
  return bundleOf(Object.fromEntries(files), path.basename(at));
}

/** What a writer wrote, as a bundle to be read back. */
export async function bundleWritten(
  files: Iterable<OutputFile> | AsyncIterable<OutputFile>,
): Promise<Bundle> {
  const contents: Record<string, Uint8Array> = {};
  for await (const file of files) {
    const pieces: Uint8Array[] = [];
    for await (const piece of file.pieces) pieces.push(piece);
    if (Object.hasOwn(contents, file.path)) throw new Error(`${file.path} was written twice`);
    contents[file.path] = Buffer.concat(pieces);
  }
  return bundleOf(contents);
}
