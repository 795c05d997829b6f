import { stringify } from 'csv-stringify/sync';
import { CODE_COLOURS, codeColourIndex } from '../../../core/codebook/colours.ts';
import { codePath, codesInTreeOrder } from '../../../core/codebook/tree.ts';
import type { Id } from '../../../core/ids.ts';
import { formatCodePath } from '../../annotations/code-path.ts';
import { defused } from '../../annotations/csv/cell.ts';
import { ExportTally } from '../../annotations/writer.ts';
import type { CodebookCode, WrittenCodebook } from '../codebook.ts';
import { attributeLine } from './attribute-line.ts';
import { BYTE_ORDER_MARK, COLUMNS, type Column, pathLines } from './columns.ts';

function wellFormed(text: string, tally: ExportTally): string {
  if (text.isWellFormed()) return text;
  const whole = text.toWellFormed();
  let replaced = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== whole.charCodeAt(i)) replaced += 1;
  tally.lose('lone surrogates', replaced);
  return whole;
}

function tallyLosses(codes: readonly CodebookCode[], tally: ExportTally): void {
  const attributes = codes.flatMap((code) => code.attributes);
  tally.lose(
    'initial values of attributes',
    attributes.filter((attribute) => attribute.initial !== null).length,
  );
  tally.lose('ids of attributes, which are found again by name', attributes.length);
  tally.lose('versions of definitions', codes.filter((code) => code.version > 1).length);
  tally.lose('line breaks in names', codes.filter((code) => /[\r\n]/.test(code.name)).length);
}

/** A codebook as a table, one row a code, in the order of the tree; cells that a spreadsheet would run are defused as in quotations. */
export function writeCsv(codes: readonly CodebookCode[]): WrittenCodebook {
  const tally = new ExportTally();
  tallyLosses(codes, tally);
  const byId = new Map(codes.map((code) => [code.id, code]));
  const pathOf = (id: Id): string => {
    const code = byId.get(id);
    return code ? formatCodePath(codePath(code, byId)).replace(/[\r\n]+/g, ' ') : '';
  };
  const paths = (ids: readonly Id[]): string => pathLines(ids.map(pathOf).filter((path) => path !== ''));
  const rows = codesInTreeOrder(codes).map(
    ({ code }): Record<Column, string> => ({
      path: pathOf(code.id),
      kind: code.kind,
      key: code.key ?? '',
      colour: CODE_COLOURS[codeColourIndex(code.colour)]?.name ?? '',
      description: code.description,
      attributes: code.attributes.map(attributeLine).join('\n'),
      other_places: paths(code.otherParentIds),
      ends_from: paths(code.ends?.from ?? []),
      ends_to: paths(code.ends?.to ?? []),
      directed: code.ends ? (code.ends.directed ? 'yes' : 'no') : '',
      id: code.id,
    }),
  );
  const text = stringify(rows, {
    header: true,
    columns: [...COLUMNS],
    record_delimiter: '\r\n',
    quoted_match: /[\r\n]/,
    cast: { string: (value) => defused(value) },
  });
  return {
    bytes: Buffer.from(BYTE_ORDER_MARK + wellFormed(text, tally)),
    codes: codes.length,
    lost: tally.lost,
  };
}
