import type { Id } from '../ids.ts';

export const LINKED_KINDS = ['document', 'code', 'annotation', 'entity', 'memo'] as const;
export type LinkedKind = (typeof LINKED_KINDS)[number];

export interface LinkReference {
  readonly kind: LinkedKind;
  /** of a record, in lower case */
  readonly id: Id;
}

/** A link to a record in a Markdown text. UTF-16 offsets of all of it, brackets included, half-open. */
export interface RecordLink extends LinkReference {
  readonly start: number;
  readonly end: number;
  /** its words, without Markdown escapes */
  readonly label: string;
}

const ADDRESS =
  /^glossator:([a-z]+)\/([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/i;
/** `(glossator:` and `)` with the longest kind and an id between. */
const DESTINATION_LENGTH = 64;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

function isLinkedKind(kind: string): kind is LinkedKind {
  return LINKED_KINDS.some((each) => each === kind);
}

/** What an address leads to: `glossator:KIND/ID` with a kind of LINKED_KINDS and a UUIDv7; null for every other address. */
export function parseRecordAddress(address: string): LinkReference | null {
  const [, kind = '', id = ''] = ADDRESS.exec(address) ?? [];
  return isLinkedKind(kind) ? { kind, id: id.toLowerCase() } : null;
}

export function recordAddress({ kind, id }: LinkReference): string {
  return `glossator:${kind}/${id}`;
}

/** A link as Markdown. The words are plain: what Markdown would read as a sign is escaped, line breaks become spaces. */
export function writeRecordLink(label: string, reference: LinkReference): string {
  const words = label.replace(/\s+/gu, ' ').replace(/[\\`*_[\]<>&!~|]/g, '\\$&');
  return `[${words}](${recordAddress(reference)})`;
}

function plainLabel(markdown: string): string {
  return markdown.replace(/\\([\s\S])/g, (whole: string, sign: string) =>
    PUNCTUATION.test(sign) ? sign : whole,
  );
}

/** The ends of code spans and fenced blocks, in one pass each: `endOf(at)` is where the code ends that begins at a run of backticks, or null. */
class CodeSpans {
  readonly #runs = new Map<number, number[]>();

  constructor(markdown: string) {
    for (const run of markdown.matchAll(/`+/g)) {
      const starts = this.#runs.get(run[0].length);
      if (starts) starts.push(run.index);
      else this.#runs.set(run[0].length, [run.index]);
    }
    for (const starts of this.#runs.values()) starts.reverse();
  }

  /** Asked in ascending order only: runs that lie behind are let go. */
  endOf(at: number, length: number): number | null {
    const starts = this.#runs.get(length) ?? [];
    while (starts.length > 0 && (starts.at(-1) ?? 0) <= at) starts.pop();
    const end = starts.at(-1);
    return end === undefined ? null : end + length;
  }
}

const FENCE = /^ {0,3}(`{3,}|~{3,})[^\n]*(?:\n|$)/;

/** Where a fenced block ends that begins with the line at `at`; null where none begins there. */
function fenceEnd(markdown: string, at: number): number | null {
  const line = markdown.slice(at, lineEnd(markdown, at));
  const fence = FENCE.exec(line)?.[1];
  if (!fence || (fence[0] === '`' && line.trimStart().slice(fence.length).includes('`'))) return null;
  const closing = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`);
  let next = lineEnd(markdown, at);
  while (next < markdown.length) {
    const end = lineEnd(markdown, next + 1);
    if (closing.test(markdown.slice(next + 1, end))) return end;
    next = end;
  }
  return markdown.length;
}

/** The line break that ends the line at `at`, or the end of the text. */
function lineEnd(markdown: string, at: number): number {
  const end = markdown.indexOf('\n', at);
  return end < 0 ? markdown.length : end;
}

/**
 * The links to records in a Markdown text, in its order (of links within links the inner ones, as CommonMark has it): `[words](glossator:KIND/ID)`. Not those in code, behind a backslash, or across an
 * empty line; images are no links. Takes time in proportion to the text, whatever it holds.
 */
export function findRecordLinks(markdown: string): readonly RecordLink[] {
  const code = new CodeSpans(markdown);
  const links: RecordLink[] = [];
  let open: number[] = [];
  for (let at = 0; at < markdown.length; at++) {
    if (at === 0 || markdown[at - 1] === '\n') {
      const end = fenceEnd(markdown, at);
      if (end !== null) {
        open = [];
        at = end;
        continue;
      }
      if (/^[ \t]*$/.test(markdown.slice(at, lineEnd(markdown, at)))) open = [];
    }
    const sign = markdown[at];
    if (sign === '\\') at += 1;
    else if (sign === '`') {
      let length = 1;
      while (markdown[at + length] === '`') length += 1;
      at = (code.endOf(at, length) ?? at + length) - 1;
    } else if (sign === '[') open.push(at);
    else if (sign === ']') {
      const start = open.pop();
      const link = start === undefined ? null : linkAt(markdown, start, at);
      if (!link) continue;
      links.push(link);
      // A link holds no link: what is open around it is text.
      open = [];
      at = link.end - 1;
    }
  }
  return links;
}

function linkAt(markdown: string, start: number, close: number): RecordLink | null {
  if (markdown[close + 1] !== '(') return null;
  if (markdown[start - 1] === '!' && markdown[start - 2] !== '\\') return null;
  const after = markdown.slice(close + 2, close + 2 + DESTINATION_LENGTH);
  const length = after.indexOf(')');
  const reference = length < 0 ? null : parseRecordAddress(after.slice(0, length));
  if (!reference) return null;
  const label = plainLabel(markdown.slice(start + 1, close));
  return { ...reference, start, end: close + 2 + length + 1, label };
}

/**
 * The text with its links leading elsewhere: to what `to` gives for each, or left as it is where that is null. For records that were merged into others.
 */
export function redirectRecordLinks(
  markdown: string,
  to: (reference: LinkReference) => LinkReference | null,
): string {
  let redirected = '';
  let done = 0;
  for (const { kind, id, start, end } of findRecordLinks(markdown)) {
    const target = to({ kind, id });
    if (!target) continue;
    const words = markdown.slice(start, end);
    redirected += `${markdown.slice(done, start) + words.slice(0, words.lastIndexOf('(') + 1)}${recordAddress(target)})`;
    done = end;
  }
  return redirected + markdown.slice(done);
}
