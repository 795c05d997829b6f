import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type {
  AgreementFigure,
  AgreementReport,
  AgreementRequest,
  AgreementValue,
} from '../../contract/procedures/agreement.ts';
import { MEASURE_NAMES, REASON_WORDS } from '../../core/agreement/words.ts';
import { codePath } from '../../core/codebook/tree.ts';
import { GlossatorError } from '../../core/errors.ts';
import { formatCodePath } from '../../formats/annotations/code-path.ts';
import { defused } from '../../formats/annotations/csv/cell.ts';
import type { StoreReader } from '../../store/types.ts';
import { APP_VERSION } from '../version.ts';
import { projectAgreement } from './project.ts';
import type { Watch } from './watch.ts';

type Row = readonly string[];

interface Table {
  readonly title: string;
  readonly head: Row;
  readonly rows: readonly Row[];
}

interface Names {
  readonly person: (id: string) => string;
  readonly code: (id: string | null) => string;
  readonly document: (id: string) => string;
}

function namesIn(read: StoreReader): Names {
  const people = new Map(read.persons().map(({ id, name }) => [id, name]));
  const codes = new Map(read.codes().map((code) => [code.id, code]));
  const documents = new Map(read.documents().map(({ id, title }) => [id, title]));
  return {
    person: (id) => people.get(id) ?? id,
    document: (id) => documents.get(id) ?? id,
    code: (id) => {
      const code = id === null ? undefined : codes.get(id);
      return code ? formatCodePath(codePath(code, codes)) : '(nothing)';
    },
  };
}

const figure = ({ value }: AgreementValue): string => (value === null ? 'undefined' : value.toFixed(4));
const why = ({ reason }: AgreementValue): string => (reason === null ? '' : REASON_WORDS[reason]);

/** Columns that are there where intervals by pair, code and document were asked for. */
const INTERVAL_HEAD = ['interval from', 'to', 'why no interval'];
function intervalCells({ interval, intervalReason }: AgreementFigure): Row {
  if (interval) return [interval.low.toFixed(4), interval.high.toFixed(4), ''];
  return ['', '', intervalReason === null ? '' : REASON_WORDS[intervalReason]];
}

function settingsTable(
  read: StoreReader,
  names: Names,
  request: AgreementRequest,
  report: AgreementReport,
): Table {
  const some = (ids: readonly string[] | undefined, name: (id: string) => string): string =>
    ids === undefined ? 'all' : ids.map(name).join('; ');
  const { interval, gamma } = report;
  return {
    title: 'Settings',
    head: ['setting', 'value'],
    rows: [
      ['project', read.project().name],
      ['measure', MEASURE_NAMES[report.measure]],
      ['level', report.level],
      ['unit', report.unit],
      ...(request.variant ? [['variant', request.variant]] : []),
      ...(request.mode ? [['mode', request.mode]] : []),
      ['documents', some(request.documentIds, names.document)],
      ['people', some(request.personIds, names.person)],
      ['codes', some(request.codeIds, names.code)],
      ['seed', String(report.seed)],
      [
        'interval',
        interval
          ? `${interval.low.toFixed(4)} to ${interval.high.toFixed(4)} (${100 * interval.level} %, ${interval.method}, ${interval.resamples} resamples)`
          : report.intervalReason === null
            ? 'none'
            : REASON_WORDS[report.intervalReason],
      ],
      ...(request.partIntervals ? [['intervals by pair, code and document', 'yes']] : []),
      ...(gamma
        ? [
            ['continua of chance', String(gamma.samples)],
            ['precision of the expected disorder', gamma.precision.toFixed(4)],
            ['gap of the best alignment', gamma.gap.toFixed(4)],
          ]
        : []),
      ['made with', `Glossator ${APP_VERSION}`],
    ],
  };
}

