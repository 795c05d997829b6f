import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { codePath } from '../../core/codebook/tree.ts';
import { errorOf } from '../../core/testing/raised.ts';
import { isWorkbook, type ReadCodebook, readCodebook, workbookAsCsv } from './index.ts';

const samples = join(import.meta.dirname, '../../../../shared/interop');

function read(text: string): ReadCodebook {
  return readCodebook(Buffer.from(text));
}

function shown({ codes }: ReadCodebook): readonly (readonly [readonly string[], string])[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  return codes.map((code) => [codePath(code, byId), code.description]);
}

describe('codebooks of other programs as tables', () => {
  const rows = [
    ['tag', 'parent', 'description', 'number of highlights'],
    ['people', '', 'anyone', '3'],
    ['heroes', 'people', '', '1'],
    ['interesting\\places / far', 'heroes', '', '0'],
    ['a', 'b', '', ''],
    ['b', 'a', '', ''],
  ];
  const codes = [
    [['people'], 'anyone'],
    [['people', 'heroes'], ''],
    [['people', 'heroes', 'interesting\\places / far'], ''],
    [['a'], ''],
    [['b'], ''],
  ];

  it('of Taguette: names mean themselves, the code above is named', async () => {
    const book = read(rows.map((row) => row.join(',')).join('\r\n'));
    expect(shown(book)).toEqual(codes);
    expect(book.warnings).toEqual([]);
    const workbook = await writeXlsxFile(rows.map((row) => row.map((value) => ({ value })))).toBuffer();
    expect(isWorkbook(workbook)).toBe(true);
    expect(shown(readCodebook(await workbookAsCsv(workbook)))).toEqual(codes);
  });

  it('of QualCoder: names below one another, a tab, a memo', () => {
    const list = 'code1\tA memo, with a comma\ncat1>>code2\r\n\n cat3 >> AC/DC >> code4\tanother\tmemo\n';
    expect(shown(read(list))).toEqual([
      [['code1'], 'A memo, with a comma'],
      [['cat1'], ''],
      [['cat1', 'code2'], ''],
      [['cat3'], ''],
      [['cat3', 'AC/DC'], ''],
      [['cat3', 'AC/DC', 'code4'], 'another\tmemo'],
    ]);
  });

  describe.skipIf(!existsSync(samples))('as these programs have them', () => {
    const sample = (name: string) => readFileSync(join(samples, name));

    it('are read, and refused where they name no code', () => {
      const list = readCodebook(sample('qualcoder/Examples/plain_codes_categories_for_import.txt'));
      expect(shown(list).map(([path]) => path.join('>>'))).toEqual([
        'code1',
        'cat1',
        'cat1>>code2',
        'cat1>>code3',
        'cat3',
        'cat3>>cat2',
        'cat3>>cat2>>code4',
        'cat3>>code5',
        'code6',
      ]);
      expect(errorOf(() => readCodebook(sample('taguette/codebook-import-nocol.csv')))).toMatchObject({
        code: 'codebook-unreadable',
        place: { line: 1 },
      });
      const { codes: kept, warnings } = readCodebook(sample('taguette/codebook-import-emptyname.csv'));
      expect(kept.map(({ name }) => name)).toEqual(['interesting']);
      expect(warnings.map(({ place }) => [place?.field, place?.line])).toContainEqual(['path', 3]);
    });
  });
});
