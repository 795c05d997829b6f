import { realpath } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { ExportReport } from '../../contract/procedures.ts';
import { GlossatorError } from '../../core/errors.ts';
import { annotationWriters } from '../../formats/annotations/index.ts';
import { type AnnotationWriter, ExportTally } from '../../formats/annotations/writer.ts';
import type { AnnotationFilter, StoreReader } from '../../store/types.ts';
import { type JobContext, stopIfCancelled } from '../job.ts';
import type { Session } from '../session.ts';
import { type ProjectSource, projectSource } from './source.ts';
import { writeWholeFile } from './whole-file.ts';

export interface ExportSettings extends AnnotationFilter {
  /** name of a writer: 'jsonl' | 'csv' | 'csv-relations' | … */
  readonly format: string;
}

export interface ExportPreview {
  /** at most PREVIEW_LINES, each cut after PREVIEW_LINE_LENGTH */
  readonly lines: readonly string[];
  readonly annotations: number;
  readonly documents: number;
  readonly lost: ExportReport['lost'];
}

/** Names of all formats that can be written. */
export const EXPORT_FORMATS: readonly string[] = annotationWriters.map(({ format }) => format);

const PREVIEW_LINES = 20;
const PREVIEW_LINE_LENGTH = 2_000;

function writerOf(format: string): AnnotationWriter {
  const writer = annotationWriters.find((candidate) => candidate.format === format);
  if (writer) return writer;
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

/** The chosen part as the writer can hold it: annotations without a place go to those only that can say so of them. */
function sourceFor(
  read: StoreReader,
  { format: _, ...filter }: ExportSettings,
  writer: AnnotationWriter,
  tally: ExportTally,
): ProjectSource {
  if (writer.holdsLost || filter.lost === false) return projectSource(read, filter);
  if (filter.lost) {
    throw new GlossatorError('invalid-input', `‘${writer.format}’ cannot hold annotations without a place.`, {
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

function linesOf(beginning: readonly Uint8Array[]): readonly string[] {
  const text = Buffer.concat(beginning)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  return text
    .split(/\r?\n/)
    .slice(0, PREVIEW_LINES)
    .filter((line) => line !== '')
    .map((line) => (line.length > PREVIEW_LINE_LENGTH ? `${line.slice(0, PREVIEW_LINE_LENGTH)}…` : line));
}

function lineCount(piece: Uint8Array): number {
  let count = 0;
  for (const byte of piece) if (byte === 0x0a) count += 1;
  return count;
}

/** The first lines of what an export would write, and what it would lose. Raises `invalid-input`, `cancelled`. */
export async function previewExport(
  { store }: Session,
  settings: ExportSettings,
  context: JobContext,
): Promise<ExportPreview> {
  const writer = writerOf(settings.format);
  const tally = new ExportTally();
  const source = sourceFor(store.read, settings, writer, tally);
  const follow = followed(source, tally, '', context);
  const beginning: Uint8Array[] = [];
  let lines = 0;
  for await (const piece of writer.write(source, tally)) {
    if (lines < PREVIEW_LINES) {
      beginning.push(piece);
      lines += lineCount(piece);
    } else if (writer.lossless) break;
    follow();
    await setImmediate();
  }
  return {
    lines: linesOf(beginning),
    annotations: source.countAnnotations(),
    documents: source.documentCount,
    lost: tally.lost,
  };
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
 * Writes the chosen part of the project into one file, whole or not at all. Raises `invalid-input`, `cancelled`, `disk-full`,
 * `no-permission`, `file-missing` (the folder), `file-is-directory`.
 */
export async function runExport(
  { store }: Session,
  settings: ExportSettings,
  path: string,
  context: JobContext,
): Promise<ExportReport> {
  const writer = writerOf(settings.format);
  await refuseOwnFile(store.path, path);
  const tally = new ExportTally();
  const source = sourceFor(store.read, settings, writer, tally);
  await writeWholeFile(path, writer.write(source, tally), followed(source, tally, path, context));
  const { annotations, rows, lost } = tally;
  return { files: [path], annotations, lost, ...(rows === null ? {} : { rows }) };
}
