import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ErrorValue, GlossatorError } from '../../core/errors.ts';
import {
  containerFor,
  type DocumentContainer,
  refuseContainer,
} from '../../formats/documents/containers/index.ts';
import { refuseEarly } from '../../formats/documents/index.ts';
import { headOf } from '../bundles/open-bundle.ts';
import { type JobContext, stopIfCancelled } from '../job.ts';
import { fileError, findFiles, type ImportFile } from './find-files.ts';
import type { FoundSet } from './found-set.ts';
import { isSetFormat, recogniseSet } from './recognise-set.ts';

/** A file that looks as if it could be imported; or a folder that is one annotated set. */
export interface SurveyedFile {
  readonly file: ImportFile;
  readonly bytes: number;
  /** reads it where it is an annotated set; null where it is a document */
  readonly set: FoundSet | null;
  /** divides it where it holds many documents; null where it is one, or a set */
  readonly container: DocumentContainer | null;
}

export interface Survey {
  readonly files: readonly SurveyedFile[];
  readonly errors: readonly { readonly path: string; readonly error: ErrorValue }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
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

/** Files on the disk that belong to sets: none of them is also a document. */
type Taken = Set<string>;

async function surveyed(file: ImportFile, bytes: number, taken: Taken): Promise<SurveyedFile> {
  const head = await headOf(file.path);
  refuseProject(head, file.path);
  const found = await recogniseSet(file);
  if (found) {
    for (const path of found.paths) taken.add(path);
    return { file, bytes: Math.max(bytes, found.bytes), set: found.set, container: null };
  }
  const fileName = basename(file.path);
  const container = containerFor(head, fileName, file.format);
  if (container) refuseContainer(container, head, bytes, fileName);
  else refuseEarly(head, bytes, fileName, file.format);
  return { file, bytes, set: null, container };
}

/** The set that a folder is as a whole; null where its files stand each for itself. */
async function wholeFolder(file: ImportFile): Promise<SurveyedFile | null> {
  const at = await stat(file.path).catch(() => null);
  if (!at?.isDirectory()) return null;
  if (file.format !== undefined && !isSetFormat(file.format)) return null;
  const found = await recogniseSet(file);
  return found && { file, bytes: found.bytes, set: found.set, container: null };
}

/** Looks at the beginning of each file, so that it is known how many there are to import before the first is. Raises `cancelled`. */
export async function survey(files: readonly ImportFile[], context: JobContext): Promise<Survey> {
  const found: SurveyedFile[] = [];
  const errors: { path: string; error: ErrorValue }[] = [];
  const skipped: { path: string; reason: string }[] = [];
  const taken: Taken = new Set();
  const single: ImportFile[] = [];
  for (const file of files) {
    stopIfCancelled(context.signal, 'The import was cancelled; nothing was written.');
    try {
      const whole = await wholeFolder(file);
      if (whole) found.push(whole);
      else single.push(file);
    } catch (thrown) {
      errors.push({ path: file.path, error: fileError(thrown, file.path) });
    }
  }
  for await (const next of findFiles(single)) {
    stopIfCancelled(context.signal, 'The import was cancelled; nothing was written.');
    if (next.kind === 'error') errors.push({ path: next.path, error: next.error });
    else if (next.kind === 'skipped') skipped.push({ path: next.path, reason: next.reason });
    else {
      const { path } = next.file;
      context.onProgress({ phase: 'survey', done: found.length, total: null, detail: path });
      try {
        found.push(await surveyed(next.file, next.bytes, taken));
      } catch (thrown) {
        errors.push({ path, error: fileError(thrown, path) });
      }
    }
  }
  return {
    files: found.filter(({ file, set }) => set || !taken.has(file.path)),
    errors: errors.filter(({ path }) => !taken.has(path)),
    skipped,
  };
}
