import { describe, expect, it } from 'vitest';
import { checkStructure } from '../../../core/text/check.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { marksIn, outlineOf } from '../testing/outline.ts';
import { readHtml } from './reader.ts';

function read(html: string, fileName = 'page.html'): ParsedDocument {
  const document = readHtml({ bytes: Buffer.from(html), fileName });
  expect(checkStructure(document)).toEqual([]);
  return document;
}

/** A line of an outline without what is proposed for the block: that is tested elsewhere. */
const withoutCut = (line: string): string => line.replace(/^[*~]\S+ /, '');

describe('pictures of a page', () => {
  const flow = (html: string) => outlineOf(read(html)).map(withoutCut);
  it.each<[string, string, string[]]>([
    [
      'are captions of what they are called, behind their paragraph',
      '<p>a <img alt="The  ferry\n at noon"> b</p><p>c</p>',
      ['p a b', 'caption The ferry at noon', 'p c'],
    ],
    [
      'in links, lists, cells and choices of sources',
      '<p>a</p><a href="/"><img alt="The ferry"></a><ul><li>b<img alt="The pier"></ul><table><tr><th>c<td>d<picture><source><img alt="The lake"></picture></table>',
      [
        'p a',
        'caption The ferry',
        'li1 b',
        'caption The pier',
        'p[0:0,0h] c',
        'p[0:0,1] d',
        'caption[0:0,1] The lake',
      ],
    ],
    [
      'say nothing that the figure’s caption or the page says anyway',
      '<h1>The ferry sinks</h1><img alt="The ferry sinks!"><figure><img alt="Rescue"><figcaption>The rescue at noon</figcaption></figure><p><img alt="The lake"><img alt="the lake"></p>',
      ['h1 The ferry sinks', 'caption The rescue at noon', 'caption The lake'],
    ],
    [
      'are nothing where they say nothing, only adorn, or are not to be seen',
      '<p>a<img alt=""><img alt="IMG_1234.JPG"><img alt="Photo 3"><img alt="—"><img alt="Adorns" role="presentation"><img alt="Counts" width="1" height="1"><img alt="Hidden" hidden><img alt="Not said" aria-hidden="true"><span hidden><img alt="Within"></span></p>',
      ['p a'],
    ],
    ['that are signs stand in the text', '<p>Well done <img alt="👍🏽">!</p>', ['p Well done 👍🏽!']],
  ])('%s', (_name, html, expected) => {
    expect(flow(html)).toEqual(expected);
  });

  it('are no text of a page that has no other', () => {
    expect(() => read('<body><img alt="The company"></body>')).toThrow(
      expect.objectContaining({ code: 'file-empty' }),
    );
  });
});

