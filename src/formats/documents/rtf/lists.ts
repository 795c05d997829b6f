interface Level {
  readonly start: number;
  /** number format `\levelnfc`: 23 is a bullet, 255 nothing */
  readonly format: number;
}

const BULLET = 23;
const NOTHING = 255;

/** Counts the items of lists, by the list tables and by the numbers that the writing program left in the text. */
export class RtfLists {
  readonly #levels = new Map<number, Level[]>();
  readonly #listOfOverride = new Map<number, number>();
  readonly #counts = new Map<number, (number | undefined)[]>();
  #reading: Level[] = [];
  #override: number | undefined;

  /** A control word of the list table. */
  define(word: string, parameter: number): void {
    if (word === 'list') this.#reading = [];
    else if (word === 'levelnfc') this.#reading.push({ start: 1, format: parameter });
    else if (word === 'levelstartat') {
      const level = this.#reading.pop();
      if (level) this.#reading.push({ ...level, start: parameter });
    } else if (word === 'listid') this.#levels.set(parameter, this.#reading);
  }

  /** A control word of the table of list overrides. */
  override(word: string, parameter: number): void {
    if (word === 'listid') this.#override = parameter;
    else if (word === 'ls' && this.#override !== undefined)
      this.#listOfOverride.set(parameter, this.#override);
  }

  /**
   * The number of the item that begins: null for a bullet, undefined where nothing is shown.
   * @param shown the number that stands in the file as text
   */
  next(list: number | undefined, level: number, shown: string): number | null | undefined {
    const key = list ?? 0;
    const known = this.#levels.get(this.#listOfOverride.get(key) ?? Number.NaN)?.[level];
    if (known?.format === NOTHING) return undefined;
    const isNumbered = known ? known.format !== BULLET : /[\p{L}\p{N}]/u.test(shown);
    if (!isNumbered) return null;
    const counts = this.#counts.get(key) ?? [];
    this.#counts.set(key, counts);
    const digits = /(\d{1,9})\D*$/.exec(shown)?.[1];
    const before = counts[level];
    const number =
      digits === undefined ? (before === undefined ? (known?.start ?? 1) : before + 1) : Number(digits);
    counts[level] = number;
    counts.length = level + 1;
    return number;
  }
}
