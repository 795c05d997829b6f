import fc from 'fast-check';
import readExcelFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { formatCodePath } from '../code-path.ts';
import { type AnnotatedSet, arbitrarySet } from '../testing/arbitrary-set.ts';
import { sourceOf } from '../testing/source-of.ts';
import { written } from '../testing/written.ts';
import { xlsxWriter } from './write.ts';

/** As workbooks give texts back: without what XML cannot hold, and with line ends of their own. */
const held = (text: unknown) =>
  String(text ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}|\p{Cs}|\u200b|[\ufffd-\uffff]/gu, '')
    .trim();

it('holds words that are members of every object', async () => {
  const [set] = fc.sample(
    arbitrarySet.filter(({ codes }) => codes.length > 0),
    1,
  );
  const codes = (set?.codes ?? []).map((code) => ({ ...code, description: 'constructor' }));
  const { bytes, tally } = await written(xlsxWriter, { ...(set as AnnotatedSet), codes });
  const sheets = await readExcelFile(bytes);
  const described = sheets.find(({ sheet }) => sheet === 'Codebook')?.data.slice(1);
  expect(described?.map((row) => held(row[4]))).toEqual(codes.map(() => 'constructor'));
  expect(tally.lost.map(({ what }) => what)).toContainEqual(expect.stringContaining('‘constructor’'));
});

it('holds codes of such names in all its sheets, and long ones cut', async () => {
  const [set] = fc.sample(
    arbitrarySet.filter(({ annotations }) => annotations.length > 0),
    1,
  );
  const { annotations, codes } = set as AnnotatedSet;
  for (const name of ['valueOf', 'n'.repeat(40_000)]) {
    const used = codes.map((code) =>
      code.id === annotations[0]?.codeId ? { ...code, name, parentId: null } : code,
    );
    const { bytes } = await written(xlsxWriter, { ...(set as AnnotatedSet), codes: used });
    const heads = (await readExcelFile(bytes)).find(({ sheet }) => sheet === 'Matrix')?.data[0] ?? [];
    const shown = name.length < 32_767 ? name : `${name.slice(0, 32_766)}…`;
    expect(heads.map(held)).toContain(shown);
  }
});

it('gives every quotation with its place, the codebook, and counts that agree with it', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySet, async (set) => {
      const { bytes } = await written(xlsxWriter, set);
      const source = sourceOf(set);
      const sheets = await readExcelFile(bytes);
      const sheet = (name: string) => sheets.find((each) => each.sheet === name)?.data ?? [];
      const [columns = [], ...rows] = sheet('Quotations');
      const cell = (row: readonly unknown[], name: string) => row[columns.indexOf(name)];
      const wanted = [...source.documents()].flatMap(({ document }) =>
        [...source.annotations(document.id)].flatMap(({ id, spans }) =>
          spans.map(({ start, end, quote }) => [id, start, end, held(quote)]),
        ),
      );
      expect(
        rows.map((row) => [
          cell(row, 'annotation_id'),
          cell(row, 'start_utf16'),
          cell(row, 'end_utf16'),
          held(cell(row, 'quote')),
        ]),
      ).toEqual(wanted);
      const [, ...codes] = sheet('Codebook');
      expect(codes.map(([path]) => held(path))).toEqual(
        source.codes.map(({ path }) => held(formatCodePath(path))),
      );
      const total = codes.reduce((sum, row) => sum + Number(row[5]), 0);
      expect(total).toBe(set.annotations.length);
      const [, ...matrix] = sheet('Matrix');
      // A row of nothing but an empty title is no row to whoever reads it.
      if (total > 0) expect(matrix).toHaveLength(set.documents.length);
      expect(matrix.flatMap((row) => row.slice(1).map(Number)).reduce((sum, count) => sum + count, 0)).toBe(
        total,
      );
    }),
    { numRuns: 12 },
  );
});
