import { realpath } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { ExportReport, ListedFormat } from '../../contract/procedures.ts';
import { GlossatorError } from '../../core/errors.ts';
import {
  DEFAULT_WRITE_OPTIONS,
  type ForeignWriter,
  type OutputFile,
  type WriteOptions,
} from '../../formats/annotations/foreign/format.ts';
import { type SetFormat, setFormats } from '../../formats/annotations/index.ts';
import { ExportTally } from '../../formats/annotations/writer.ts';
import type { AnnotationFilter, StoreReader } from '../../store/types.ts';
import { atOneMoment } from '../at-one-moment.ts';
import { type JobContext, stopIfCancelled } from '../job.ts';
import type { Session } from '../session.ts';
import { type Division, isWorthDividing, USUAL_DIVISION, withLines } from './lines/division.ts';
import { LineThreads } from './lines/line-threads.ts';
import { Manifest } from './manifest.ts';
import { writeOutputs } from './outputs.ts';
import { PreviewLines } from './preview-lines.ts';
import { type ExportContext, type Printer, printed, printerOf } from './printed.ts';
import { type ProjectSource, projectSource } from './source.ts';

export interface ExportSettings extends AnnotationFilter {
  /** name of a writer: 'jsonl' | 'csv' | 'csv-relations' | … */
  readonly format: string;
  /** those that the format knows; the others as in DEFAULT_WRITE_OPTIONS */
  readonly options?: { readonly [K in keyof WriteOptions]?: WriteOptions[K] | undefined } | undefined;
}

function optionsOf({ options }: ExportSettings): WriteOptions {
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_WRITE_OPTIONS, ...Object.fromEntries(given) };
}

export interface ExportPreview {
  /** the first, each cut where it is long; of several files, those of each under its name */
  readonly lines: readonly string[];
  readonly note: string | null;
  readonly annotations: number;
  readonly documents: number;
  readonly lost: ExportReport['lost'];
}

/** Names of all formats that can be written. */
export const EXPORT_FORMATS: readonly string[] = setFormats
  .filter(({ writer }) => writer)
  .map(({ about }) => about.format);

type WritableFormat = SetFormat & { readonly writer: ForeignWriter };

function formatOf(format: string): WritableFormat {
  for (const candidate of setFormats) {
    const { writer } = candidate;
    if (writer && candidate.about.format === format) return { ...candidate, writer };
  }
  throw new GlossatorError('invalid-input', `‘${format}’ is not a format for export.`, {
    place: { field: 'format' },
    remedy: `The formats are: ${EXPORT_FORMATS.join(', ')}.`,
  });
}

/** Says how far the export is, and ends it where it is to be. */
function followed(
  source: ProjectSource,
  tally: ExportTally,
  detail: string,
  { signal, onProgress }: JobContext,
): () => void {
  const total = source.countAnnotations();
  return () => {
    stopIfCancelled(signal, 'The export was cancelled; nothing was written.');
    onProgress({ phase: 'export', done: tally.annotations, total, detail });
  };
}

function filterOf({ format: _, options: __, ...filter }: ExportSettings): AnnotationFilter {
  return filter;
}

/** The chosen part as the writer can hold it: annotations without a place go to those only that can say so of them. */
function sourceFor(
  read: StoreReader,
  settings: ExportSettings,
  { about, holdsLost }: SetFormat,
  tally: ExportTally,
): ProjectSource {
  const filter = filterOf(settings);
  if (holdsLost || filter.lost === false) return projectSource(read, filter);
  if (filter.lost) {
    throw new GlossatorError('invalid-input', `‘${about.format}’ cannot hold annotations without a place.`, {
      place: { field: 'lost' },
      remedy: 'Choose JSONL or CSV.',
    });
  }
  const kept = projectSource(read, { ...filter, lost: false });
  if (read.countAnnotations({ lost: true }) === 0) return kept;
  const all = projectSource(read, filter);
  const count = (relations: Iterable<unknown>): number => Array.from(relations).length;
  tally.lose('annotations that have lost their place', all.countAnnotations() - kept.countAnnotations());
  tally.lose('relations of such annotations', count(all.relations()) - count(kept.relations()));
  return kept;
}

/** The first lines of what an export would write, and what it would lose. Raises `invalid-input`, `cancelled`. */
export function previewExport(
  { store }: Session,
  settings: ExportSettings,
  context: JobContext,
): Promise<ExportPreview> {
  return atOneMoment(store, (read) => previewOf(read, settings, context));
}

