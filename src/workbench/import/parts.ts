import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type ImportPart, type ImportParts, PREVIEW_PARTS } from '../../contract/procedures.ts';
import { type ErrorValue, GlossatorError } from '../../core/errors.ts';
import type { EncodingFound } from '../../core/text/parsed.ts';
import {
  type ContainerInput,
  type DocumentContainer,
  mappingInWords,
  type Part,
  type PartProblem,
} from '../../formats/documents/containers/index.ts';
import { documentBytes, documentPieces } from './archives.ts';
import { withAttachments } from './attachments.ts';
import { type DocumentFile, readDocumentPart } from './document-file.ts';
import type { DocumentImport } from './documents.ts';
import { fileError, type ImportFile } from './find-files.ts';
import { readIsolated } from './isolation/read-isolated.ts';
import type { ReportDraft } from './report.ts';

/** Parts between two chances for others to be answered. */
const PARTS_AT_ONCE = 32;
/** Rows and messages at fault that a report lists for a file; beyond that it only counts them. */
const MOST_PROBLEMS = 1_000;

type OnRead = (bytes: number) => void;

function inputOf(file: ImportFile, onRead: OnRead, signal: AbortSignal): ContainerInput {
  const { path, encoding, columns } = file;
  const fileName = basename(path);
  return {
    async *pieces() {
      for await (const piece of documentPieces(path)) {
        signal.throwIfAborted();
        onRead(piece.byteLength);
        yield piece;
      }
    },
    fileName,
    ...(encoding === undefined ? {} : { encoding }),
    ...(columns === undefined ? {} : { columns }),
    whole: async (format) => readIsolated({ bytes: await documentBytes(path), fileName, format }, signal),
  };
}

/** The parts of a file; of mails, where that is wanted, with what is attached to them. */
async function* partsOf(
  file: ImportFile,
  container: DocumentContainer,
  input: ContainerInput,
  signal: AbortSignal,
): AsyncGenerator<Part | PartProblem> {
  for await (const part of container.parts(input)) {
    if (file.attachments) yield* withAttachments(part, signal);
    else yield part;
  }
}

/** How far a file has been read, however often it is begun anew: never more than its length. */
function onceThrough(bytes: number, follow: OnRead): OnRead {
  let left = bytes;
  return (read) => {
    const now = Math.min(left, read);
    left -= now;
    follow(now);
  };
}

/** What stops no other part: a row without a text, and what is never imported, is only told. */
function tell(report: ReportDraft, place: string, problem: ErrorValue): void {
  if (problem.code === 'file-empty' || problem.code === 'content-left-out') report.warning(place, problem);
  else report.error(place, problem);
}

/**
 * Imports the documents that a file holds, one after the other; memory does not grow with them. What is wrong with one is told in the
 * report and stops none of the others. Raises `cancelled`.
 */
export async function importParts(
  file: ImportFile,
  { container, bytes }: { readonly container: DocumentContainer; readonly bytes: number },
  documents: DocumentImport,
  report: ReportDraft,
  { signal, follow }: { readonly signal: AbortSignal; readonly follow: OnRead },
): Promise<void> {
  const leftOut = new Set(file.leaveOut);
  let problems = 0;
  let count = 0;
  try {
    const input = inputOf(file, onceThrough(bytes, follow), signal);
    const table = await container.columns?.(input);
    if (table && file.columns === undefined) {
      const message = `Columns were taken as: ${mappingInWords(table.mapping)}.`;
      report.warning(file.path, { code: 'columns-guessed', message });
    }
    for await (const part of partsOf(file, container, input, signal)) {
      if (leftOut.has(part.name)) continue;
      if ('problem' in part) {
        problems += 1;
        if (problems <= MOST_PROBLEMS) tell(report, `${file.path}, ${part.name}`, part.problem);
      } else await documents.addPart(file, part, signal);
      count += 1;
      if (count % PARTS_AT_ONCE === 0) {
        follow(0);
        await setImmediate();
      }
    }
  } catch (thrown) {
    if (signal.aborted) throw new GlossatorError('cancelled', 'The import was cancelled.');
    report.error(file.path, fileError(thrown, file.path));
  }
  if (problems > MOST_PROBLEMS) {
    const message = `${(problems - MOST_PROBLEMS).toLocaleString('en')} further rows or messages could not be read; they are not listed.`;
    report.error(file.path, { code: 'record-malformed', message });
  }
}

export interface PartsPreview {
  readonly parts: ImportParts;
  readonly encoding: EncodingFound | null;
  /** the first document, as an example of all */
  readonly first: DocumentFile | null;
  /** UTF-16 code units of those listed */
  readonly length: number;
}

function problemOf({ name, problem }: PartProblem): ImportPart {
  return { name, title: '', date: '', length: 0, problem: problem.message };
}

/** Counts the documents that a file holds and reads the first of them. Raises `cancelled`, and what the container raises. */
export async function previewParts(
  file: ImportFile,
  { container, bytes }: { readonly container: DocumentContainer; readonly bytes: number },
  { signal, follow }: { readonly signal: AbortSignal; readonly follow: OnRead },
): Promise<PartsPreview> {
  const input = inputOf(file, onceThrough(bytes, follow), signal);
  const encoding = (await container.encoding?.(input)) ?? null;
  const table = (await container.columns?.(input)) ?? null;
  const listed: ImportPart[] = [];
  let first: DocumentFile | null = null;
  let [total, problems, length] = [0, 0, 0];
  // Without a text column there is nothing to show but the columns, so that one can be chosen.
  const hasText = table === null || table.mapping.text !== undefined;
  const isFull = (): boolean => listed.length >= PREVIEW_PARTS;
  for await (const part of hasText ? previewed(file, container, input, signal, isFull) : []) {
    const isListed = !isFull();
    if ('problem' in part) {
      problems += 1;
      if (isListed) listed.push(problemOf(part));
      continue;
    }
    total += 1;
    if (!isListed) continue;
    try {
      const read = await readDocumentPart(file, part, signal);
      const { title, date } = read.metadata;
      first ??= read;
      length += read.structured.text.length;
      listed.push({ name: part.name, title, date, length: read.structured.text.length, problem: null });
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      problems += 1;
      total -= 1;
      listed.push(problemOf({ name: part.name, problem: fileError(thrown, file.path) }));
    }
    await setImmediate();
  }
  const isCounted = !(file.attachments && isFull());
  const parts = { title: container.title, total, isCounted, problems, listed, table };
  return { parts, encoding, first, length };
}

/** As `partsOf`; attachments only until enough is listed, since each mail has to be parsed for them. */
async function* previewed(
  file: ImportFile,
  container: DocumentContainer,
  input: ContainerInput,
  signal: AbortSignal,
  isFull: () => boolean,
): AsyncGenerator<Part | PartProblem> {
  for await (const part of container.parts(input)) {
    if (file.attachments && !isFull()) yield* withAttachments(part, signal);
    else yield part;
  }
}
