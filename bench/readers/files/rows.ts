import { openPackaging, packed, XML } from './packed.ts';

/** A row for each text, as a search in a news database gives them out. */
interface Row {
  readonly title: string;
  readonly date: string;
  readonly author: string;
  readonly text: string;
}

const COLUMNS = ['title', 'date', 'author', 'text'] as const;

function rowsOf(texts: readonly string[]): readonly Row[] {
  return texts.map((text, at) => ({
    title: `Article ${at + 1}`,
    date: `2024-${String((at % 12) + 1).padStart(2, '0')}-${String((at % 28) + 1).padStart(2, '0')}`,
    author: `Desk ${at % 9}`,
    text,
  }));
}

/** Quoted as RFC 4180 has it. */
export function csvFile(texts: readonly string[]): string {
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
  return (
    line(COLUMNS) +
    rowsOf(texts)
      .map((row) => line(COLUMNS.map((name) => row[name])))
      .join('')
  );
}

export function jsonlFile(texts: readonly string[]): string {
  return rowsOf(texts)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A workbook of one sheet, its texts shared strings, as Excel writes it (ECMA-376). */
export function xlsxFile(texts: readonly string[]): Promise<Uint8Array> {
  const places = new Map<string, number>();
  const cell = (value: string, place: string): string => {
    const at = places.get(value) ?? places.size;
    places.set(value, at);
    return `<c r="${place}" t="s"><v>${at}</v></c>`;
  };
  const line = (cells: readonly string[], row: number): string =>
    `<row r="${row}">${cells.map((value, column) => cell(value, `${'ABCD'[column]}${row}`)).join('')}</row>`;
  const lines = [
    line(COLUMNS, 1),
    ...rowsOf(texts).map((row, at) =>
      line(
        COLUMNS.map((name) => row[name]),
        at + 2,
      ),
    ),
  ];
  const strings = [...places.keys()].map((text) => `<si><t xml:space="preserve">${text}</t></si>`);
  return packed({
    ...openPackaging({ part: 'xl/workbook.xml', type: `${SHEET}.sheet.main+xml` }, [
      { part: 'xl/worksheets/sheet1.xml', type: `${SHEET}.worksheet+xml`, relation: 'worksheet' },
      { part: 'xl/sharedStrings.xml', type: `${SHEET}.sharedStrings+xml`, relation: 'sharedStrings' },
      { part: 'xl/styles.xml', type: `${SHEET}.styles+xml`, relation: 'styles' },
    ]),
    'xl/workbook.xml': `${XML}<workbook ${MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Articles" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet ${MAIN}><sheetData>${lines.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${XML}<sst ${MAIN} uniqueCount="${strings.length}">${strings.join('')}</sst>`,
    'xl/styles.xml': `${XML}<styleSheet ${MAIN}><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>`,
  });
}