async function previewOf(
  read: StoreReader,
  settings: ExportSettings,
  context: JobContext,
): Promise<ExportPreview> {
  const format = formatOf(settings.format);
  const tally = new ExportTally();
  const source = sourceFor(read, settings, format, tally);
  const follow = followed(source, tally, '', context);
  const preview = new PreviewLines(format.about.files === 'many', !format.printed);
  for await (const file of format.writer.write(source, tally, optionsOf(settings))) {
    await preview.take(file, async (isFull) => {
      follow();
      await setImmediate();
      // Only the whole tells what is lost.
      return !(isFull && format.lossless);
    });
  }
  return {
    lines: preview.lines,
    note: preview.note,
    annotations: source.countAnnotations(),
    documents: source.documentCount,
    lost: tally.lost,
  };
}

interface ExportMeans {
  readonly format: WritableFormat;
  readonly printer: Printer | null;
  /** what makes the lines of annotations meanwhile */
  readonly threads: LineThreads | null;
}

async function* allPrinted(
  files: Iterable<OutputFile> | AsyncIterable<OutputFile>,
  print: (file: OutputFile) => OutputFile,
): AsyncGenerator<OutputFile> {
  for await (const file of files) yield print(file);
}

/** Files of the open project itself, by what follows its name: an export must never replace them. */
const OWN_ENDINGS = ['', '-wal', '-shm', '-journal', '-lock'];

/** Raises `invalid-input` where the path is a file of the open project. */
export async function refuseOwnFile(projectPath: string, path: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const own = await realpath(projectPath);
  if (!OWN_ENDINGS.some((ending) => target === own + ending)) return;
  throw new GlossatorError('invalid-input', 'This is the file of the project itself.', {
    place: { path },
    remedy: 'Choose another name for the export.',
  });
}

/**
 * Writes the chosen part of the project, as it is when the export begins, into one file, a folder or a zip archive (by the path's ending and the format), whole or not at all, with a manifest beside it.
 * Raises `invalid-input`, `cancelled`, `disk-full`, `no-permission`, `file-missing` (the folder), `file-is-directory`; of reports as PDF also
 * `print-unavailable`, `print-failed`, `file-too-large`.
 */
export function runExport(
  session: Session,
  settings: ExportSettings,
  path: string,
  context: ExportContext,
): Promise<ExportReport> {
  return runExportDivided(session, settings, path, context, USUAL_DIVISION);
}

/** As runExport; what is large is divided among threads as this says. */
export async function runExportDivided(
  { store }: Session,
  settings: ExportSettings,
  path: string,
  context: ExportContext,
  division: Division,
): Promise<ExportReport> {
  const format = formatOf(settings.format);
  const printer = format.printed ? printerOf(context) : null;
  await refuseOwnFile(store.path, path);
  const threads =
    format.takesLines && isWorthDividing(store.read, filterOf(settings), division)
      ? await LineThreads.open(store.path, division.threads, context.signal)
      : null;
  return atOneMoment(
    store,
    async (read, moment) => {
      const begun = threads?.begin(moment) ? threads : null;
      if (!begun) await threads?.end();
      return exported(read, settings, { format, printer, threads: begun }, path, context);
    },
    threads,
  );
}

async function exported(
  read: StoreReader,
  settings: ExportSettings,
  { format, printer, threads }: ExportMeans,
  path: string,
  context: ExportContext,
): Promise<ExportReport> {
  const tally = new ExportTally();
  const chosen = sourceFor(read, settings, format, tally);
  const source = threads ? withLines(chosen, threads) : chosen;
  const { about, writer, lossless } = format;
  const options = optionsOf(settings);
  const documents = source.documentCount;
  // Our own format says all that a manifest would.
  const manifest = new Manifest({ generator: source.generator, about, options, documents }, !lossless);
  const files = await writeOutputs(path, {
    files: printer
      ? allPrinted(writer.write(source, tally, options), (file) =>
          printed(file, read.project().name, context, printer),
        )
      : writer.write(source, tally, options),
    about,
    manifest,
    manifestBytes: lossless ? null : () => manifest.bytes(tally),
    onWritten: followed(source, tally, path, context),
  });
  const { annotations, rows, lost } = tally;
  return { files, annotations, lost, ...(rows === null ? {} : { rows }) };
}

/** What of the annotated sets of other programs can be read and written, for people and programs. */
export function listFormats(): readonly ListedFormat[] {
  return setFormats.map(({ about, native, reader, writer }) => ({
    ...about,
    reads: native !== null || reader !== null,
    writes: writer !== null,
  }));
}
