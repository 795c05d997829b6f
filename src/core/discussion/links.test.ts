import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findRecordLinks,
  LINKED_KINDS,
  type LinkReference,
  parseRecordAddress,
  recordAddress,
  redirectRecordLinks,
  writeRecordLink,
} from './links.ts';

const ID = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';
const anyReference: fc.Arbitrary<LinkReference> = fc.record({
  kind: fc.constantFrom(...LINKED_KINDS),
  id: fc.constantFrom(ID, OTHER),
});
const pieces = fc.constantFrom(
  '[',
  ']',
  '(',
  ')',
  '`',
  '``',
  '```\n',
  '~~~\n',
  '\\',
  '!',
  '\n',
  '\n\n',
  ' ',
  'words',
  `glossator:entity/${ID}`,
  `[a](glossator:memo/${OTHER})`,
);
const anyMarkdown = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join('')),
);

function found(markdown: string): readonly string[] {
  return findRecordLinks(markdown).map((link) => `${link.kind} ${link.label}`);
}

describe('links to records', () => {
  it('are read back as they were written, whatever the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), anyReference, (label, reference) => {
        const markdown = writeRecordLink(label, reference);
        const words = label.replace(/\s+/gu, ' ');
        expect(findRecordLinks(`See ${markdown}, and so on.`)).toEqual([
          { ...reference, label: words, start: 4, end: 4 + markdown.length },
        ]);
      }),
    );
  });

  it('stand in their order, apart from one another, in any text', () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => {
        let end = 0;
        for (const link of findRecordLinks(markdown)) {
          expect(link.start).toBeGreaterThanOrEqual(end);
          end = link.end;
          expect(markdown.slice(link.start, end).endsWith(`](${recordAddress(link)})`)).toBe(true);
        }
        expect(redirectRecordLinks(markdown, () => null)).toBe(markdown);
      }),
    );
  });

  it('are not in code, escaped, of images, of other schemes or kinds, or across paragraphs', () => {
    const link = `[it](glossator:entity/${ID})`;
    const no = [
      `\`${link}\``,
      `\`\` \` ${link} \`\``,
      `\`\`\`\n${link}\n\`\`\``,
      `~~~ md\n${link}`,
      `\\${link}`,
      `!${link}`,
      `[it](glossator:person/${ID})`,
      '[it](glossator:entity/nobody)',
      `[it](http://x/?glossator:entity/${ID})`,
      `[it](javascript:glossator:entity/${ID})`,
      `[it]\n(glossator:entity/${ID})`,
      `[it\n\nis](glossator:entity/${ID})`,
      `[it](glossator:entity/${ID} "title")`,
      `it](glossator:entity/${ID})`,
    ];
    for (const markdown of no) expect([markdown, ...found(markdown)]).toEqual([markdown]);
    const yes = [
      `\`code\` ${link}`,
      `\` ${link}`,
      `\`\`\`\ncode\n\`\`\`\n${link}`,
      `[${link}](http://x)`,
      `\\!${link}`,
      `\\\\${link}`,
    ];
    for (const markdown of yes) expect([markdown, ...found(markdown)]).toEqual([markdown, 'entity it']);
  });

  it('keep brackets, marks and more in their words', () => {
    expect(found(`[a [b] *c* \\] d](glossator:code/${ID})`)).toEqual(['code a [b] *c* ] d']);
    expect(writeRecordLink('a\n[b]*', { kind: 'memo', id: ID })).toBe(`[a \\[b\\]\\*](glossator:memo/${ID})`);
  });

  it('lead elsewhere where they are sent', () => {
    const text = `[a](glossator:entity/${ID}) [b](glossator:code/${ID}) [c](glossator:entity/${OTHER})`;
    const sent = redirectRecordLinks(text, ({ kind, id }) =>
      kind === 'entity' && id === ID ? { kind, id: OTHER } : null,
    );
    expect(sent).toBe(
      `[a](glossator:entity/${OTHER}) [b](glossator:code/${ID}) [c](glossator:entity/${OTHER})`,
    );
  });

  it('are found in texts made to be slow', () => {
    const many = 100_000;
    const hostile = ['[', ']', '[](', '`', '``` `', '[`', '\\[', '~~~\n`', '[](glossator:entity/'];
    for (const piece of hostile) expect(found(piece.repeat(many))).toEqual([]);
    const runs = Array.from({ length: 1_000 }, (_, n) => '`'.repeat(n + 1)).join(' ');
    expect(found(runs)).toEqual([]);
    expect(found(`[x](glossator:entity/${ID})\n`.repeat(10_000))).toHaveLength(10_000);
  });

  it('are addresses of records and nothing else', () => {
    expect(parseRecordAddress(`glossator:memo/${ID.toUpperCase()}`)).toEqual({ kind: 'memo', id: ID });
    for (const address of [
      '',
      'glossator:',
      `glossator:memo/${ID}x`,
      ` glossator:memo/${ID}`,
      `glossator:toString/${ID}`,
    ]) {
      expect(parseRecordAddress(address)).toBeNull();
    }
  });
});
