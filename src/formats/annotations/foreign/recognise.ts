import type { Bundle, BundleFile } from './types.ts';

/** Of our own exports: what was written beside the files of another format says nothing about it. */
const MANIFEST = /(?:^|[./])manifest\.json$/;

/** Whether a file is one of those that programs leave beside others and that say nothing of a format. */
export function isBeside(path: string): boolean {
  return (
    MANIFEST.test(path) ||
    /(?:^|\/)(?:README(?:\.\w+)?|LICEN[CS]E(?:\.\w+)?|\.[^/]*|__MACOSX\/.*)$/i.test(path)
  );
}

/** The beginning of a file as text, without a byte order mark; malformed bytes become U+FFFD. */
export async function headText(file: BundleFile): Promise<string> {
  let text = heads.get(file);
  if (text === undefined) {
    text = new TextDecoder('utf-8').decode(await file.head());
    heads.set(file, text);
  }
  return text;
}

/** All readers look at the same beginnings. */
const heads = new WeakMap<BundleFile, string>();

/**
 * Once all readers have looked: what a weak map holds goes with the next thorough collection only, and by then an import has looked
 * at thousands of files.
 */
export function forgetHeads({ files }: Bundle): void {
  for (const file of files) heads.delete(file);
}

/**
 * For formats whose files stand each for itself: the least certainty of all files, so that a folder of mixed files
 * is gone through file by file instead. `sniff` gives 0–1 by the beginning of a file and its path.
 */
export async function leastCertainty(
  bundle: Bundle,
  sniff: (head: string, path: string) => number,
): Promise<number> {
  let least = 0;
  for (const file of bundle.files) {
    if (isBeside(file.path)) continue;
    const certainty = sniff(await headText(file), file.path);
    if (certainty === 0) return 0;
    least = least === 0 ? certainty : Math.min(least, certainty);
  }
  return least;
}

/** The bundle without the manifests that our own exports leave beside the files. */
export async function withoutManifests(bundle: Bundle): Promise<Bundle> {
  const files: BundleFile[] = [];
  for (const file of bundle.files) {
    const isOurs =
      MANIFEST.test(file.path) && (await headText(file)).startsWith('{\n  "generator": "Glossator');
    if (!isOurs) files.push(file);
  }
  return { ...bundle, files };
}