describe('blocks of a page', () => {
  it.each<[string, string, string[]]>([
    ['paragraphs and headings', '<h1>A</h1><p>b<p>c<h3>d</h3>', ['h1 A', 'p b', 'p c', 'h3 d']],
    ['text between elements', 'a<div>b<div>c</div>d</div>e', ['p a', 'p b', 'p c', 'p d', 'p e']],
    ['collapsed white space', '<p>  a \n\t b<b> c </b> d <i>e</i>f </p>', ['p a b c d ef']],
    [
      'white space between inline elements only where there is some',
      '<p><b>a</b><i>b</i> <u>c</u></p>',
      ['p ab c'],
    ],
    ['no-break spaces kept', '<p>a&nbsp;b &nbsp; c</p>', ['p a\u00a0b \u00a0 c']],
    ['blank paragraphs left out', '<p>a</p><p>&nbsp;</p><p>\u200b</p><p> </p><p>b</p>', ['p a', 'p b']],
    ['a line break', '<p>a <br> b<br/>c</p>', ['p a\nb\nc']],
    ['two line breaks as a paragraph’s end', '<div>a<br><br>b<br> <br>c</div>', ['p a', 'p b', 'p c']],
    ['line breaks at the ends left out', '<p><br>a<br></p>', ['p a']],
    ['preformatted text as it stands', '<pre>\n a\n\n\tb  <b>c</b>\n</pre>', ['pre  a\n\n\tb  c']],
    ['a rule', '<p>a<hr>b', ['p a', 'hr', 'p b']],
    [
      'quotations by depth',
      '<blockquote>a<blockquote><p>b</blockquote></blockquote>c',
      ['p>1 a', 'p>2 b', 'p c'],
    ],
    ['nested lists', '<ul><li>a<ul><li>b</ul><li>c</ul>', ['li1 a', 'li2 b', 'li1 c']],
    ['numbered lists', '<ol><li>a<li>b<ol><li>c</ol></ol>', ['li1#1 a', 'li1#2 b', 'li2#1 c']],
    [
      'a list that starts elsewhere',
      '<ol start=3><li>a<li value=7>b<li>c</ol>',
      ['li1#3 a', 'li1#7 b', 'li1#8 c'],
    ],
    ['a list counted down', '<ol reversed><li>a<li>b<li>c</ol>', ['li1#3 a', 'li1#2 b', 'li1#1 c']],
    ['several paragraphs in an item', '<ul><li><p>a<p>b</ul>', ['li1 a', 'p b']],
    ['a list inside a quotation', '<blockquote><ul><li>a</ul></blockquote>', ['li1>1 a']],
    ['a heading inside an item', '<ul><li><h2>a</h2>b</ul>', ['h2 a', 'li1 b']],
    ['definitions', '<dl><dt>a<dd>b<dd>c</dl>', ['p a', 'li1 b', 'li1 c']],
    ['a heading by role', '<div role=heading aria-level=3>a</div>', ['h3 a']],
    ['quotation marks of q', '<p>He said <q>no</q>.</p>', ['p He said “no”.']],
    [
      'ruby in parentheses',
      '<p><ruby>漢<rt>かん</rt></ruby><ruby>字<rp>（</rp><rt>じ</rt><rp>）</rp></ruby></p>',
      ['p 漢(かん)字（じ）'],
    ],
    ['entities', '<p>a &amp; b &lt;c&gt; &euro; &#1052; &#x41c; &bogus;</p>', ['p a & b <c> € М М &bogus;']],
    [
      'right-to-left text in its own order',
      '<p dir=rtl>שלום <bdo dir=ltr>abc</bdo> عليكم</p>',
      ['p שלום abc عليكم'],
    ],
    ['a summary and its details', '<details><summary>a</summary>b</details>', ['p a', 'p b']],
    ['buttons apart', '<header><a>a</a><button>b</button><button>c</button></header>', ['p a', 'p b', 'p c']],
    [
      'headings of a wiki without their [edit]',
      '<h2>a<span class="mw-editsection">[<a>edit</a>]</span></h2>',
      ['h2 a'],
    ],
    ['unclosed elements', '<div><p>a<b>b<div>c<ul><li>d', ['p ab', 'p c', 'li1 d']],
    ['text after the end of the page', '<html><body>a</body></html>b<p>c', ['p ab', 'p c']],
    ['soft hyphens and joiners', '<p>Be&shy;la&#8203;rus</p>', ['p Be\u00adla\u200brus']],
    ['a carriage return by number', '<p>a&#13;b</p><pre>a&#13;&#10;b</pre>', ['p a b', 'pre a\nb']],
  ])('%s', (_name, html, expected) => {
    expect(outlineOf(read(`<main>${html}</main>`)).map(withoutCut)).toEqual(expected);
  });

  it('are set apart by white space that says what they are', () => {
    const html = '<h1>T</h1><p>a<p>b<ul><li>c<li>d</ul>e<table><tr><th>1<th>2<tr><td>3<p>4<td>5</table>f';
    expect(read(html).text).toBe('T\n\na\n\nb\n\nc\nd\n\ne\n\n1\t2\n3\n4\t5\n\nf');
  });

  it.each<[string, string]>([
    ['scripts', '<script>x()</script><script type="application/json">{"x":1}</script>'],
    ['styles', '<style>p{content:"x"}</style>'],
    ['templates', '<template><p>x</p></template>'],
    ['frames', '<iframe src="https://example.org/x">x</iframe><object>x</object><embed>'],
    ['pictures', '<img src=x onerror=x()><svg><text>x</text></svg><canvas>x</canvas>'],
    ['sound and film', '<video>x</video><audio>x</audio>'],
    ['form controls', '<input value=x><textarea>x</textarea><select><option>x</select>'],
    ['hidden elements', '<p hidden>x</p><div style="color:red; DISPLAY : none">x</div><dialog>x</dialog>'],
    ['ornaments', '<span aria-hidden=true>★</span><i aria-hidden="true" class="icon"></i>'],
    ['comments and instructions', '<!-- x --><?php x ?><![CDATA[x]]>'],
    [
      'the head',
      '<title>x</title><meta http-equiv=refresh content="0;url=https://example.org/"><link rel=stylesheet href=x>',
    ],
  ])('keep out %s', (_name, html) => {
    expect(outlineOf(read(`<main><p>a${html}</p><p>b</p></main>`))).toEqual(['p a', 'p b']);
  });

  it('keep what is spoken though it is hidden from speech, and what stands where scripts are off', () => {
    expect(outlineOf(read('<p aria-hidden="true">Some words</p><noscript><p>More</p></noscript>'))).toEqual([
      'p Some words',
      'p More',
    ]);
  });
});

