import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Samples that other programs wrote, beside the repository; not everywhere. */
const INTEROP = path.resolve(import.meta.dirname, '../../../../../../shared/interop');

export const HAS_INTEROP = existsSync(path.join(INTEROP, 'manifest.json'));

export function interopPath(...parts: readonly string[]): string {
  return path.join(INTEROP, ...parts);
}

export interface Sample {
  /** relative to the samples */
  readonly file: string;
  readonly kind: string;
  readonly exercises?: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** The samples whose path begins so, with what is to be found in each; none where there are no samples. */
export function samples(beginning: string): readonly Sample[] {
  if (!HAS_INTEROP) return [];
  const all = JSON.parse(readFileSync(interopPath('manifest.json'), 'utf8')) as readonly Sample[];
  return all.filter(({ file }) => file.startsWith(beginning));
}
