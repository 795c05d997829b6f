import type { CodeKind } from '../../core/codebook/code.ts';
import { codePath } from '../../core/codebook/tree.ts';
import { GlossatorError } from '../../core/errors.ts';
import { parseCodePath } from '../../formats/annotations/code-path.ts';
import type { StoreReader } from '../../store/types.ts';
import type { LabelWish } from './find-files.ts';
import type { SetWishes } from './found-set.ts';

function keyOf(kind: CodeKind, label: readonly string[]): string {
  return JSON.stringify([kind, ...label.map((name) => name.toLowerCase())]);
}

/**
 * What each label of a foreign set becomes: as wished; else the code of its own path; else, for a label without a path, the one code of its kind that is called so
 * wherever it stands in the tree; else a new code.
 */
export function renaming(
  read: StoreReader,
  wishes: readonly LabelWish[] | undefined,
): Required<Pick<SetWishes, 'rename'>> {
  const codes = read.codes();
  const byId = new Map(codes.map((code) => [code.id, code]));
  const wished = new Map((wishes ?? []).map(({ kind, label, code }) => [keyOf(kind, label), code]));
  const paths = new Map(codes.map((code) => [keyOf(code.kind, codePath(code, byId)), codePath(code, byId)]));
  const byName = Map.groupBy(codes, ({ kind, name }) => keyOf(kind, [name]));
  return {
    rename: (kind, path) => {
      const key = keyOf(kind, path);
      const wish = wished.get(key);
      if (wish === null) return null;
      if (typeof wish === 'string') {
        const code = byId.get(wish);
        if (code) return codePath(code, byId);
      } else if (wish) return wish;
      const there = paths.get(key);
      if (there) return there;
      const namesakes = path.length === 1 ? (byName.get(key) ?? []) : [];
      const [only] = namesakes;
      return only && namesakes.length === 1 ? codePath(only, byId) : path;
    },
  };
}

const KINDS: readonly CodeKind[] = ['span', 'relation', 'document'];

/** What LABEL=CODE, as written on the command line, asks for, whatever the label is put on. Raises `usage`. */
export function labelWishes(map: readonly string[]): readonly LabelWish[] {
  return map.flatMap((wish) => {
    const at = wish.lastIndexOf('=');
    if (at <= 0) throw new GlossatorError('usage', `‘${wish}’ is not of the form LABEL=CODE.`);
    const label = parseCodePath(wish.slice(0, at));
    const code = wish.slice(at + 1).trim();
    return KINDS.map((kind) => ({ kind, label, code: code === '' ? null : parseCodePath(code) }));
  });
}
