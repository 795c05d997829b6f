import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSealed, seal, unseal } from './sealed.ts';

describe('a sealed file', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  const content = Buffer.from('What is not for everybody. '.repeat(10_000));
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-sealed-'));
    writeFileSync(at('plain'), content);
    // Few rounds: what is tested does not depend on how many.
    await seal(at('plain'), at('sealed'), 'correct horse', 10);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('opens with its passphrase to what it was', async () => {
    expect([isSealed(at('sealed')), isSealed(at('plain'))]).toEqual([true, false]);
    expect(readFileSync(at('sealed')).includes('everybody')).toBe(false);
    await unseal(at('sealed'), at('opened'), 'correct horse');
    expect(readFileSync(at('opened')).equals(content)).toBe(true);
  });

  it('says whether the passphrase is wrong or the file was altered, and leaves nothing behind', async () => {
    await expect(unseal(at('sealed'), at('opened'), 'battery staple')).rejects.toMatchObject({
      code: 'passphrase-wrong',
    });
    const sealed = readFileSync(at('sealed'));
    const changed = Buffer.from(sealed);
    changed[sealed.length - 1_000] = (changed[sealed.length - 1_000] ?? 0) ^ 1;
    writeFileSync(at('changed'), changed);
    writeFileSync(at('cut'), sealed.subarray(0, sealed.length - 70_000));
    for (const name of ['changed', 'cut']) {
      await expect(unseal(at(name), at('opened'), 'correct horse')).rejects.toMatchObject({
        code: 'file-altered',
      });
      expect(() => readFileSync(at('opened'))).toThrow();
    }
  });
});
