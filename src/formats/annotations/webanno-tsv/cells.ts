/*
 * Cells of WebAnno TSV 3: https://inception-project.github.io/releases/36.0/docs/user-guide.html#sect_webannotsv
 */

/** Divides at a mark that no backslash stands before. */
function divide(text: string, mark: string): readonly string[] {
  if (!text.includes(mark)) return [text];
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.startsWith(mark, at)) {
      parts.push(text.slice(from, at));
      from = at + mark.length;
      at = from - 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** One of the stacked values of a cell: null stands for `*`, no value. */
export interface CellValue {
  readonly value: string | null;
  /** tells annotations of several tokens and stacked ones apart; 0: not told */
  readonly id: number;
}

export function unescaped(text: string): string {
  return text.replace(/\\(->|.)/gs, (_, mark: string) =>
    mark === 't' ? '\t' : mark === 'n' ? '\n' : mark === 'r' ? '\r' : mark,
  );
}

export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\\[\]|_;*]|->/g, '\\$&')
    .replace(/\t/g, '\\t')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r');
}

/** What stands before the number in brackets, as it stands, and the number; 0: there is none. Brackets that are escaped are of the value. */
export function numbered(part: string): { readonly raw: string; readonly id: number } {
  const found = /^((?:\\.|[^\\])*)\[(\d+)\]$/s.exec(part);
  return { raw: found?.[1] ?? part, id: Number(found?.[2] ?? 0) };
}

function valueOfCell(part: string): CellValue {
  const { raw, id } = numbered(part);
  return { value: raw === '*' ? null : unescaped(raw), id };
}

/** The stacked values of a cell; none for `_`. */
export function cellValues(cell: string): readonly CellValue[] {
  return cell === '_' || cell === '' ? [] : divide(cell, '|').map(valueOfCell);
}

/** Stacked values as they stand, for cells with marks of their own (chains, slots, references). */
export function rawValues(cell: string): readonly string[] {
  return cell === '_' || cell === '' ? [] : divide(cell, '|');
}

export function slotValues(part: string): readonly string[] {
  return divide(part, ';');
}

export function cellOf(value: string | null, id: number): string {
  return (value === null ? '*' : escaped(value)) + (id > 0 ? `[${id}]` : '');
}
