import { type Figure, table } from '../figure.ts';
import { FILE_FORMATS, type FileFormat } from './files/index.ts';

const NO_INDEX =
  'Times are those of reading alone. There is no column for “with the search index”: Glossator keeps none, so that storing a text updates none.';

function shown(figure: Figure | undefined): string {
  if (!figure) return '';
  if (figure.absent !== undefined) return figure.absent;
  const digits = figure.unit === 'words' || figure.median >= 100 ? 0 : figure.median >= 10 ? 1 : 2;
  const value = figure.median.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return figure.unit === 'words' ? value : `${value} ${figure.unit === 'times' ? '×' : figure.unit}`;
}

/** The words written, and where another number was found, that. */
function wordsOf(written: Figure | undefined, read: Figure | undefined, theirs: Figure | undefined): string {
  const differing = [
    ...(read && read.median !== written?.median ? [`${shown(read)} here`] : []),
    ...(theirs && theirs.median !== written?.median ? [`${shown(theirs)} there`] : []),
  ];
  return [shown(written), ...differing].join('; ');
}

function rowOf(format: FileFormat, figures: ReadonlyMap<string, Figure>): readonly string[] {
  const of = (what: string): Figure | undefined => figures.get(`${format}${what}`);
  const peer = [...figures.keys()]
    .find((work) => work.startsWith(`${format} beside `))
    ?.slice(`${format} beside `.length);
  return [
    format,
    shown(of(', size of the file')),
    shown(of('')),
    shown(of(' in the import’s thread')),
    peer === undefined ? shown(of(' beside')) : `${peer}: ${shown(of(` beside ${peer}`))}`,
    shown(of(' beside, times as fast')),
    wordsOf(of(', words written'), of(', words read'), of(' beside, words')),
  ];
}

/** What `benchReaders` measured: a line for each format, then the rest as in every other suite. */
export function readersTable(figures: readonly Figure[]): string {
  const named = new Map(figures.map((figure) => [figure.work, figure]));
  const formats = FILE_FORMATS.filter((format) => named.has(format));
  const head = ['format', 'file', 'ours', 'in the import’s thread', 'beside', 'times as fast', 'words'];
  const rows = formats.map((format) => rowOf(format, named));
  const rest = figures.filter(
    ({ work }) => !formats.some((format) => new RegExp(`^${format}\\b`).test(work)),
  );
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [lines.join('\n'), NO_INDEX, ...(rest.length > 0 ? [table(rest)] : [])].join('\n\n');
}
