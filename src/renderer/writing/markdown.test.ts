import { createEditor } from 'lexical';
import { describe, expect, it } from 'vitest';
import { $readMarkdown, $writeMarkdown, NODES } from './markdown.ts';

/** The Markdown that the editor writes of what it read. */
function through(markdown: string): string {
  const editor = createEditor({
    nodes: [...NODES],
    onError: (error) => {
      throw error;
    },
  });
  editor.update(() => $readMarkdown(markdown), { discrete: true });
  return editor.read($writeMarkdown);
}

const ID = '0190a000-0000-7000-8000-000000000001';

describe('Markdown through the writing field', () => {
  it.each([
    ['paragraphs', 'One.\n\nTwo, with **strong** and *emphasis* and `code`.'],
    ['headings', '# One\n\n## Two\n\nText.'],
    ['lists', '- a\n- b\n- c'],
    ['numbered lists', '1. a\n2. b'],
    ['quotations', '> Said so.'],
    ['code', '```\nlet x = 1;\n```'],
    ['a link to a record', `See [the claim](glossator:annotation/${ID}).`],
    ['a link to an address', '[there](https://example.org/a_b)'],
    ['any script', 'Лукашэнка, 魯, שלום, e\u0301 🙂'],
    ['nothing', ''],
  ])('keeps %s', (_what, markdown) => {
    expect(through(markdown)).toBe(markdown);
  });

  it('keeps signs that are no formatting, once and for all', () => {
    const signs = '2 * 3 * 4, a_b_c, 1) x, \\*not so\\*, [x], <b>y</b>, ![z](javascript:alert\\(1\\))';
    const once = through(signs);
    expect(through(once)).toBe(once);
    expect(once).toContain('<b>y</b>');
  });
});