function tablesOf(read: StoreReader, request: AgreementRequest, report: AgreementReport): readonly Table[] {
  const names = namesIn(read);
  const asked = request.partIntervals === true;
  const head = asked ? INTERVAL_HEAD : [];
  const cells = (of: AgreementFigure): Row => (asked ? intervalCells(of) : []);
  return [
    settingsTable(read, names, request, report),
    {
      title: 'Whole',
      head: ['measure', 'value', 'why undefined'],
      rows: [[MEASURE_NAMES[report.measure], figure(report), why(report)]],
    },
    {
      title: 'Pairs',
      head: ['first', 'second', 'shared documents', 'value', 'why undefined', ...head],
      rows: report.pairs.map((pair) => [
        names.person(pair.first),
        names.person(pair.second),
        String(pair.documents),
        figure(pair),
        why(pair),
        ...cells(pair),
      ]),
    },
    {
      title: 'Codes',
      head: ['code', 'value', 'why undefined', ...head],
      rows: report.codes.map((code) => [names.code(code.id), figure(code), why(code), ...cells(code)]),
    },
    {
      title: 'Documents',
      head: ['document', 'people', 'value', 'why undefined', ...head],
      rows: report.documents.map((document) => [
        names.document(document.id),
        document.people.map(names.person).join('; '),
        figure(document),
        why(document),
        ...cells(document),
      ]),
    },
    {
      title: 'What met what',
      head: ['first person’s code', 'second person’s code', 'passages'],
      rows: report.confusion.map(({ first, second, count }) => [
        names.code(first),
        names.code(second),
        String(count),
      ]),
    },
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}' +
  'table{border-collapse:collapse;margin:0 0 2rem}th,td{text-align:start;padding:.25rem .75rem;border-bottom:1px solid #8886;vertical-align:top}';

function htmlOf(title: string, tables: readonly Table[], notes: readonly string[]): string {
  const cells = (row: Row, tag: 'th' | 'td') =>
    row
      .map((cell) => `<${tag}${tag === 'th' ? ' scope="col"' : ' dir="auto"'}>${escaped(cell)}</${tag}>`)
      .join('');
  const parts = tables.map(
    ({ title: name, head, rows }) =>
      `<h2>${escaped(name)}</h2>\n<table>\n<thead><tr>${cells(head, 'th')}</tr></thead>\n<tbody>\n${rows.map((row) => `<tr>${cells(row, 'td')}</tr>\n`).join('')}</tbody>\n</table>\n`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escaped(title)}</h1>
<ul>
${notes.map((note) => `<li>${escaped(note)}</li>\n`).join('')}</ul>
${parts.join('')}</body>
</html>
`;
}

function csvOf(tables: readonly Table[], notes: readonly string[]): string {
  const width = Math.max(...tables.map(({ head }) => head.length)) + 1;
  const wide = (row: Row): Row => [...row, ...Array.from({ length: width - row.length }, () => '')];
  return stringify([
    ...tables.flatMap(({ title, head, rows }) => [
      wide(['table', ...head]),
      ...rows.map((row) => wide([title, ...row].map(defused))),
    ]),
    ...notes.map((note) => wide(['Notes', note])),
  ]);
}

/**
 * Measures and writes the report: one page of HTML that stands by itself, or CSV whose first column names the table.
 * The same request of the same project gives the same report.
 *
 * @throws GlossatorError what `projectAgreement` raises; no-permission or disk-failed where it cannot be written
 */
export async function saveReport(
  read: StoreReader,
  request: AgreementRequest,
  path: string,
  format: 'html' | 'csv',
  watch: Watch,
): Promise<void> {
  const report = await projectAgreement(read, request, watch);
  const tables = tablesOf(read, request, report);
  const title = `Agreement: ${MEASURE_NAMES[report.measure]}, ${read.project().name}`;
  try {
    await writeFile(
      path,
      format === 'html' ? htmlOf(title, tables, report.notes) : csvOf(tables, report.notes),
    );
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    throw new GlossatorError(
      code === 'EACCES' || code === 'EPERM' ? 'no-permission' : 'disk-failed',
      'The report could not be written.',
      { place: { path }, remedy: 'Choose another folder.', cause },
    );
  }
}
