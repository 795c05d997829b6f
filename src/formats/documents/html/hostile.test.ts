import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../../core/errors.ts';
import { checkStructure } from '../../../core/text/check.ts';
import { LIMITS } from '../reader.ts';
import { readHtml } from './reader.ts';
import { parseTree } from './tree.ts';

type Outcome = 'read' | string;

/** Reads or says why not; anything else than a GlossatorError, or an unsound text, fails. */
function outcome(bytes: Uint8Array): Outcome {
  try {
    const document = readHtml({ bytes, fileName: 'page.html' });
    expect(checkStructure(document)).toEqual([]);
    return 'read';
  } catch (thrown) {
    if (thrown instanceof GlossatorError) return thrown.code;
    throw thrown;
  }
}

const many = (piece: string, times: number): string => piece.repeat(times);

describe('hostile pages', () => {
  it.each<[string, string, Outcome]>([
    ['elements nested a little too deep', `${many('<div>', 1_000)}text`, 'read'],
    ['elements nested far too deep', `${many('<div>', 100_000)}text`, 'structure-too-deep'],
    ['formatting nested far too deep', `${many('<b>', 100_000)}text`, 'structure-too-deep'],
    ['formatting that is never closed', many('<p><b><i><font color=red>text ', 500), 'read'],
    ['tables nested too deep', `${many('<table><tr><td>x', 400)}`, 'read'],
    ['lists nested too deep', many('<ul><li>x', 600), 'read'],
    ['templates nested too deep', `${many('<template>', 3_000)}x`, 'file-empty'],
    ['foreign elements nested far too deep', `${many('<svg><g>', 50_000)}x`, 'structure-too-deep'],
    ['misnested links and tables', `${many('<a><table>', 300)}x`, 'read'],
    ['a comment that never ends', `x${many('<!--', 100_000)}`, 'read'],
    ['megabytes of attributes', `<p ${many('abcdefgh="1" ', 200_000)}>text</p>`, 'read'],
    ['an attribute of megabytes', `<p class="${many('nav ', 1_000_000)}">text</p>`, 'read'],
    [
      'thousands of different attributes',
      `<p ${Array.from({ length: 20_000 }, (_, at) => `a${at}=1`).join(' ')}>text`,
      'read',
    ],
    ['megabytes of white space', `<p>a${many(' \n', 1_000_000)}b`, 'read'],
    [
      'a paragraph of thousands of marks',
      `<p>${many('<b>x</b> <a href="https://example.org/">y</a> ', 20_000)}`,
      'read',
    ],
    [
      'cells that span everything',
      `<table>${many('<tr><th colspan=9999 rowspan=99999>x', 2_000)}</table>`,
      'read',
    ],
    ['a character of thousands of accents', `<p>a${many('\u0301', 20_000)}`, 'read'],
    ['a paragraph without end or space', `<p>${many('x', 500_000)}`, 'read'],
    ['characters that are none', `<p>${many('&#0;&#xD800;&#x110000;&#xFFFE;\u0000', 1_000)}x`, 'read'],
    ['data nested too deep', `<script type="application/ld+json">${many('[', 100_000)}</script><p>x`, 'read'],
    ['a frameset', `<frameset>${many('<frame src=x>', 100)}</frameset>`, 'file-empty'],
    ['nothing but text', many('<plaintext><p>', 1_000), 'read'],
    ['nothing', '', 'file-empty'],
  ])('%s', (_name, html, expected) => {
    expect(outcome(Buffer.from(html))).toBe(expected);
  });

  it('draw up what is nested too deep, and say so', () => {
    const document = readHtml({
      bytes: Buffer.from(`${many('<div>', 600)}a<p>b</p>`),
      fileName: 'page.html',
    });
    expect(document.text).toBe('a\n\nb');
    expect(document.warnings.map(({ code }) => code)).toEqual(['structure-too-deep']);
  });

  it.each([
    ['more parts than a page may have', { nodes: 1_000 }, 'file-too-large'],
    ['parts beyond the time that a page may take', { parseMilliseconds: -1 }, 'structure-too-deep'],
  ])('are not read with %s', (_name, limits, code) => {
    const parse = () => parseTree(many('<p>text', 5_000), 'page', { ...LIMITS, ...limits });
    expect(parse).toThrow(expect.objectContaining({ code }));
  });
});

describe('any page at all', () => {
  const tags = fc.constantFrom(
    ...[
      'p',
      'div',
      'b',
      'a href="/x"',
      'table',
      'tr',
      'td colspan=2',
      'th',
      'ul',
      'ol start=-5',
      'li',
      'pre',
      'br',
      'hr',
      'h2',
      'nav',
    ],
    ...[
      'blockquote',
      'select',
      'option',
      'svg',
      'math',
      'template',
      'script',
      'style',
      'title',
      'body',
      'html',
      'head',
      'form',
      'button',
    ],
    ...[
      'ruby',
      'rt',
      'rp',
      'q',
      'figure',
      'figcaption',
      'caption',
      'col',
      'dl',
      'dt',
      'dd',
      'noscript',
      'article',
      'main',
      'textarea',
    ],
  );
  const piece = fc.oneof(
    tags.map((tag) => `<${tag}>`),
    tags.map((tag) => `</${tag.split(' ')[0]}>`),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      'text ',
      '\n',
      '&nbsp;',
      '&#13;',
      '<!--',
      '-->',
      'Subscribe to our newsletter',
      '😀',
      'и\u0306',
      '<',
      '&',
      '"',
      '\u0000',
    ),
  );

  it('is read soundly, or refused with a reason', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(['read', 'file-empty']).toContain(outcome(Buffer.from(pieces.join(''))));
      }),
      { numRuns: 500 },
    );
  });

  it('is read soundly from any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(['read', 'file-empty']).toContain(outcome(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('yields no markup that runs or fetches, only text, marks and safe addresses', () => {
    const bytes = Buffer.from(
      '<body onload=x()><meta http-equiv=refresh content="0;url=javascript:x()"><img src=x onerror=x()>' +
        '<a href="javascript:x()" onclick=x()>a</a><form action="https://example.org/x"><button formaction="javascript:x()">b</button></form>' +
        '<a href="https://example.org/" ping="https://example.org/p">c</a><link rel=import href=x><base href="https://example.org/">' +
        '&lt;script&gt;x()&lt;/script&gt;',
    );
    const { text, marks, blocks } = readHtml({ bytes, fileName: 'page.html' });
    expect(text).toBe('a\n\nb\n\nc<script>x()</script>');
    expect(marks.map(({ kind, href }) => [kind, href])).toEqual([['link', 'https://example.org/']]);
    expect(new Set(blocks.flatMap(Object.keys))).toEqual(new Set(['kind', 'start', 'end']));
  });
});
