import { childNamed, childrenNamed, type XmlElement } from '../../xml/tree.ts';

interface Level {
  readonly start: number;
  /** 'bullet', 'decimal', 'none' … */
  readonly format: string;
}

interface List {
  /** lists over the same definition go on counting where another of them stopped */
  readonly definition: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** levels that begin anew with this list */
  readonly restarts: ReadonlyMap<number, number>;
}

function levelsOf(element: XmlElement | undefined): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of childrenNamed(element, 'w:lvl')) {
    const start = Number(childNamed(level, 'w:start')?.attributes['w:val'] ?? 1);
    levels.set(Number(level.attributes['w:ilvl'] ?? 0), {
      start: Number.isSafeInteger(start) ? start : 1,
      format: childNamed(level, 'w:numFmt')?.attributes['w:val'] ?? 'decimal',
    });
  }
  return levels;
}

/** Counts the items of a document’s lists (ISO/IEC 29500-1, 17.9). */
export class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #begun = new Set<string>();

  constructor(root: XmlElement | undefined) {
    const definitions = new Map(
      childrenNamed(root, 'w:abstractNum').map((one) => [one.attributes['w:abstractNumId'] ?? '', one]),
    );
    for (const list of childrenNamed(root, 'w:num')) {
      const definition = childNamed(list, 'w:abstractNumId')?.attributes['w:val'] ?? '';
      const levels = levelsOf(definitions.get(definition));
      const restarts = new Map<number, number>();
      for (const override of childrenNamed(list, 'w:lvlOverride')) {
        for (const [at, level] of levelsOf(override)) levels.set(at, level);
        const start = Number(childNamed(override, 'w:startOverride')?.attributes['w:val'] ?? Number.NaN);
        if (Number.isSafeInteger(start)) restarts.set(Number(override.attributes['w:ilvl'] ?? 0), start);
      }
      this.#lists.set(list.attributes['w:numId'] ?? '', { definition, levels, restarts });
    }
  }

  /**
   * Counts an item and gives its number: null for a bullet, undefined where the level shows nothing at all.
   * @param level 0-based
   */
  next(numId: string, level: number): number | null | undefined {
    const list = this.#lists.get(numId);
    const shown = list?.levels.get(level);
    if (!list || !shown) return null;
    const counts = this.#counts.get(list.definition) ?? [];
    this.#counts.set(list.definition, counts);
    const restart = list.restarts.get(level);
    if (restart !== undefined && !this.#begun.has(`${numId} ${level}`)) counts[level] = undefined;
    this.#begun.add(`${numId} ${level}`);
    const before = counts[level];
    const number = before === undefined ? (restart ?? shown.start) : before + 1;
    counts[level] = number;
    counts.length = level + 1;
    if (shown.format === 'bullet') return null;
    return shown.format === 'none' ? undefined : number;
  }
}
