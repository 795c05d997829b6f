import type { Mark, MarkKind } from '../../../core/text/structure.ts';

/** How a run of text looks. */
export interface RunStyle {
  readonly kinds: readonly MarkKind[];
  /** where the run stands in a link: an address that may be kept */
  readonly href?: string | undefined;
}

interface OpenMark {
  readonly kind: MarkKind;
  readonly href?: string;
  readonly start: number;
}

/** Gathers a paragraph out of runs, as office documents hold it: each run says for itself how it looks. */
export class RunText {
  #text = '';
  #marks: Mark[] = [];
  readonly #open = new Map<string, OpenMark>();

  get isEmpty(): boolean {
    return this.#text === '';
  }

  /** Whether white space that comes now would be beside other white space, or at the beginning. */
  get endsWithSpace(): boolean {
    return this.#text === '' || /[ \n]$/.test(this.#text.slice(-1));
  }

  append(text: string, { kinds, href }: RunStyle): void {
    if (text === '') return;
    const wanted = new Set<string>(kinds);
    if (href !== undefined) wanted.add(`link ${href}`);
    for (const [key, mark] of this.#open) if (!wanted.has(key)) this.#close(key, mark);
    const start = this.#text.length;
    for (const kind of kinds) if (!this.#open.has(kind)) this.#open.set(kind, { kind, start });
    if (href !== undefined && !this.#open.has(`link ${href}`)) {
      this.#open.set(`link ${href}`, { kind: 'link', href, start });
    }
    this.#text += text;
  }

  /** What has been gathered, UTF-16 offsets; empty after it. White space at its ends is left out. */
  take(): { readonly text: string; readonly marks: readonly Mark[] } {
    for (const [key, mark] of this.#open) this.#close(key, mark);
    const newlines = this.#text.replace(/\r\n?/g, '\n').toWellFormed();
    const text = newlines.trim();
    const from = newlines.length - newlines.trimStart().length;
    const marks = this.#marks.flatMap((mark) => {
      const start = Math.max(0, mark.start - from);
      const end = Math.min(text.length, mark.end - from);
      return start < end ? [{ ...mark, start, end }] : [];
    });
    this.#text = '';
    this.#marks = [];
    return { text, marks };
  }

  #close(key: string, mark: OpenMark): void {
    this.#open.delete(key);
    this.#marks.push({ ...mark, end: this.#text.length });
  }
}
