import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PRINT_PAGE, PRINT_RESULT, type PrintJob } from '../../contract/printing.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { OutputFile } from '../../formats/annotations/foreign/format.ts';
import type { JobContext } from '../job.ts';
import { kept } from './manifest.ts';

/** Prints a page as PDF: something that only Electron's main process can. */
export interface Printer {
  /** Raises `print-failed`, `cancelled`. */
  print(job: PrintJob, signal: AbortSignal): Promise<void>;
}

/** Long work that may have to print. */
export type ExportContext = JobContext & { readonly printer?: Printer | undefined };

/** Bytes of a page at most: some thousand pages, whose layout is held in memory whole. */
export const PRINT_LIMIT = 8 * 1024 * 1024;

/** The printer, or what to do where there is none. Raises `print-unavailable`. */
export function printerOf({ printer }: ExportContext): Printer {
  if (printer) return printer;
  throw new GlossatorError(
    'print-unavailable',
    'Pages can be laid out as PDF only by the application itself.',
    {
      remedy:
        'Run the command with the application (`glossator export …`) instead of Node, or export the report as HTML and print that.',
    },
  );
}

async function* limited({ pieces }: OutputFile, onPiece: () => void): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.byteLength;
    if (length > PRINT_LIMIT) {
      throw new GlossatorError(
        'file-too-large',
        `The report is longer than can be laid out as PDF at once (${PRINT_LIMIT / 1024 / 1024} MB of HTML).`,
        { remedy: 'Choose fewer documents or codes, or export the report as HTML.' },
      );
    }
    onPiece();
    yield piece;
  }
}

/** A page of HTML as a PDF file, made when its pieces are asked for. */
export function printed(
  file: OutputFile,
  heading: string,
  { signal, onProgress }: JobContext,
  printer: Printer,
): OutputFile {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const folder = await mkdtemp(join(tmpdir(), 'glossator-print-'));
    try {
      const page = createWriteStream(join(folder, PRINT_PAGE), { mode: 0o600 });
      await pipeline(Readable.from(kept(limited(file, () => signal.throwIfAborted()))), page);
      onProgress({ phase: 'print', done: 0, total: null, detail: heading });
      const date = new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(new Date());
      await printer.print({ folder, heading: heading.slice(0, 500), date }, signal);
      for await (const piece of createReadStream(join(folder, PRINT_RESULT))) yield piece as Uint8Array;
    } catch (thrown) {
      if (signal.aborted) {
        throw new GlossatorError('cancelled', 'The export was cancelled; nothing was written.', {
          cause: thrown,
        });
      }
      throw thrown;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { path: file.path, pieces: pieces() };
}
