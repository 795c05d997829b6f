import type { OutputFile } from '../../formats/annotations/foreign/format.ts';

const PREVIEW_LINES = 20;
const PREVIEW_LINE_LENGTH = 2_000;
/** Bytes of a file that are looked at. */
const HEAD_LENGTH = 65_536;

function isBinary(beginning: Buffer): boolean {
  return beginning.includes(0);
}

function linesOf(beginning: Buffer, most: number): readonly string[] {
  if (isBinary(beginning)) return ['(not text)'];
  return beginning
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .slice(0, most)
    .filter((line) => line !== '')
    .map((line) => (line.length > PREVIEW_LINE_LENGTH ? `${line.slice(0, PREVIEW_LINE_LENGTH)}…` : line));
}

/** The first lines of what a writer makes; of several files, those of each under its name, until there are enough. */
export class PreviewLines {
  readonly #isNamed: boolean;
  readonly #isShown: boolean;
  readonly lines: string[] = [];
  /** why there are no lines */
  note: string | null = null;

  /** `isNamed`: the format is one of several files; `isShown`: what the writer gives is what will be written */
  constructor(isNamed: boolean, isShown = true) {
    this.#isNamed = isNamed;
    this.#isShown = isShown;
  }

  get isFull(): boolean {
    return this.lines.length >= PREVIEW_LINES;
  }

  /** Takes the file's beginning; reads it to its end, a piece at a time, unless `onPiece` says that it is enough. */
  async take({ path, pieces }: OutputFile, onPiece: (isFull: boolean) => Promise<boolean>): Promise<void> {
    const beginning: Uint8Array[] = [];
    let length = 0;
    for await (const piece of pieces) {
      if (length < HEAD_LENGTH) beginning.push(Buffer.from(piece));
      length += piece.byteLength;
      if (!(await onPiece(length >= HEAD_LENGTH))) break;
    }
    if (this.isFull) return;
    if (!this.#isShown) {
      this.note = 'The pages are laid out when they are exported.';
      return;
    }
    const head = Buffer.concat(beginning).subarray(0, HEAD_LENGTH);
    if (!this.#isNamed && isBinary(head)) {
      this.note = 'The file is not plain text, so that there are no lines of it to show.';
      return;
    }
    if (this.#isNamed) this.lines.push(`── ${path}`);
    const room = PREVIEW_LINES - this.lines.length;
    this.lines.push(...linesOf(head, this.#isNamed ? Math.min(8, room) : room));
  }
}
