import type { Block, StructuredText } from '../../../src/core/text/structure.ts';
import { type Run, written } from './inline.ts';
import { packed, XML } from './packed.ts';
import { quotedPrintable } from './quoted-printable.ts';

function run({ text, style }: Run): string {
  if (style === 'strong') return `<strong>${text}</strong>`;
  if (style === 'emphasis') return `<em>${text}</em>`;
  return style === 'link' ? `<a href="https://example.org/a">${text}</a>` : text;
}

function element({ kind, level = 1, quote }: Block, content: string): string {
  if (kind === 'heading') return `<h${level}>${content}</h${level}>`;
  if (kind === 'list-item') return `<ul><li>${content}</li></ul>`;
  return quote ? `<blockquote><p>${content}</p></blockquote>` : `<p class="text">${content}</p>`;
}

/** The text as the content of a page's body. */
export function elementsOf(structured: StructuredText): readonly string[] {
  return written(structured, run, element);
}

/** What a site puts around an article; it is text of the page too. */
const MENU = Array.from({ length: 30 }, (_, at) => `Section ${at}`);
export const FURNITURE = MENU.join('\n');

/** A web page that is one long article among a site's menu, styles and scripts. */
export function htmlFile(structured: StructuredText): string {
  const menu = MENU.map((each) => `<li class="menu__item"><a href="/s">${each}</a></li>`).join('\n');
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A page</title>\n<style>${'.text{margin:1em}'.repeat(200)}</style><script>${'var x = 1;'.repeat(500)}</script></head>\n<body><nav><ul>${menu}</ul></nav><main><article>\n${elementsOf(structured).join('\n')}\n</article></main></body></html>`;
}

/** The same page, saved with its styles into one file as Chromium does (RFC 2557). */
export function mhtmlFile(structured: StructuredText): string {
  const part = (type: string, place: string, content: string): string =>
    `----b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/${place}\r\n\r\n${quotedPrintable(content)}\r\n`;
  return `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/page\r\nSubject: A page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n${part('text/html; charset=utf-8', 'page', htmlFile(structured))}${part('text/css', 'a.css', '.text{margin:1em}\n'.repeat(2_000))}----b--\r\n`;
}

const CHAPTER_BLOCKS = 60;

/** An e-book of EPUB 3 with a file for each chapter, and the headings that chapters are given. */
export async function epubFile(
  structured: StructuredText,
): Promise<{ readonly content: Uint8Array; readonly added: string }> {
  const elements = elementsOf(structured);
  const chapters = Array.from({ length: Math.ceil(elements.length / CHAPTER_BLOCKS) }, (_, at) =>
    elements.slice(at * CHAPTER_BLOCKS, (at + 1) * CHAPTER_BLOCKS).join('\n'),
  );
  const page = (body: string): string =>
    `${XML}<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>A book</title></head><body>${body}</body></html>`;
  const items = chapters.map(
    (_, at) => `<item id="c${at}" href="c${at}.xhtml" media-type="application/xhtml+xml"/>`,
  );
  const headings = chapters.map((_, at) => `Chapter ${at + 1}`);
  const links = headings.map((heading, at) => `<li><a href="c${at}.xhtml">${heading}</a></li>`);
  const content = await packed({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': `${XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    'OPS/a.opf': `${XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">a</dc:identifier><dc:title>A book</dc:title><dc:language>en</dc:language></metadata><manifest><item id="nav" properties="nav" href="nav.xhtml" media-type="application/xhtml+xml"/>${items.join('')}</manifest><spine>${chapters.map((_, at) => `<itemref idref="c${at}"/>`).join('')}</spine></package>`,
    'OPS/nav.xhtml': page(`<nav epub:type="toc"><ol>${links.join('')}</ol></nav>`),
    ...Object.fromEntries(
      chapters.map((body, at) => [`OPS/c${at}.xhtml`, page(`<h1>${headings[at]}</h1>\n${body}`)]),
    ),
  });
  return { content, added: headings.join('\n') };
}
