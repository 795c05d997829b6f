import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ErrorValue, GlossatorError } from '../../core/errors.ts';
import { annotationReaders } from '../../formats/annotations/index.ts';
import type { AnnotationReader } from '../../formats/annotations/reader.ts';
import { refuseEarly } from '../../formats/documents/index.ts';
import { type JobContext, stopIfCancelled } from '../job.ts';
import { fileError, findFiles, type ImportFile } from './find-files.ts';

/** A file that looks as if it could be imported. */
export interface SurveyedFile {
  readonly file: ImportFile;
  readonly bytes: number;
  /** reads it where it is an annotated set; null where it is a document */
  readonly set: AnnotationReader | null;
}

export interface Survey {
  readonly files: readonly SurveyedFile[];
  readonly errors: readonly { readonly path: string; readonly error: ErrorValue }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** Enough of a file to tell what it is. */
const HEAD_LENGTH = 65_536;

async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(HEAD_LENGTH), 0, HEAD_LENGTH, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const PROJECT_HEAD = Buffer.from('SQLite format 3\0');

function refuseProject(head: Uint8Array, path: string): void {
  if (!path.toLowerCase().endsWith('.gloss')) return;
  if (!PROJECT_HEAD.equals(head.subarray(0, PROJECT_HEAD.length))) return;
  throw new GlossatorError('file-format-unknown', 'It is a project, not a document.', {
    place: { path },
    remedy:
      'Open it as a project; to take over its annotations, export them as Glossator JSONL and import that.',
  });
}

async function surveyed(file: ImportFile, bytes: number): Promise<SurveyedFile> {
  const head = await headOf(file.path);
  const wanted = file.format;
  const set = annotationReaders.find(
    (reader) => (wanted === undefined || wanted === reader.format) && reader.recognises(head),
  );
  if (set) return { file, bytes, set };
  if (wanted !== undefined && annotationReaders.some((reader) => reader.format === wanted)) {
    throw new GlossatorError('file-format-unknown', `It does not begin as ‘${wanted}’ does.`, {
      place: { path: file.path, line: 1 },
      remedy: 'Leave the format to be recognised, or choose another.',
    });
  }
  refuseProject(head, file.path);
  refuseEarly(head, bytes, basename(file.path), wanted);
  return { file, bytes, set: null };
}

/** Looks at the beginning of each file, so that it is known how many there are to import before the first is. Raises `cancelled`. */
export async function survey(files: readonly ImportFile[], context: JobContext): Promise<Survey> {
  const found: SurveyedFile[] = [];
  const errors: { path: string; error: ErrorValue }[] = [];
  const skipped: { path: string; reason: string }[] = [];
  for await (const next of findFiles(files)) {
    stopIfCancelled(context.signal, 'The import was cancelled; nothing was written.');
    if (next.kind === 'error') errors.push({ path: next.path, error: next.error });
    else if (next.kind === 'skipped') skipped.push({ path: next.path, reason: next.reason });
    else {
      const { path } = next.file;
      context.onProgress({ phase: 'survey', done: found.length, total: null, detail: path });
      try {
        found.push(await surveyed(next.file, next.bytes));
      } catch (thrown) {
        errors.push({ path, error: fileError(thrown, path) });
      }
    }
  }
  return { files: found, errors, skipped };
}
