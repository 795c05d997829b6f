import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ErrorValue, GlossatorError } from '../../core/errors.ts';
import {
  containerFor,
  type DocumentContainer,
  mailContainer,
  refuseContainer,
} from '../../formats/documents/containers/index.ts';
import { isArchive, readerFor, refuseEarly } from '../../formats/documents/index.ts';
import { headOf } from '../bundles/open-bundle.ts';
import { type JobContext, stopIfCancelled } from '../job.ts';
import { archiveOf, documentBytes, documentsIn, foundInArchive } from './archives.ts';
import { type Found, fileError, findFiles, type ImportFile } from './find-files.ts';
import type { FoundSet } from './found-set.ts';
import { isSetFormat, recogniseSet } from './recognise-set.ts';

const CANCELLED = 'The import was cancelled; nothing was written.';

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

/** Milliseconds from telling of one file to telling of another: there may be very many. */
const TELL_EVERY = 100;

/** Enough of a file to tell what it is. */
const HEAD_LENGTH = 65_536;

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

/** A mail whose attachments are wanted is divided like a mailbox. */
function mailFor({ path, format, attachments }: ImportFile, head: Uint8Array): DocumentContainer | null {
  if (!attachments) return null;
  return (format ?? readerFor(head, basename(path)).id) === 'eml' ? mailContainer : null;
}

/** A file that is no set: one document, or many. @throws GlossatorError of `refuseEarly` and `refuseContainer` */
function asDocuments(file: ImportFile, head: Uint8Array, bytes: number): SurveyedFile {
  const fileName = basename(file.path);
  const container = containerFor(head, fileName, file.format) ?? mailFor(file, head);
  if (container) refuseContainer(container, head, bytes, fileName);
  else refuseEarly(head, bytes, fileName, file.format);
  return { file, bytes, set: null, container };
}

/** Null for an archive of documents, which are still to be found. */
async function surveyed(file: ImportFile, bytes: number, taken: Taken): Promise<SurveyedFile | null> {
  const head = await headOf(file.path);
  refuseProject(head, file.path);
  const found = await recogniseSet(file, head);
  if (found) {
    for (const path of found.paths) taken.add(path);
    return { file, bytes: Math.max(bytes, found.bytes), set: found.set, container: null };
  }
  if (isArchive(head, basename(file.path))) return null;
  return asDocuments(file, head, bytes);
}

/** The set that a folder is as a whole; null where its files stand each for itself. */
async function wholeFolder(file: ImportFile): Promise<SurveyedFile | null> {
  const at = await stat(file.path).catch(() => null);
  if (!at?.isDirectory()) return null;
  if (file.format !== undefined && !isSetFormat(file.format)) return null;
  const found = await recogniseSet(file);
  return found && { file, bytes: found.bytes, set: found.set, container: null };
}

/** What has been found so far. */
class SurveyDraft {
  readonly #files: SurveyedFile[] = [];
  readonly #errors: { path: string; error: ErrorValue }[] = [];
  readonly #skipped: { path: string; reason: string }[] = [];
  readonly #taken: Taken = new Set();
  readonly #context: JobContext;
  #told = Number.NEGATIVE_INFINITY;

  constructor(context: JobContext) {
    this.#context = context;
  }

  /** The file or folder as a set of its own, or what is to be gone through. */
  async whole(file: ImportFile): Promise<ImportFile | null> {
    this.#step(file.path);
    try {
      const whole = await wholeFolder(file);
      if (!whole) return file;
      this.#files.push(whole);
    } catch (thrown) {
      this.#errors.push({ path: file.path, error: fileError(thrown, file.path) });
    }
    return null;
  }

  async onDisk(found: Found): Promise<void> {
    if (found.kind !== 'file') {
      this.#note(found);
      return;
    }
    const { file, bytes } = found;
    this.#step(file.path);
    try {
      const looked = await surveyed(file, bytes, this.#taken);
      if (looked) this.#files.push(looked);
      else for await (const inside of documentsIn(file)) await this.inArchive(inside);
    } catch (thrown) {
      stopIfCancelled(this.#context.signal, CANCELLED);
      this.#errors.push({ path: file.path, error: fileError(thrown, file.path) });
    }
  }

  async inArchive(found: Found): Promise<void> {
    if (found.kind !== 'file') {
      this.#note(found);
      return;
    }
    const { file, bytes } = found;
    this.#step(file.path);
    try {
      const head = (await documentBytes(file.path)).subarray(0, HEAD_LENGTH);
      this.#files.push(asDocuments(file, head, bytes));
    } catch (thrown) {
      this.#errors.push({ path: file.path, error: fileError(thrown, file.path) });
    }
  }

  #note(found: Exclude<Found, { readonly kind: 'file' }>): void {
    if (found.kind === 'error') this.#errors.push({ path: found.path, error: found.error });
    else this.#skipped.push({ path: found.path, reason: found.reason });
  }

  finish(): Survey {
    return {
      files: this.#files.filter(({ file, set }) => set || !this.#taken.has(file.path)),
      errors: this.#errors.filter(({ path }) => !this.#taken.has(path)),
      skipped: this.#skipped,
    };
  }

  #step(path: string): void {
    stopIfCancelled(this.#context.signal, CANCELLED);
    const now = performance.now();
    if (now - this.#told < TELL_EVERY) return;
    this.#told = now;
    this.#context.onProgress({ phase: 'survey', done: this.#files.length, total: null, detail: path });
  }
}

/**
 * Looks at the beginning of each file, so that it is known how many there are to import before the first is; folders and
 * archives are gone through. Raises `cancelled`.
 */
export async function survey(files: readonly ImportFile[], context: JobContext): Promise<Survey> {
  const draft = new SurveyDraft(context);
  const single: ImportFile[] = [];
  for (const file of files) {
    // Already known to be in an archive: its path leads on behind that of the archive’s file.
    if ((await archiveOf(file.path)) !== null) await draft.inArchive(await foundInArchive(file));
    else {
      const rest = await draft.whole(file);
      if (rest) single.push(rest);
    }
  }
  for await (const found of findFiles(single)) await draft.onDisk(found);
  return draft.finish();
}
