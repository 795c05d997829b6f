import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a Python library came to on the same table; `absent` says why there is nothing. */
export type PeerResult =
  | { readonly seconds: number; readonly value: number; readonly version: string }
  | { readonly absent: string };

/** Debian's own Python, which has the libraries that its packages bring; then any other. */
const INTERPRETERS = ['/usr/bin/python3', 'python3'];

/** `values`: a category from 0 for each unit and coder, unit after unit. */
export function measuredByPeer(
  measure: 'alpha' | 'kappa',
  values: Int32Array,
  coders: number,
  folder: string,
): PeerResult {
  const file = path.join(folder, `${measure}.bin`);
  writeFileSync(file, Uint8Array.from(values));
  const script = fileURLToPath(import.meta.resolve('./peer.py'));
  let absent = 'there is no python3 here';
  for (const python of INTERPRETERS) {
    let printed: string;
    try {
      printed = execFileSync(python, [script, measure, file, String(coders)], { encoding: 'utf8' });
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') continue;
      throw thrown;
    }
    const result = JSON.parse(printed) as PeerResult;
    if (!('absent' in result)) return result;
    absent = result.absent;
  }
  return { absent };
}
