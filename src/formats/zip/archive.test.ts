import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../core/errors.ts';
import { ZIP_LIMITS, ZipArchive } from './archive.ts';
import { withBytes, zipped } from './testing/zipped.ts';

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

async function failure(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (thrown) {
    return thrown;
  }
  return null;
}

describe('a zip archive', () => {
  it('is read from memory and from a file', async () => {
    const bytes = await zipped({ 'a.txt': 'Anfang', 'folder/б.txt': 'Ж'.repeat(5_000) });
    const folder = await mkdtemp(join(tmpdir(), 'glossator-'));
    const path = join(folder, 'a.zip');
    await writeFile(path, bytes);
    for (const source of [bytes, path]) {
      const archive = await ZipArchive.open(source);
      expect(archive.entries.map(({ name, bytes: size }) => [name, size])).toEqual([
        ['a.txt', 6],
        ['folder/б.txt', 10_000],
      ]);
      expect(text(await archive.read('a.txt'))).toBe('Anfang');
      expect(text(await archive.read('folder/б.txt'))).toBe('Ж'.repeat(5_000));
      expect(await archive.read('none')).toBeUndefined();
      archive.close();
    }
    await rm(folder, { recursive: true });
  });

  it.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'a name that leads out',
      async () => withBytes(await zipped({ 'aa/aa/x': '1' }), 'aa/aa/x', '../../x'),
      'archive-refused',
    ],
    [
      'an absolute name',
      async () => withBytes(await zipped({ 'aetc/x': '1' }), 'aetc/x', '/etc/x'),
      'archive-refused',
    ],
    [
      'a name with a drive',
      async () => withBytes(await zipped({ 'CC/x': '1' }), 'CC/x', 'C:/x'),
      'archive-refused',
    ],
    [
      'two files of one name',
      async () => withBytes(await zipped({ one: '1', two: '2' }), 'two', 'one'),
      'archive-refused',
    ],
    ['a bomb', () => zipped({ bomb: Buffer.alloc(16 * 1024 * 1024) }), 'archive-refused'],
    ['a cut end', async () => (await zipped({ a: 'text' })).subarray(0, -30), 'file-damaged'],
    [
      'no archive at all',
      async () => Buffer.from('PK\u0003\u0004 and so on, but no archive'),
      'file-damaged',
    ],
  ])('is refused for %s', async (_, make, code) => {
    expect(await failure(async () => ZipArchive.open(await make()))).toMatchObject({ code });
  });

  it('is refused where entries share their bytes', async () => {
    const archive = Buffer.from(await zipped({ a: 'text', b: 'text' }, { store: true }));
    const directory = archive.indexOf('PK\u0001\u0002', archive.indexOf('PK\u0001\u0002') + 4);
    archive.writeUInt32LE(0, directory + 42);
    expect(await failure(() => ZipArchive.open(archive))).toMatchObject({ code: 'archive-refused' });
  });

  it('is held to the limits of its reader', async () => {
    const bytes = await zipped({ a: 'x'.repeat(100), b: 'x'.repeat(100) });
    for (const [limits, message] of [
      [{ entries: 1 }, /holds 2 files; at most 1/],
      [{ entryBytes: 99 }, /‘a’ in the archive would unpack/],
      [{ totalBytes: 150 }, /The archive would unpack/],
    ] as const) {
      const thrown = await failure(() => ZipArchive.open(bytes, { ...ZIP_LIMITS, ...limits }));
      expect(thrown).toMatchObject({ code: 'archive-refused', message: expect.stringMatching(message) });
    }
  });

  it('does not give out an entry whose bytes were changed, or that is encrypted', async () => {
    const changed = await ZipArchive.open(
      withBytes(await zipped({ a: 'whole' }, { store: true }), 'whole', 'wHole'),
    );
    expect(await failure(() => changed.read('a'))).toMatchObject({ code: 'file-damaged' });
    const bytes = Buffer.from(await zipped({ a: 'secret' }));
    bytes.writeUInt16LE(
      bytes.readUInt16LE(bytes.indexOf('PK\u0001\u0002') + 8) | 1,
      bytes.indexOf('PK\u0001\u0002') + 8,
    );
    const encrypted = await ZipArchive.open(bytes);
    expect(encrypted.entries[0]?.encrypted).toBe(true);
    expect(await failure(() => encrypted.read('a'))).toMatchObject({ code: 'file-encrypted' });
  });

  it('with any byte changed is read whole or refused with a reason', async () => {
    const bytes = await zipped({ 'a.xml': '<a>text</a>'.repeat(20), 'b/c.xml': 'other' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const changed = Uint8Array.from(bytes);
          for (const [at, value] of changes) changed[at] = value;
          const thrown = await failure(async () => {
            const archive = await ZipArchive.open(changed);
            for (const { name } of archive.entries) await archive.read(name);
          });
          expect(thrown === null || thrown instanceof GlossatorError, String(thrown)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
