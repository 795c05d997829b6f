import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../../core/errors.ts';
import { checkStructure } from '../../../core/text/check.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { marksIn, outlineOf } from '../testing/outline.ts';
import { readMarkdown } from './reader.ts';

function read(markdown: string, fileName = 'note.md'): ParsedDocument {
  const document = readMarkdown({ bytes: Buffer.from(markdown), fileName });
  expect(checkStructure(document)).toEqual([]);
  return document;
}

describe('blocks of Markdown', () => {
  it.each<[string, string, string[]]>([
    ['headings', '# a\n\nb\n===\n\n### c ###', ['h1 a', 'h1 b', 'h3 c']],
    ['paragraphs of several lines', 'a\nb\n\nc', ['p a b', 'p c']],
    ['hard line breaks', 'a  \nb\\\nc', ['p a\nb\nc']],
    ['lists', '- a\n  - b\n- c\n\n3. d\n4. e', ['li1 a', 'li2 b', 'li1 c', 'li1#3 d', 'li1#4 e']],
    ['loose lists', '- a\n\n  b\n\n- c', ['li1 a', 'p b', 'li1 c']],
    ['task lists', '- [ ] a\n- [x] b\n- [y] c', ['li1 ☐ a', 'li1 ☑ b', 'li1 [y] c']],
    ['quotations', '> a\n>\n> > b\n\nc', ['p>1 a', 'p>2 b', 'p c']],
    ['code', '```js\na <b>\n\n  c\n```\n\n    d\n', ['pre a <b>\n\n  c', 'pre d']],
    [
      'tables',
      '| a | b |\n|---|:-:|\n| c | d |\n| e |',
      ['p[0:0,0h] a', 'p[0:0,1h] b', 'p[0:1,0] c', 'p[0:1,1] d', 'p[0:2,0] e'],
    ],
    ['rules', 'a\n\n---\n\nb', ['p a', 'hr', 'p b']],
    [
      'HTML inside',
      'a <b>b</b> c\n\n<div><p>d</p><script>x()</script></div>\n\n<!-- e -->\n\nf',
      ['p a b c', 'p d', 'p f'],
    ],
    ['footnotes', 'a[^n] b[^1]\n\n[^1]: One.\n[^n]: Two.', ['p a1 b2', 'li1#1 Two.', 'li1#2 One.']],
    ['pictures by what they are called', 'a ![the *b*](c.png) d', ['p a d', 'caption the b']],
    ['signs that mean nothing', '1\\. a \\*b\\* * c', ['p 1. a *b* * c']],
    ['entities', 'a &amp; b &lt; &#1052;', ['p a & b < М']],
  ])('%s', (_name, markdown, expected) => {
    expect(outlineOf(read(markdown))).toEqual(expected);
  });

  it('carry their marks', () => {
    const document = read(
      '**a** *b* ~~c~~ `d` [e](https://example.org/x) <https://example.org/y> https://example.org/z www.example.org',
    );
    expect(marksIn(document)).toEqual([
      'strong a',
      'emphasis b',
      'strikethrough c',
      'code d',
      'link e → https://example.org/x',
      'link https://example.org/y → https://example.org/y',
      'link https://example.org/z → https://example.org/z',
    ]);
  });

  it('lose addresses that do anything, and say so', () => {
    const document = read('[a](javascript:x) [b](data:text/html,x) [c](x.md) <a href="vbscript:x">d</a>');
    expect(document.text).toBe('a b c d');
    expect(document.marks).toEqual([]);
    expect(document.warnings.map(({ message }) => message.replace(/ .*/, ''))).toEqual(['3', '1']);
  });
});

