import type { TextRange } from '../../../core/text/structure.ts';
import type { ExportTally } from '../writer.ts';
import { encodeField, formatOther, TYPE_FIELD } from './brackets.ts';
import type { LaidRow, Layout } from './layout.ts';
import { encodeSpaces, type Misc } from './misc.ts';
import { tagCode } from './tags.ts';

/** An annotation as it is to be marked. */
export interface Passage {
  readonly label: string;
  readonly path: readonly string[];
  /** UTF-16 offsets, half-open, in text order */
  readonly ranges: readonly TextRange[];
  readonly features: Readonly<Record<string, string>>;
}

interface Mention {
  readonly passage: Passage;
  /** places of rows, both included */
  readonly parts: readonly (readonly [first: number, last: number])[];
}

function overlaps(one: Mention, other: Mention): boolean {
  return one.parts.some(([first, last]) => other.parts.some(([from, to]) => first <= to && from <= last));
}

/** Puts annotations on the rows of a layout: in the tags that the imported file had where they are that and no more, else in brackets. */
export class Marks {
  readonly #layout: Layout;
  readonly #declared: readonly string[];
  readonly #tally: ExportTally;
  readonly #rows: readonly LaidRow[];
  /** rows of words */
  readonly #words: readonly { readonly row: number; readonly place: TextRange }[];
  readonly #tags = new Map<string, Map<number, string>>();
  readonly #closing = new Map<number, string[]>();
  readonly #opening = new Map<number, { readonly length: number; readonly text: string }[]>();
  #mentions = 0;

  constructor(layout: Layout, declared: readonly string[], tally: ExportTally) {
    this.#layout = layout;
    this.#declared = declared;
    this.#tally = tally;
    this.#rows = layout.sentences.flatMap(({ rows }) => rows);
    this.#words = this.#rows.flatMap(({ place }, row) => (place ? [{ row, place }] : []));
  }

  /** The fields of brackets, where there are such; else null. */
  get fields(): readonly string[] | null {
    return this.#mentions > 0 ? this.#declared : null;
  }

  place(passages: readonly Passage[]): void {
    const mentions: Mention[] = [];
    for (const passage of passages) {
      const parts = passage.ranges.flatMap((range) => this.#part(range));
      if (parts.length === 0) this.#tally.lose('annotations that mark no word', 1);
      else if (!this.#asTag(passage, parts)) mentions.push({ passage, parts });
    }
    this.#brackets(mentions);
  }

  /** What is marked at a row. */
  at(row: number): Misc {
    const openings = (this.#opening.get(row) ?? []).toSorted((a, b) => b.length - a.length);
    const brackets = [...(this.#closing.get(row) ?? []), ...openings.map(({ text }) => text)].join('');
    const marks: [string, string][] = brackets === '' ? [] : [['Entity', brackets]];
    for (const key of this.#layout.labels.keys()) {
      const tag = this.#tags.get(key)?.get(row) ?? (this.#rows[row]?.tags.has(key) ? 'O' : undefined);
      if (tag !== undefined) marks.push([key, tag]);
    }
    return marks;
  }

  /** The words that a range has a part in. */
  #part({ start, end }: TextRange): readonly (readonly [number, number])[] {
    const words = this.#words;
    let low = 0;
    for (let high = words.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if ((words[middle]?.place.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    let last = low - 1;
    while ((words[last + 1]?.place.start ?? Number.POSITIVE_INFINITY) < end) last += 1;
    const [one, other] = [words[low], words[last]];
    if (!one || !other || last < low) return [];
    const isExact = one.place.start === start && other.place.end === end;
    this.#tally.lose(
      'ends of annotations inside tokens or white space (moved to those of tokens)',
      isExact ? 0 : 1,
    );
    return [[one.row, other.row]];
  }

  /** Whether the passage could be written in a key whose tags the imported file had. */
  #asTag({ label, path, features }: Passage, parts: Mention['parts']): boolean {
    const [part] = parts;
    if (!part || parts.length > 1 || Object.keys(features).length > 0) return false;
    const [first, last] = part;
    const rows = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter(
      (row) => this.#rows[row]?.place,
    );
    for (const [key, labels] of this.#layout.labels) {
      const told = path.length > 1 && path[0] === key ? path.slice(1).join(' / ') : label;
      if (!labels.has(told) || JSON.stringify(tagCode(key, told)) !== JSON.stringify(path)) continue;
      const tags = this.#tags.get(key) ?? new Map<number, string>();
      if (rows.some((row) => tags.has(row)) || !this.#inOneSentence(first, last)) continue;
      for (const [at, row] of rows.entries()) tags.set(row, `${at === 0 ? 'B' : 'I'}-${encodeSpaces(told)}`);
      this.#tags.set(key, tags);
      return true;
    }
    return false;
  }

  #inOneSentence(first: number, last: number): boolean {
    let from = 0;
    for (const { rows } of this.#layout.sentences) {
      if (first < from + rows.length) return last < from + rows.length;
      from += rows.length;
    }
    return false;
  }

  #brackets(mentions: readonly Mention[]): void {
    this.#mentions = mentions.length;
    const [idField = 'eid'] = this.#declared;
    const told = Map.groupBy(mentions, ({ passage }) => passage.features[idField] ?? '');
    const taken = new Set(told.keys());
    let number = 0;
    const fresh = (): string => {
      do number += 1;
      while (taken.has(`e${number}`));
      return `e${number}`;
    };
    for (const [id, group] of told) {
      // Brackets of one id close in the order in which they opened last: those that cross would be read as others.
      const sharing: Mention[] = [];
      for (const mention of group) {
        const isClear = id !== '' && !sharing.some((other) => overlaps(mention, other));
        if (isClear) sharing.push(mention);
        else if (id !== '') this.#tally.lose('ids of mentions that overlap others of the same id', 1);
        this.#bracket(mention, isClear ? id : fresh());
      }
    }
  }

  #bracket({ passage, parts }: Mention, plainId: string): void {
    const fields = this.#fieldsOf(passage);
    for (const [index, [first, last]] of parts.entries()) {
      const id = encodeField(plainId) + (parts.length > 1 ? `[${index + 1}/${parts.length}]` : '');
      const text = `(${[id, ...fields].join('-')}`;
      const opening = { length: last - first, text: first === last ? `${text})` : text };
      const there = this.#opening.get(first);
      if (there) there.push(opening);
      else this.#opening.set(first, [opening]);
      if (first !== last) this.#closing.set(last, [`${id})`, ...(this.#closing.get(last) ?? [])]);
    }
  }

  /** The fields after the id, in the order declared; what has no field of its own goes into `other`. */
  #fieldsOf({ label, features }: Passage): readonly string[] {
    const [idField = 'eid', ...names] = this.#declared;
    const rest = new Map(Object.entries(features));
    rest.delete(idField);
    const values = names.map((name) => {
      if (name === TYPE_FIELD) return encodeField(label);
      if (name === 'other') return null;
      const value = rest.get(name) ?? (name === 'head' ? '1' : '');
      rest.delete(name);
      return encodeField(value);
    });
    if (!names.includes('other'))
      this.#tally.lose('attribute values for which the imported file has no field', rest.size);
    return values.map((value) => value ?? formatOther(Object.fromEntries(rest)));
  }
}