describe('tables', () => {
  it.each<[string, string, string[]]>([
    [
      'rows, columns and heads',
      '<table><caption>C</caption><thead><tr><td>a<td>b</thead><tr><th>c<td>d</table>',
      ['caption C', 'p[0:0,0h] a', 'p[0:0,1h] b', 'p[0:1,0h] c', 'p[0:1,1] d'],
    ],
    [
      'spans',
      '<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d</table>',
      ['p[0:0,0h] a', 'p[0:0,1h+2] b', 'p[0:1,1] c', 'p[0:1,2] d'],
    ],
    [
      'empty cells by their place',
      '<table><tr><th>a<th><th>c<tr><td><td>e<td></table>',
      ['p[0:0,0h] a', 'p[0:0,2h] c', 'p[0:1,1] e'],
    ],
    [
      'the foot last',
      '<table><tfoot><tr><td>z<td>y</tfoot><tr><th>a<th>b</table>',
      ['p[0:0,0h] a', 'p[0:0,1h] b', 'p[0:1,0] z', 'p[0:1,1] y'],
    ],
    [
      'lists in cells',
      '<table><tr><th>a<th>b<tr><td><ul><li>c<li>d</ul><td>e</table>',
      ['p[0:0,0h] a', 'p[0:0,1h] b', 'li1[0:1,0] c', 'li1[0:1,0] d', 'p[0:1,1] e'],
    ],
    [
      'two tables',
      '<table><tr><th>a<th>b</table><table><tr><th>c<th>d</table>',
      ['p[0:0,0h] a', 'p[0:0,1h] b', 'p[1:0,0h] c', 'p[1:0,1h] d'],
    ],
    [
      'tables that arrange a page',
      '<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d<td>e</table></table>',
      ['p a', 'p[0:0,0] b', 'p[0:0,1] c', 'p[0:1,0] d', 'p[0:1,1] e'],
    ],
    [
      'tables for presentation',
      '<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>',
      ['p a', 'p b', 'p c', 'p d'],
    ],
    [
      'a frame of old pages',
      `<table><tr><td>a<td>b<tr><td>c<td>${'words '.repeat(60)}<br><br>d<br><br>e</table>`,
      ['p a', 'p b', 'p c', `p ${'words '.repeat(60).trim()}`, 'p d', 'p e'],
    ],
    ['a single column', '<table><tr><td>a<tr><td>b</table>', ['p a', 'p b']],
    [
      'a table within a cell',
      '<table><tr><th>a<th>b<tr><td><table><tr><td>c</table><td>d</table>',
      ['p a', 'p b', 'p c', 'p d'],
    ],
  ])('%s', (_name, html, expected) => {
    expect(outlineOf(read(html)).map(withoutCut)).toEqual(expected);
  });
});

describe('marks', () => {
  it.each<[string, string, string[]]>([
    [
      'emphasis and its like',
      '<b>a</b><em>b</em><u>c</u><s>d</s><sup>e</sup><sub>f</sub><code>g</code>',
      ['strong a', 'emphasis b', 'underline c', 'strikethrough d', 'superscript e', 'subscript f', 'code g'],
    ],
    ['nested and adjoining ones', '<b>a<i>b</i></b><b>c</b>', ['strong abc', 'emphasis b']],
    ['without white space at their ends', 'x<b> a </b>y <i></i><u> </u>', ['strong a']],
    ['on both sides of a paragraph’s end', '<b>a<p>b</p>c</b>', ['strong a', 'strong b', 'strong c']],
    [
      'by inline style',
      '<span style="font-weight:700">a</span><span style="font-style: italic">b</span><b style="font-weight:normal">c</b>',
      ['strong a', 'emphasis b'],
    ],
    ['none for code in a preformatted text', '<pre><code>a</code></pre>', []],
    ['terms', '<dl><dt>a<dd>b</dl>', ['strong a']],
    [
      'links',
      '<a href="https://example.org/a b?c=d#e">x</a> <a href="mailto:a@example.org">y</a> <a name=z>z</a>',
      ['link x → https://example.org/a%20b?c=d#e', 'link y → mailto:a@example.org'],
    ],
    [
      'links without scheme to a page with an address',
      '<base href="https://example.org/news/"><a href="../x">x</a> <a href="//other.example/y">y</a> <a href="#z">z</a>',
      ['link x → https://example.org/x', 'link y → https://other.example/y'],
    ],
    [
      'a link around blocks',
      '<a href="https://example.org/"><div>a</div><div>b</div></a>',
      ['link a → https://example.org/', 'link b → https://example.org/'],
    ],
  ])('%s', (_name, html, expected) => {
    expect(marksIn(read(html))).toEqual(expected);
  });

  it('drop addresses that do anything, and say so', () => {
    const document = read(
      '<a href="javascript:alert(1)">a</a> <a href=" JaVa\nScript:x">b</a> <a href="data:text/html,x">c</a> ' +
        '<a href="file:///etc/passwd">d</a> <a href="vbscript:x">e</a> <a href="http://[bad">f</a> <a href="/rel">g</a>',
    );
    expect(document.text).toBe('a b c d e f g');
    expect(document.marks).toEqual([]);
    expect(document.warnings.map(({ code, message }) => [code, message.replace(/ .*/, '')])).toEqual([
      ['link-dropped', '6'],
      ['link-dropped', '1'],
    ]);
  });
});
