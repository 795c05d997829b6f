import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sha256OfFile, verifySha256 } from './integrity.mjs';

it('accepts exactly the file expected, and refuses a truncated one', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'glossator-integrity-'));
  const file = path.join(folder, 'archive');
  await writeFile(file, 'abc');
  // The test vector of FIPS 180-2, B.1.
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await sha256OfFile(file)).toBe(expected);
  await verifySha256(file, expected);
  await truncate(file, 2);
  await expect(verifySha256(file, expected)).rejects.toThrow(/damaged/);
  await rm(folder, { recursive: true });
});
