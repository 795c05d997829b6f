import type { ImportLabel, InputOf } from '../../contract/procedures.ts';
import { isText, recordOf } from '../../contract/shape.ts';
import { recall, remember } from '../session/remembered.ts';

type LabelWish = NonNullable<InputOf<'import.run'>['files'][number]['labels']>[number];

const SEPARATOR = ' / ';

/** A path in words, as it is shown and written. */
export function pathWords(path: readonly string[]): string {
  return path.join(SEPARATOR);
}

export function labelKey({ kind, label }: Pick<ImportLabel, 'kind' | 'label'>): string {
  return JSON.stringify([kind, ...label]);
}

/** What a label becomes, in words: as changed, else the code that is proposed, else a new one of its own path. Empty: it is left out. */
export function wordsOf(label: ImportLabel, changed: ReadonlyMap<string, string>): string {
  return changed.get(labelKey(label)) ?? pathWords(label.code?.path ?? label.label);
}

/** What was changed, for the workbench. `codes`: ids of the codes that are there, by kind and path in words. */
export function labelWishes(
  labels: readonly ImportLabel[],
  changed: ReadonlyMap<string, string>,
  codes: ReadonlyMap<string, string>,
): LabelWish[] {
  return labels.flatMap((label) => {
    const words = changed.get(labelKey(label));
    if (words === undefined) return [];
    const { kind } = label;
    const path = words
      .split('/')
      .map((name) => name.trim())
      .filter(Boolean);
    const code = path.length === 0 ? null : (codes.get(`${kind} ${pathWords(path)}`.toLowerCase()) ?? path);
    return [{ kind, label: [...label.label], code }];
  });
}

const areLabels = recordOf(isText);
/** Labels that are remembered for a format; the oldest are forgotten first. */
const REMEMBERED = 2_000;

/** What labels of this format became the last time. */
export function recalledLabels(format: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(recall(`labels.${format}`, areLabels, {})));
}

export function rememberLabels(format: string, changed: ReadonlyMap<string, string>): void {
  if (changed.size === 0) return;
  const all = [...new Map([...recalledLabels(format), ...changed])];
  remember(`labels.${format}`, Object.fromEntries(all.slice(-REMEMBERED)));
}
