import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
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
export function findArticle(body: ParentNode, elementCount: number): Article | null {
  if (elementCount > LIMITS.articleElements) return null;
  const numbered: Element[] = [];
  const parts: string[] = ['<!doctype html><html><head><title></title></head><body>'];
  writeCopy(body, numbered, parts);
  parts.push('</body></html>');
  const { document } = parseHTML(parts.join(''));
  const found = new Readability<{ querySelectorAll(selectors: string): Iterable<unknown> }>(document, {
    charThreshold: SHORT_ARTICLE,
    disableJSONLD: true,
    keepClasses: true,
    serializer: (node) => node as unknown as { querySelectorAll(selectors: string): Iterable<unknown> },
  }).parse();
  if (!found?.content) return null;
  const article = new Set<Element>();
  for (const element of found.content.querySelectorAll(`[${MARKER}]`) as Iterable<{
    getAttribute(name: string): string | null;
  }>) {
    const original = numbered[Number(element.getAttribute(MARKER))];
    if (original) article.add(original);
  }
  return article.size > 0 ? article : null;
}

function writeCopy(node: ParentNode, numbered: Element[], parts: string[]): void {
  for (const child of node.childNodes) {
    if (isText(child)) parts.push(escapeText(child.value));
    else if (isElement(child)) writeElement(child, numbered, parts);
  }
}

function writeElement(element: Element, numbered: Element[], parts: string[]): void {
  const { tagName } = element;
  const isPicture = tagName === 'img';
  if (!isPicture && isUnseen(element)) return;
  // Names from broken pages may hold anything; only plain ones can be written.
  const name = /^[a-z][a-z0-9]*$/.test(tagName) && tagName !== 'body' && tagName !== 'html' ? tagName : 'div';
  parts.push(`<${name} ${MARKER}="${numbered.length}"`);
  numbered.push(element);
  for (const attributeName of TELLING) {
    const value = attribute(element, attributeName);
    if (value) parts.push(` ${attributeName}="${escapeText(value.slice(0, 500)).replace(/"/g, '&quot;')}"`);
  }
  if (tagName === 'a' && attribute(element, 'href') !== null) {
    parts.push(attribute(element, 'href')?.startsWith('#') ? ' href="#a"' : ' href="https://example.org/"');
  }
  if (isPicture) parts.push(' src="https://example.org/p"');
  parts.push('>');
  if (VOID.has(name)) return;
  writeCopy(element, numbered, parts);
  parts.push(`</${name}>`);
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