describe('front matter', () => {
  it('gives the metadata and stays out of the text', () => {
    const document = read(
      '---\nTitle: "Talks: resumed"\nauthors: [Ida Lind, {name: R. Holm}]\ndate: 20 December 2024\nlang: en\n' +
        'url: https://gazette.example/talks\ntags:\n  - talks\n  - ferries\ndraft: true\n---\n\n# Other\n\n[x](/x)',
    );
    expect(document.metadata).toEqual({
      title: 'Talks: resumed',
      author: 'Ida Lind, R. Holm',
      date: '2024-12-20',
      source: 'https://gazette.example/talks',
      language: 'en',
      fields: { tags: 'talks, ferries', draft: 'true' },
    });
    expect(document.text).toBe('Other\n\nx');
    expect(marksIn(document)).toEqual(['link x → https://gazette.example/x']);
  });

  it('is not a rule at the top of a text', () => {
    expect(outlineOf(read('---\n\nNothing: of the kind\n\n---\n\nText')).at(0)).toBe('hr');
    expect(outlineOf(read('---\nText\n'))).toEqual(['hr', 'p Text']);
  });

  it.each([
    ['cannot be read', '---\ntitle: "open\nfoo: [\n---\n\nText'],
    [
      'multiplies',
      `---\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n---\n\nText`,
    ],
  ])('that %s is left out with a warning', (_name, markdown) => {
    const document = read(markdown);
    expect(document.text).toBe('Text');
    expect(document.warnings.map(({ code }) => code)).toEqual(['record-malformed']);
  });
});

describe('metadata without front matter', () => {
  it('come from the heading, the first lines and the file name', () => {
    expect(read('# *Talks* resume\n\n20 December 2024\n\nText of the note.').metadata).toMatchObject({
      title: 'Talks resume',
      date: '2024-12-20',
    });
    expect(read('x', '2024-12-20_a_note.md').metadata).toMatchObject({
      title: '2024-12-20 a note',
      date: '2024-12-20',
    });
  });
});

describe('hostile Markdown', () => {
  it.each([
    ['quotations nested too deep', `${'>'.repeat(5_000)} a`],
    [
      'lists nested too deep',
      Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n'),
    ],
  ])('%s are refused rather than cut short', (_name, markdown) => {
    expect(() => read(markdown)).toThrow(expect.objectContaining({ code: 'structure-too-deep' }));
  });

  it.each([
    ['quotations nested deep', `${'> '.repeat(200)}a`],
    ['open brackets', '['.repeat(5_000)],
    ['open links', '[a](<b'.repeat(5_000)],
    ['open pictures', '![[]('.repeat(2_000)],
    ['thousands of notes', Array.from({ length: 6_000 }, (_, at) => `[^${at}]\n\n[^${at}]: x\n\n`).join('')],
    ['emphasis that never closes', '**a *b _c '.repeat(5_000)],
    ['backticks of every length', Array.from({ length: 500 }, (_, at) => `${'`'.repeat(at + 1)}a`).join(' ')],
    ['open CDATA', 'a <![CDATA[ '.repeat(2_000)],
    ['open declarations and comments', 'a <!A <? <!-- '.repeat(5_000)],
    ['one line of a megabyte', 'word '.repeat(200_000)],
    ['a table of a thousand columns', `|${'a|'.repeat(1_000)}\n|${'-|'.repeat(1_000)}\n|b|`],
  ])('%s are read', (_name, markdown) => {
    expect(read(markdown).text).not.toBe('');
  });

  it('is read soundly, or refused with a reason, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...'# |- > * _ ` ~ [ ] ( ) ! \\ < &'.split(' '),
        '\n',
        '\n\n',
        '  ',
        '---\n',
        '```\n',
        '1. ',
        '[^1]',
        '[^1]: ',
        '<div>',
        '</b>',
        '|-|-|\n',
        'a: b\n',
        '[ ] ',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          read(pieces.join(''));
        } catch (thrown) {
          if (!(thrown instanceof GlossatorError)) throw thrown;
          expect(thrown.code).toBe('file-empty');
        }
      }),
      { numRuns: 500 },
    );
  });
});
