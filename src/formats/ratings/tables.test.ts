import { describe, expect, it } from 'vitest';
import { krippendorffAlpha } from '../../core/agreement/alpha.ts';
import { errorOf } from '../../core/testing/raised.ts';
import { readContinuumTable } from './continuum-table.ts';
import { readUnitTable } from './unit-table.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const units = (
  text: string,
  level: 'nominal' | 'ordinal' | 'interval' = 'nominal',
  categories: string[] = [],
) => readUnitTable(bytes(text), { level, categories });
const continua = (text: string, length?: number) =>
  readContinuumTable(bytes(text), { level: 'nominal', categories: [], length });

describe('a table of units', () => {
  it.each([
    ['commas', 'unit,coder,value\nu1,a,x\nu1,b,y\n'],
    ['semicolons', 'unit;coder;value\nu1;a;x\nu1;b;y\n'],
    ['tabs, and lines of Windows', 'unit\tcoder\tvalue\r\nu1\ta\tx\r\nu1\tb\ty\r\n'],
    ['a byte order mark', '\u{feff}unit,coder,value\nu1,a,x\nu1,b,y\n'],
    ['quoted cells', '"unit","coder","value"\n"u1","a","x"\n"u1","b","y"\n'],
    ['columns in another order, and one more', 'Value,note,Coder,Unit\nx,first,a,u1\ny,,b,u1\n'],
    ['empty lines, and spaces around', 'unit,coder,value\n\n u1 , a , x \n\nu1,b,y'],
  ])('reads %s', (_, text) => {
    const { table, coders, categories, units: count } = units(text);
    expect({ coders, categories, count }).toEqual({ coders: ['a', 'b'], categories: ['x', 'y'], count: 1 });
    expect([...table.patterns]).toEqual([0, 1]);
  });

  it('takes a missing row and an empty value for a missing value', () => {
    const { table } = units('unit,coder,value\n1,a,x\n1,b,x\n2,a,y\n3,a,\n3,b,y\n');
    expect(krippendorffAlpha(table, 'nominal')).toMatchObject({ value: null, reason: 'one-category' });
    expect(table.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it('keeps commas and quotation marks within quoted values', () => {
    expect(units('unit,coder,value\n1,a,"so, ""so"""\n').categories).toEqual(['so, "so"']);
  });

  it('orders numbers by their value, and takes those written differently for one', () => {
    const { categories, table } = units('unit,coder,value\n1,a,10\n1,b,9\n2,a,9.0\n2,b,010\n', 'ordinal');
    expect(categories).toEqual(['9', '10']);
    expect([...table.numbers]).toEqual([9, 10]);
    expect(units('unit;coder;value\n1;a;1,5\n1;b;2\n', 'interval').categories).toEqual(['1.5', '2']);
    expect(units('unit,coder,value\n1,a,1.0\n1,b,1\n').categories).toHaveLength(2);
  });

  it('orders words as it is told', () => {
    const text = 'unit,coder,value\n1,a,low\n1,b,high\n';
    expect(units(text, 'ordinal', ['low', 'middle', 'high']).categories).toEqual(['low', 'middle', 'high']);
    expect(errorOf(() => units(text, 'ordinal'))).toMatchObject({
      code: 'table-value-invalid',
      place: { line: 2 },
    });
    expect(errorOf(() => units(text, 'interval', ['low', 'high']))).toMatchObject({
      code: 'table-value-invalid',
    });
    expect(errorOf(() => units(text, 'nominal', ['low']))).toMatchObject({
      code: 'table-value-invalid',
      place: { line: 3 },
    });
  });

  it.each([
    ['a unit that a coder has twice', 'unit,coder,value\n1,a,x\n1,a,x\n', 'table-value-repeated', 3],
    ['a row of too few cells', 'unit,coder,value\n1,a,x\n2,a\n', 'table-row-invalid', 3],
    ['a row of too many cells', 'unit,coder,value\n1,a,x,y\n', 'table-row-invalid', 2],
    ['a row without unit', 'unit,coder,value\n,a,x\n', 'table-row-invalid', 2],
    ['a row without coder', 'unit,coder,value\n1,,x\n', 'table-row-invalid', 2],
    ['no column of values', 'unit,coder\n1,a\n', 'table-column-missing', 1],
    ['two columns of values', 'unit,coder,value,value\n1,a,x,y\n', 'table-column-missing', 1],
    ['nothing at all', '', 'table-column-missing', 1],
    ['a quotation mark that is never closed', 'unit,coder,value\n1,a,"x\n', 'table-unreadable', 2],
  ])('refuses %s, and says where', (_, text, code, line) => {
    expect(errorOf(() => units(text))).toMatchObject({ code, place: { line } });
  });
});

describe('a table of spans', () => {
  const HEAD = 'document,coder,start,end,value\n';

  it('tells a coder who marked nothing from one who did not take part', () => {
    const { continua: found, coders } = continua(`${HEAD}d,a,0,5,x\nd,b,,,\ne,c,2,4,x\n`, 10);
    expect(coders).toEqual(['a', 'b', 'c']);
    expect(found.map((each) => each.coders.map((spans) => spans?.starts.length ?? null))).toEqual([
      [1, 0, null],
      [null, null, 1],
    ]);
  });

  it('takes the end of the last span for the length where none is given', () => {
    const { continua: found, fractions, empty } = continua(`${HEAD}d,b,4,12,y\nd,a,0,5,x\nd,a,3,3,x\n`);
    expect({ length: found[0]?.length, fractions, empty }).toEqual({
      length: 12,
      fractions: false,
      empty: 1,
    });
    expect(continua(`${HEAD}d,a,0.5,5,x\n`).fractions).toBe(true);
  });

  it('counts a row that repeats another once', () => {
    const { spans, repeated } = continua(`${HEAD}d,a,0,5,x\nd,a,0,5,x\nd,a,0,5,y\n`);
    expect({ spans, repeated }).toEqual({ spans: 2, repeated: 1 });
  });

  it.each([
    ['a span past the length', `${HEAD}d,a,0,5,x\nd,a,8,12,x\n`, 3],
    ['a span that ends before it starts', `${HEAD}d,a,5,4,x\n`, 2],
    ['a start below 0', `${HEAD}d,a,-1,4,x\n`, 2],
    ['a start that is no number', `${HEAD}d,a,one,4,x\n`, 2],
    ['an end that is missing', `${HEAD}d,a,1,,x\n`, 2],
  ])('refuses %s, and says where', (_, text, line) => {
    expect(errorOf(() => continua(text, 10))).toMatchObject({ code: 'table-value-invalid', place: { line } });
  });
});
