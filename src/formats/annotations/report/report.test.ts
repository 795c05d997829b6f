import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { StructuredText } from '../../../core/text/structure.ts';
import { readDocument } from '../../documents/index.ts';
import { type AnnotatedSet, arbitrarySet } from '../testing/arbitrary-set.ts';
import { sourceOf } from '../testing/source-of.ts';
import { written } from '../testing/written.ts';
import type { AnnotationWriter } from '../writer.ts';
import { docxPassagesWriter, docxTextWriter } from './docx.ts';
import { htmlPassagesWriter } from './html-passages.ts';
import { htmlTextWriter } from './html-text.ts';

type Node = DefaultTreeAdapterMap['childNode'];

/** Elements of a page by name, and all its text, as a browser would have them. */
function page(html: string) {
  const elements: Node[] = [];
  let text = '';
  const visit = (node: Node): void => {
    elements.push(node);
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  parse(html).childNodes.forEach(visit);
  return { text, count: (name: string) => elements.filter(({ nodeName }) => nodeName === name).length };
}

const html = async (writer: AnnotationWriter, set: AnnotatedSet) =>
  page((await written(writer, set)).bytes.toString('utf8'));

/** Without white space and signs that HTML and Word have no way to say. */
const plain = (text: string) => text.replace(/\s|\p{C}|\ufffd/gu, '');

const inBlocks = ({ text, blocks }: StructuredText) =>
  blocks
    .filter(({ kind }) => kind !== 'rule' && kind !== 'page-break')
    .map(({ start, end }) => plain(text.slice(start, end)))
    .filter((words) => words !== '');

describe('reports as HTML', () => {
  it('hold every text and mark nothing else up', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (set) => {
        const { text, count } = await html(htmlTextWriter, set);
        const shown = plain(text);
        for (const { structured } of set.documents)
          for (const words of inBlocks(structured).filter(() => set.annotations.length === 0))
            expect(shown).toContain(words);
        expect(count('script') + count('img') + count('a') + count('link')).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('group every passage under its code, with where it comes from', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (set) => {
        const { text, count } = await html(htmlPassagesWriter, set);
        expect(count('blockquote')).toBe(set.annotations.length);
        const shown = plain(text);
        for (const { spans } of set.annotations)
          expect(shown).toContain(plain(spans.map(({ quote }) => quote).join('[…]')));
        const used = new Set(set.annotations.map(({ codeId }) => codeId));
        expect(count('h2')).toBe(sourceOf(set).codes.filter(({ id }) => used.has(id)).length);
      }),
      { numRuns: 40 },
    );
  });

  it('take markup of texts and names for words', async () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)>';
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (drawn) => {
        const set = {
          ...drawn,
          codes: drawn.codes.map((code) => ({ ...code, name: hostile, description: hostile })),
          persons: drawn.persons.map((person) => ({ ...person, name: hostile })),
          annotations: drawn.annotations.map((annotation) => ({ ...annotation, note: hostile })),
        };
        for (const writer of [htmlTextWriter, htmlPassagesWriter]) {
          const { count } = await html(writer, set);
          expect(count('script') + count('img')).toBe(0);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('reports for Word', () => {
  const textOf = async (writer: AnnotationWriter, set: AnnotatedSet) => {
    const { bytes } = await written(writer, set);
    return plain((await readDocument({ bytes, fileName: 'report.docx' })).text);
  };

  it('hold the texts, and the passages', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (set) => {
        fc.pre(set.documents.some(({ structured }) => inBlocks(structured).length > 0));
        const texts = await textOf(docxTextWriter, set);
        for (const { structured } of set.documents)
          for (const words of inBlocks(structured)) expect(texts).toContain(words);
        if (set.annotations.length === 0) return;
        const passages = await textOf(docxPassagesWriter, set);
        for (const { spans } of set.annotations)
          expect(passages).toContain(plain(spans.map(({ quote }) => quote).join('[…]')));
      }),
      { numRuns: 15 },
    );
  });
});
