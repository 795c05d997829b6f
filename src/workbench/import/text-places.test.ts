import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewImport, runImport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const STORY = 'Ana met Bo in Minsk.\nBo was late, and Ana had left.\n';

describe('annotations of the Web without their texts', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
  });
  afterEach(() => scratch.remove());

  const file = (name: string, content: string): string => {
    const path = join(scratch.folder, name);
    writeFileSync(path, content);
    return path;
  };
  const bring = (name: string, content: string, metadata = {}) =>
    runImport(scratch, [{ path: file(name, content), metadata }], quiet);
  /** Web annotations on texts: address, quotation, what stands before it. */
  const set = (...passages: readonly (readonly [source: string, exact: string, prefix?: string])[]): string =>
    file(
      'set.json',
      JSON.stringify(
        passages.map(([source, exact, prefix], index) => ({
          '@context': 'http://www.w3.org/ns/anno.jsonld',
          id: `urn:example:${index}`,
          type: 'Annotation',
          motivation: 'tagging',
          body: { type: 'TextualBody', purpose: 'tagging', value: 'Person' },
          target: { source, selector: { type: 'TextQuoteSelector', exact, ...(prefix ? { prefix } : {}) } },
        })),
      ),
    );
  const texts = async (path: string) => {
    const { candidates } = await previewImport(scratch, [{ path }], quiet);
    return candidates[0]?.set?.texts.map(({ by, document, choices }) => [
      by,
      document?.title ?? null,
      choices.length,
    ]);
  };
  const placed = () =>
    [...scratch.store.read.everyAnnotation({})].map(({ documentId, spans: [span] }) => [
      scratch.store.read.document(documentId)?.title,
      span?.start,
      span?.quote,
    ]);

  it('are placed by address, file name, title or quotations, shown first, and are one step of undo', async () => {
    await bring('one.txt', STORY, { title: 'One', source: 'https://www.example.org/story/' });
    await bring('report.txt', 'A report on Minsk.\n', { title: 'Two' });
    await bring('three.txt', 'Nothing but a very telling sentence.\n', { title: 'Three' });
    const path = set(
      ['http://example.org/story#top', 'Ana', 'and '],
      ['https://elsewhere.example/a/report.txt', 'Minsk'],
      ['https://nowhere.example/', 'very telling sentence'],
      ['https://unknown.example/', 'a sentence that stands in no text at all'],
    );
    expect(await texts(path)).toEqual([
      ['address', 'One', 0],
      ['file name', 'Two', 0],
      ['quotations', 'Three', 0],
      [null, null, 0],
    ]);
    expect(placed()).toEqual([]);
    const report = await runImport(scratch, [{ path }], quiet);
    expect(report.errors).toEqual([]);
    expect(report.warnings).toMatchObject([{ code: 'record-unknown-reference' }]);
    expect(placed().sort()).toEqual([
      ['One', STORY.lastIndexOf('Ana'), 'Ana'],
      ['Three', 14, 'very telling sentence'],
      ['Two', 12, 'Minsk'],
    ]);
    expect(scratch.store.read.documents()).toHaveLength(3);
    await runImport(scratch, [{ path }], quiet);
    expect(placed()).toHaveLength(3);
    scratch.store.undo(scratch.me.id);
    expect(placed()).toEqual([]);
  });

  it('are never placed by guess: where several texts could be meant, it is asked, and done as chosen', async () => {
    await bring('one.txt', STORY, { title: 'One' });
    await bring('two.txt', `${STORY}More.\n`, { title: 'Two' });
    const source = 'https://nowhere.example/';
    const path = set([source, 'Bo was late, and Ana had left.']);
    expect(await texts(path)).toEqual([[null, null, 2]]);
    const report = await runImport(scratch, [{ path }], quiet);
    expect(report.warnings).toMatchObject([
      { message: expect.stringContaining('any of 2 documents: One, Two') },
    ]);
    expect(placed()).toEqual([]);
    const two = scratch.store.read.documents().find(({ title }) => title === 'Two');
    await runImport(scratch, [{ path, texts: [{ source, documentId: two?.id ?? null }] }], quiet);
    expect(placed()).toEqual([['Two', 21, 'Bo was late, and Ana had left.']]);
  });

  it('of a name alone are not placed in a text that has not what they quote', async () => {
    await bring('story.txt', 'Another story altogether.\n');
    expect(await texts(set(['https://example.org/story.html', 'Ana met Bo in Minsk']))).toEqual([
      [null, null, 0],
    ]);
  });
});
