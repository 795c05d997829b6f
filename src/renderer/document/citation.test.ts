import { expect, test } from 'vitest';
import { cite } from './citation.ts';

const document = {
  title: 'The dam at Kesh',
  author: 'Ann Reader',
  source: 'Lakes Daily',
  date: '2024-05-01',
  language: 'en',
};

test('a passage says who wrote it, where, when, and where it stands', () => {
  const { plain } = cite(document, [{ start: 10, end: 23, text: 'the dam holds', paragraph: 3 }]);
  expect(plain).toBe(
    '“the dam holds”\n— Ann Reader, “The dam at Kesh”, Lakes Daily, 2024-05-01, ¶ 3 (10–23)\n',
  );
});

test('parts are joined by an ellipsis; what is not known is left out', () => {
  const bare = { ...document, author: '', source: '', date: '', language: '' };
  const passages = [
    { start: 10, end: 17, text: 'the dam', paragraph: 3 },
    { start: 40, end: 45, text: 'holds', paragraph: null },
  ];
  const { plain, html } = cite(bare, passages);
  expect(plain).toBe('“the dam […] holds”\n— “The dam at Kesh”, ¶ 3 (10–17, 40–45)\n');
  expect(html).toContain('<blockquote><p>the dam […] holds</p></blockquote>');
});

test('no text becomes markup', () => {
  const hostile = { ...document, title: '<img src=x onerror=alert(1)>', language: '"><script>' };
  const { html } = cite(hostile, [{ start: 0, end: 1, text: '<b>&', paragraph: 1 }]);
  expect(html).not.toMatch(/<(?:img|script|b)\b/);
  expect(html).toContain('<p>&lt;b&gt;&amp;</p>');
});
