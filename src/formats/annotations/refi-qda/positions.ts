import type { TextRange } from '../../../core/text/structure.ts';
import { FileText } from '../foreign/canonical.ts';

/**
 * How a program counts positions in the plain text of a source. REFI-QDA 1.5, 10.2, speaks of the first and the last character of a
 * selection, counted in Unicode code points; what programs write differs in each of these.
 */
export interface Convention {
  readonly unit: 'code-points' | 'utf16';
  /** whether a line end of CR LF counts as two */
  readonly lineEnds: 'as-stored' | 'one';
  /** whether endPosition is that of the last character, or of the one after it */
  readonly end: 'exclusive' | 'inclusive';
}

/** The likeliest first: of those that fit equally well the first is taken. */
export const CONVENTIONS: readonly Convention[] = (['exclusive', 'inclusive'] as const).flatMap((end) =>
  (['code-points', 'utf16'] as const).flatMap((unit) =>
    (['as-stored', 'one'] as const).map((lineEnds) => ({ unit, lineEnds, end })),
  ),
);

export interface StatedSelection {
  readonly start: number;
  readonly end: number;
  /** what the file calls it: often the selected text, or its beginning */
  readonly name: string;
}

/** The text of a source, in which stated positions are found. */
export class SourceText {
  readonly file: FileText;
  /** as it stands in the file */
  readonly raw: string;
  #joined: FileText | undefined;

  constructor(raw: string) {
    this.raw = raw;
    this.file = new FileText(raw);
  }

  /** UTF-16 offsets into the canonical text, half-open; past its end where the file says so. */
  range({ start, end }: TextRange, convention: Convention): TextRange {
    const at = (offset: number): number => {
      const text = convention.lineEnds === 'one' ? this.#oneLineEnds() : this.file;
      return convention.unit === 'code-points' ? text.codePoint(offset) : text.utf16(offset);
    };
    return { start: at(start), end: at(convention.end === 'inclusive' ? end + 1 : end) };
  }

  #oneLineEnds(): FileText {
    this.#joined ??= this.raw.includes('\r') ? new FileText(this.file.text) : this.file;
    return this.#joined;
  }
}

function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Fewer characters say little: a short name may be a label that someone gave. */
const TELLING = 3;

/** Whether a selection's name is the text that it selects, whole or cut short. */
function isNamedAfter(name: string, selected: string): boolean {
  const called = plain(name);
  const text = plain(selected);
  if (called.length < TELLING) return false;
  if (called === text) return true;
  const beginning = /^(.*?)\s*(?:…|\.\.\.)$/su.exec(called)?.[1];
  return beginning !== undefined && beginning.length >= TELLING && text.startsWith(beginning);
}

/** For each of the CONVENTIONS: how many of the selections are called what they select under it. */
export function fitsOf(text: SourceText, selections: readonly StatedSelection[]): readonly number[] {
  return CONVENTIONS.map(
    (convention) =>
      selections.filter((selection) => {
        const { start, end } = text.range(selection, convention);
        return isNamedAfter(selection.name, text.file.text.slice(start, end));
      }).length,
  );
}

/**
 * The convention under which most selections of a project are called what they select; the likeliest where names say nothing.
 * `counts` has what `fitsOf` gives for each text.
 */
export function bestConvention(counts: readonly (readonly number[])[]): Convention {
  const sums = CONVENTIONS.map((_, at) => counts.reduce((sum, fits) => sum + (fits[at] ?? 0), 0));
  return CONVENTIONS[sums.indexOf(Math.max(...sums))] as Convention;
}
