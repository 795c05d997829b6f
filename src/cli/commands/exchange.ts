import type { ExportReport, ImportReport } from '../../contract/procedures.ts';
import { GlossatorError } from '../../core/errors.ts';
import { type Choice, filterOf } from '../../workbench/export/choose.ts';
import { EXPORT_FORMATS, type ExportSettings, runExport } from '../../workbench/export/index.ts';
import { labelWishes, runImport } from '../../workbench/import/index.ts';
import { withProject, withProjectToRead } from '../../workbench/project-file.ts';
import type { CommonWishes } from '../import-wishes.ts';
import { type CommandContext, numbered, type Outcome } from '../outcome.ts';

function leftOutWords(
  leftOut: ImportReport['documents'][number]['leftOut'],
  asUsual: boolean | undefined,
): readonly string[] {
  if (leftOut.length === 0) return [];
  const reasons = leftOut.map(({ reason, length }) => `${reason} ${length.toLocaleString('en')}`).join(', ');
  return [`left out${asUsual ? ' as usual for its source' : ''}: ${reasons}`];
}

function importText({ documents, duplicates, errors, warnings, cancelled }: ImportReport): string {
  const annotations = documents.reduce((sum, document) => sum + document.annotations, 0);
  const relations = documents.reduce((sum, document) => sum + document.relations, 0);
  const related = relations > 0 ? `, ${numbered(relations, 'relation', 'relations')}` : '';
  const lines = [
    `Imported ${numbered(documents.length, 'document', 'documents')} and ${numbered(annotations, 'annotation', 'annotations')}${related}.`,
    ...documents.map(
      ({ path, title, format, length, leftOut, leftOutAsUsual }) =>
        `  ${path}: ‘${title}’ (${[format, numbered(length, 'character', 'characters'), ...leftOutWords(leftOut, leftOutAsUsual)].join(', ')})`,
    ),
    ...(duplicates.length > 0 ? ['There already:'] : []),
    ...duplicates.map(({ path, title }) => `  ${path}: ‘${title}’`),
    ...(warnings.length > 0 ? ['Warnings:'] : []),
    ...warnings.map(({ path, message }) => `  ${path}: ${message}`),
    ...(errors.length > 0 ? ['Not imported:'] : []),
    ...errors.flatMap(({ path, code, message, remedy }) => [
      `  ${path}: ${message} (${code})`,
      ...(remedy === undefined ? [] : [`    ${remedy}`]),
    ]),
    ...(cancelled ? ['Cancelled: what had been imported until then has stayed; undo takes it back.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** `import P.gloss FILE…` */
export function importFiles(
  path: string,
  files: readonly string[],
  { map, metadataTable, namePattern, ...wishes }: CommonWishes,
  { warn, signal, onProgress }: CommandContext,
): Promise<Outcome> {
  return withProject(path, warn, async (session) => {
    const wanted = files.map((file) => ({
      path: file,
      ...wishes,
      ...(map ? { labels: labelWishes(map) } : {}),
    }));
    const report = await runImport(session, wanted, {
      signal,
      onProgress,
      ...(metadataTable === undefined ? {} : { metadataTable }),
      ...(namePattern === undefined ? {} : { namePattern }),
    });
    const failed = report.errors.length > 0 || report.cancelled;
    return { json: report, text: importText(report), failed };
  });
}

/** Options of writing as the command line takes them; it has checked their words. */
export type WrittenOptions = NonNullable<ExportSettings['options']>;

/** Raises `usage` where there is no such format to be written. */
export function formatKnown(format: string): void {
  if (EXPORT_FORMATS.includes(format)) return;
  throw new GlossatorError('usage', `‘${format}’ is not a format for export.`, {
    remedy: `The formats are: ${EXPORT_FORMATS.join(', ')}.`,
  });
}

export function exportText({ files, rows, annotations, lost }: ExportReport): string {
  const written =
    rows === undefined ? numbered(annotations, 'annotation', 'annotations') : numbered(rows, 'row', 'rows');
  const named = files.length > 6 ? [...files.slice(0, 5), `and ${files.length - 5} more files`] : files;
  const lines = [
    `Wrote ${written} to ${named.join(', ')}.`,
    ...(lost.length > 0 ? ['What the format cannot hold:'] : []),
    ...lost.map(({ what, count }) => `  ${what}: ${count}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** `export P.gloss --format F --out PATH` */
export function exportTo(
  path: string,
  written: { readonly format: string; readonly out: string; readonly options: WrittenOptions },
  choice: Choice,
  { warn, signal, onProgress, printer }: CommandContext,
): Promise<Outcome> {
  const { format, out, options } = written;
  formatKnown(format);
  return withProjectToRead(path, warn, async (session) => {
    const settings = { format, options, ...filterOf(session.store.read, choice) };
    const report = await runExport(session, settings, out, { signal, onProgress, printer });
    return { json: report, text: exportText(report), failed: false };
  });
}
