import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { session, WebContentsView } from 'electron';
import {
  PRINT_PAGE,
  PRINT_RESULT,
  type PrintAnswer,
  type PrintOrder,
  printRequestSchema,
} from '../../contract/printing.ts';
import { APP_ORIGIN, APP_SCHEME } from '../../contract/shell-names.ts';
import { GlossatorError, toErrorValue } from '../../core/errors.ts';
import type { Log } from '../log/log-file.ts';
import { runningFoot, runningHead } from './running-heads.ts';

/** The page may show its own styles and nothing else. */
const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
} as const;

/** Inches. Above and below stand the running heads. */
const MARGINS = { top: 0.85, bottom: 0.8, left: 0.75, right: 0.75 };

/**
 * Prints reports of one process as PDF, each in contents of their own that no window shows (Chromium on Linux makes no window where there is no display),
 * that run no script and can ask for nothing but their page.
 */
export class ReportPrinter {
  /** A view that nobody holds is collected with its contents, in the middle of its work. */
  readonly #running = new Map<number, { readonly view: WebContentsView; stop(): void }>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Takes a message of the process and answers it later; false where it is no order. */
  take(message: unknown, answer: (answer: PrintAnswer) => void): boolean {
    const request = printRequestSchema().safeParse(message).data;
    if (!request) return false;
    if (request.type === 'cancel-print') this.#running.get(request.id)?.stop();
    else void this.#answered(request, answer);
    return true;
  }

  /** The process has gone: nobody waits any more. */
  end(): void {
    for (const { stop } of this.#running.values()) stop();
  }

  async #answered(order: PrintOrder, answer: (answer: PrintAnswer) => void): Promise<void> {
    const { id } = order;
    try {
      await this.#print(order);
      answer({ type: 'printed', id });
    } catch (thrown) {
      const error = toErrorValue(thrown);
      this.#log('print-failed', { code: error.code });
      answer({ type: 'printed', id, error });
    }
  }

  async #print({ id, folder, heading, date }: PrintOrder): Promise<void> {
    // Of its own and in memory only; the lock on every session that comes to be holds for it too.
    const own = session.fromPartition(`print-${randomUUID()}`, { cache: false });
    own.protocol.handle(APP_SCHEME, async ({ url }) =>
      url === `${APP_ORIGIN}/${PRINT_PAGE}`
        ? new Response(new Uint8Array(await readFile(path.join(folder, PRINT_PAGE))), { headers: HEADERS })
        : new Response(null, { status: 404 }),
    );
    const view = new WebContentsView({
      webPreferences: {
        session: own,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        images: false,
        webgl: false,
        spellcheck: false,
        devTools: false,
        backgroundThrottling: false,
      },
    });
    const { webContents } = view;
    const broken = new Promise<never>((_, reject) => {
      const stop = (): void => reject(new GlossatorError('cancelled', 'The report was not printed.'));
      this.#running.set(id, { view, stop });
      webContents.on('render-process-gone', (_event, { reason }) =>
        reject(
          new GlossatorError('print-failed', `The pages could not be laid out (${reason}).`, {
            remedy: 'Choose fewer documents or codes, or export the report as HTML and print that.',
          }),
        ),
      );
    });
    const printed = async (): Promise<void> => {
      await webContents.loadURL(`${APP_ORIGIN}/${PRINT_PAGE}`);
      const pdf = await webContents.printToPDF({
        pageSize: 'A4',
        printBackground: true,
        displayHeaderFooter: true,
        headerTemplate: runningHead(heading, date),
        footerTemplate: runningFoot(),
        margins: MARGINS,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      });
      await writeFile(path.join(folder, PRINT_RESULT), pdf, { mode: 0o600 });
    };
    const work = printed();
    try {
      await Promise.race([work, broken]);
    } finally {
      this.#running.delete(id);
      // What is still under way ends with the contents, and nobody asks how.
      work.catch(() => this.#log('print-ended', {}));
      broken.catch(() => undefined);
      webContents.close();
      own.protocol.unhandle(APP_SCHEME);
    }
  }
}
