import type { Mark, MarkKind } from '../../../core/text/structure.ts';

export interface InlineText {
  readonly text: string;
  /** UTF-16 offsets of the text */
  readonly marks: readonly Mark[];
  /** code units that stand in links, wherever these lead */
  readonly linked: number;
}

interface OpenMark {
  readonly kind: MarkKind;
  readonly href?: string;
  /** where its first visible character stands; -1 while there is none in the present paragraph */
  start: number;
}

/** White space that CSS collapses; a no-break space and other Unicode spaces are characters like any. */
const COLLAPSIBLE = /[ \t\n\r\f]+/g;

/**
 * Gathers the text of one paragraph out of runs of source text, as CSS lays it out with `white-space: normal`: runs of
 * white space become one space, none at the beginning, at the end or beside a line break. Marks begin and end at visible
 * characters; those that are open go on in the next paragraph.
 */
export class InlineCollector {
  #text = '';
  #space = false;
  #breaks = 0;
  #marks: Mark[] = [];
  #linked = 0;
  #links = 0;
  readonly #open: OpenMark[] = [];

  get isEmpty(): boolean {
    return this.#text === '';
  }

  /** line breaks since the last visible character */
  get breaks(): number {
    return this.#breaks;
  }

  append(source: string): void {
    const collapsed = source.replace(COLLAPSIBLE, ' ');
    if (collapsed === '' || collapsed === ' ') {
      this.#space ||= collapsed === ' ';
      return;
    }
    const leading = collapsed.startsWith(' ') ? 1 : 0;
    const trailing = collapsed.endsWith(' ') ? 1 : 0;
    this.#space ||= leading === 1;
    this.#write(collapsed.slice(leading, collapsed.length - trailing));
    this.#space = trailing === 1;
  }

  /** Text whose white space counts. */
  appendPreformatted(source: string): void {
    const text = source.replace(/\r\n?/g, '\n');
    if (text) this.#write(text);
  }

  lineBreak(): void {
    this.#breaks += 1;
    this.#space = false;
  }

  #write(text: string): void {
    if (this.#text !== '') {
      if (this.#breaks > 0) this.#text += '\n';
      else if (this.#space) this.#text += ' ';
    }
    this.#breaks = 0;
    this.#space = false;
    for (const mark of this.#open) if (mark.start < 0) mark.start = this.#text.length;
    this.#text += text;
    if (this.#links > 0) this.#linked += text.length;
  }

  enterLink(): void {
    this.#links += 1;
  }

  leaveLink(): void {
    this.#links -= 1;
  }

  open(kind: MarkKind, href?: string): void {
    this.#open.push({ kind, start: -1, ...(href === undefined ? {} : { href }) });
  }

  /** Closes the innermost mark. */
  close(): void {
    const mark = this.#open.pop();
    if (mark) this.#end(mark);
  }

  #end({ kind, href, start }: OpenMark): void {
    if (start < 0 || start >= this.#text.length) return;
    this.#marks.push({ kind, start, end: this.#text.length, ...(href === undefined ? {} : { href }) });
  }

  /** The paragraph gathered so far; the collector is empty after it. White space only is no text. */
  take(): InlineText {
    for (const mark of this.#open) {
      this.#end(mark);
      mark.start = -1;
    }
    const taken = { text: this.#text, marks: joined(this.#marks), linked: this.#linked };
    this.#text = '';
    this.#space = false;
    this.#breaks = 0;
    this.#marks = [];
    this.#linked = 0;
    return taken;
  }
}

/** Marks of the same kind that touch or overlap become one: editors write <b>a</b><b>b</b>. */
function joined(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  const lastOfKind = new Map<string, number>();
  for (const mark of marks.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const key = `${mark.kind} ${mark.href ?? ''}`;
    const at = lastOfKind.get(key) ?? -1;
    const other = result[at];
    if (other && other.end >= mark.start) {
      if (mark.end > other.end) result[at] = { ...other, end: mark.end };
    } else {
      lastOfKind.set(key, result.length);
      result.push(mark);
    }
  }
  return result;
}
