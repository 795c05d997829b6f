import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databaseBundle } from '../foreign/testing/memory-database.ts';
import { documentsIn, itemsOf, problemsIn } from '../foreign/testing/reading.ts';
import { setOf } from '../foreign/testing/taking.ts';
import { byteOffsets } from './highlights.ts';
import { HtmlText } from './html-text.ts';
import { taguetteReader } from './read.ts';

const HTML =
  '\n<h1>Ana 😀</h1>\n<p>She  <em>met\n Bo</em> &amp; left.</p><ul><li>Мінск</li>\n<li>so<br>far</li></ul><table><tr><td>a</td><td>b</td></tr></table>';
const raw = new HtmlText(HTML).raw;
const bytes = (text: string) => new TextEncoder().encode(text).length;

/** A highlight as Taguette stores it. */
function highlight(id: number, quote: string, from = raw) {
  const start = bytes(from.slice(0, from.indexOf(quote)));
  return { id, document_id: 1, start_offset: start, end_offset: start + bytes(quote), snippet: quote };
}

const tables = {
  projects: [{ id: 1, name: 'Study', description: 'All about it.' }],
  documents: [
    { id: 1, name: 'talk', description: 'Said.', filename: 'talk.docx', project_id: 1, contents: HTML },
    { id: 2, name: 'empty', description: '', filename: '', project_id: 1, contents: '<p> </p>' },
  ],
  tags: [
    { id: 1, path: 'interesting', description: 'new', project_id: 1, parent_id: null },
    { id: 2, path: 'places', description: '', project_id: 1, parent_id: 1 },
  ],
  highlights: [
    highlight(1, 'Ana 😀'),
    { ...highlight(2, 'met\n Bo'), snippet: '<p><em>met\n Bo</em></p>' },
    highlight(3, 'left.Мінск\nso'),
    { ...highlight(4, 'Ana'), snippet: 'Eva' },
    { ...highlight(5, 'Ana'), start_offset: 9_000, end_offset: 9_003 },
    { ...highlight(6, 'Ana'), document_id: 77 },
    highlight(7, 'ab'),
  ],
  highlight_tags: [
    { highlight_id: 1, tag_id: 1 },
    { highlight_id: 2, tag_id: 1 },
    { highlight_id: 2, tag_id: 2 },
    { highlight_id: 3, tag_id: 2 },
    { highlight_id: 4, tag_id: 1 },
    { highlight_id: 5, tag_id: 1 },
  ],
  commands: [
    {
      id: 1,
      date: '2024-03-01 09:30:00.250000',
      user_login: 'eva',
      payload: '{"highlight_id": 1, "tags": [1], "type": "highlight_add"}',
    },
  ],
};
const bundle = databaseBundle('study.sqlite3', tables);

describe('a database of Taguette', () => {
  it('is known by its tables', async () => {
    expect(await taguetteReader.recognise(bundle)).toBeGreaterThan(0.9);
    expect(await taguetteReader.recognise(databaseBundle('a.sqlite3', { tags: [] }))).toBe(0);
  });

  it('has a document of blocks, with each highlight where its bytes say, one annotation for each of its tags', async () => {
    const { set, problems } = await setOf(taguetteReader, bundle);
    const [document] = documentsIn(await itemsOf(taguetteReader, bundle));
    expect(document?.structured.text).toBe('Ana 😀\nShe met Bo & left.\nМінск\nso\nfar\na\nb');
    const codes = new Map(set.codes.map(({ id, name }) => [id, name]));
    expect(
      set.annotations.map(({ spans, codeId, lost }) => [spans[0]?.quote, codes.get(codeId), lost]),
    ).toEqual([
      ['Ana 😀', 'interesting', false],
      ['Ana', 'interesting', false],
      ['met Bo', 'interesting', false],
      ['met Bo', 'places', false],
      ['left.\nМінск\nso', 'places', false],
      ['a\nb', 'Quotation without a code', false],
      ['Ana', 'interesting', true],
    ]);
    expect(set.persons.map(({ name }) => name)).toContain('eva');
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'offset-outside-text',
      'quotation-mismatch',
      'record-malformed',
      'record-malformed',
    ]);
  });

  it('keeps headings, lists, tables and emphasis', () => {
    const { text, blocks, marks } = new HtmlText(HTML).structured;
    expect(
      blocks.map(({ kind, level, cell, start, end }) => [
        kind,
        level ?? cell?.column,
        text.slice(start, end),
      ]),
    ).toEqual([
      ['heading', 1, 'Ana 😀'],
      ['paragraph', undefined, 'She met Bo & left.'],
      ['list-item', 1, 'Мінск'],
      ['list-item', 1, 'so\nfar'],
      ['paragraph', 0, 'a'],
      ['paragraph', 1, 'b'],
    ]);
    expect(marks.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['emphasis', 'met Bo'],
    ]);
  });

  it('is read where positions leave out the white space at the beginning, as its own parser does, or count code points', async () => {
    const shorter = raw.trimStart();
    const points = (quote: string) => {
      const start = Array.from(shorter.slice(0, shorter.indexOf(quote))).length;
      return { start_offset: start, end_offset: start + Array.from(quote).length };
    };
    for (const counted of [(quote: string) => highlight(1, quote, shorter), points]) {
      const highlights = ['Bo', 'left', 'Мінск', 'far'].map((quote, at) => ({
        ...highlight(at + 1, quote),
        ...counted(quote),
        id: at + 1,
        snippet: quote,
      }));
      const { set } = await setOf(taguetteReader, databaseBundle('x.sqlite3', { ...tables, highlights }));
      expect(set.annotations.map(({ spans }) => spans[0]?.quote)).toEqual(
        expect.arrayContaining(['Bo', 'left', 'Мінск', 'far']),
      );
    }
  });

  it('with several projects has their codes apart, each below the name of its project', async () => {
    const items = await itemsOf(
      taguetteReader,
      databaseBundle('taguette.sqlite3', {
        ...tables,
        projects: [...tables.projects, { id: 2, name: 'Other', description: '' }],
        tags: [...tables.tags, { id: 9, path: 'interesting', description: '', project_id: 2, parent_id: 9 }],
      }),
    );
    expect(items.flatMap((item) => (item.kind === 'code' ? [item.code.path] : []))).toEqual([
      ['Study', 'interesting'],
      ['Study', 'interesting', 'places'],
      ['Other', 'interesting'],
    ]);
    expect(documentsIn(items)[0]?.metadata).toEqual({
      title: 'talk',
      fields: { description: 'Said.', file: 'talk.docx', project: 'Study' },
    });
    expect(problemsIn(items).map(({ code }) => code)).toContain('code-cycle');
  });

  it('counts bytes as UTF-8 has them', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'é', 'Я', '한', '😀', '\n'), { maxLength: 300 }), (parts) => {
        const text = parts.join('');
        const at = byteOffsets(text);
        let [units, count] = [0, 0];
        for (const part of parts) {
          expect(at(count)).toBe(units);
          units += part.length;
          count += bytes(part);
        }
        expect(at(count + 2)).toBe(units + 2);
      }),
      { numRuns: 30 },
    );
  });
});
