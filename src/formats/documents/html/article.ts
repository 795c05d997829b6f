import { Readability } from '@mozilla/readability';
import JSDOMParser, { type ParsedElement } from '@mozilla/readability/JSDOMParser.js';
import { LIMITS } from '../reader.ts';
import { isUnseen } from './elements.ts';
import { attribute, type Element, isElement, isText, type ParentNode } from './tree.ts';

/** The elements of a page that belong to its article. */
export type Article = ReadonlySet<Element>;

/** Attributes that the search for the article goes by. */
const TELLING = ['class', 'id', 'role', 'itemprop', 'rel', 'dir', 'lang'];
const MARKER = 'data-glossator';
const VOID = new Set(['br', 'hr', 'img', 'wbr']);
/** Shorter finds make Readability try again with less strictness. UTF-16 code units. */
const SHORT_ARTICLE = 250;

/**
 * Seeks the article of a page with Mozilla’s Readability, over a copy of the page in which every element carries a
 * number: the numbers that survive are the article. Nothing of the copy becomes text.
 * @returns null where no article is found or the page is too large to seek one
 */
export function findArticle(body: ParentNode): Article | null {
  const copy = new PageCopy();
  copy.write(body, 1);
  if (copy.isTooLarge) return null;
  const document = new JSDOMParser().parse(copy.html());
  const found = new Readability<ParsedElement>(document, {
    charThreshold: SHORT_ARTICLE,
    disableJSONLD: true,
    keepClasses: true,
    // Of the article only its elements are wanted, not its markup.
    serializer: (node) => node as unknown as ParsedElement,
  }).parse();
  if (!found?.content) return null;
  const article = new Set<Element>();
  for (const element of found.content.getElementsByTagName('*')) {
    const original = copy.elements[Number(element.getAttribute(MARKER))];
    if (original) article.add(original);
  }
  return article.size > 0 ? article : null;
}

/** Text of one run beyond this (UTF-16 code units) makes no difference to the search. */
const RUN_MAX = 4_000;

/** A page written out again with all that matters to the search, every element numbered. */
class PageCopy {
  /** by their numbers */
  readonly elements: Element[] = [];
  readonly #parts: string[] = [];
  /** squares of all elements’ depths, summed */
  #depth = 0;

  get isTooLarge(): boolean {
    return this.elements.length > LIMITS.articleElements || this.#depth > LIMITS.articleDepth;
  }

  html(): string {
    return `<!doctype html><html><head><title></title></head><body>${this.#parts.join('')}</body></html>`;
  }

  write(node: ParentNode, depth: number): void {
    for (const child of node.childNodes) {
      if (this.isTooLarge) return;
      if (isText(child)) this.#parts.push(escapeText(child.value.slice(0, RUN_MAX).replace(/\s+/gu, ' ')));
      else if (isElement(child)) this.#element(child, depth);
    }
  }

  #element(element: Element, depth: number): void {
    const { tagName } = element;
    const isPicture = tagName === 'img';
    if (!isPicture && isUnseen(element)) return;
    // Names from broken pages may hold anything; only plain ones can be written.
    const name =
      /^[a-z][a-z0-9]*$/.test(tagName) && tagName !== 'body' && tagName !== 'html' ? tagName : 'div';
    this.#parts.push(`<${name} ${MARKER}="${this.elements.length}"`);
    this.elements.push(element);
    this.#depth += depth * depth;
    for (const telling of TELLING) {
      const value = attribute(element, telling);
      if (value) this.#parts.push(` ${telling}="${escapeText(value.slice(0, 500)).replace(/"/g, '&quot;')}"`);
    }
    const href = tagName === 'a' ? attribute(element, 'href') : null;
    if (href !== null) this.#parts.push(href.startsWith('#') ? ' href="#a"' : ' href="https://example.org/"');
    if (isPicture) this.#parts.push(' src="https://example.org/p"');
    if (VOID.has(name)) {
      this.#parts.push('/>');
      return;
    }
    this.#parts.push('>');
    this.write(element, depth + 1);
    this.#parts.push(`</${name}>`);
  }
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
