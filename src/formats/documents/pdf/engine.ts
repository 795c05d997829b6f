import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { GlossatorError } from '../../../core/errors.ts';

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** More pages than any document has that one person reads. */
const MAX_PAGES = 20_000;

/** What pdf.js wants to find at its start so that it can draw; only texts are read here, so that nothing is ever done with it. */
class NeverDrawn {
  constructor() {
    Object.freeze(this);
  }
}

let engine: Promise<Pdfjs> | undefined;

/** pdf.js for Node, with its parser in this same thread, which is already one apart. */
function pdfjs(): Promise<Pdfjs> {
  engine ??= load();
  return engine;
}

/** What pdf.js throws of a damaged file. */
const OWN_ERRORS =
  /^(?:FormatError|XRefEntryException|XRefParseException|MissingDataException|ParserEOFException|InvalidPDFException|UnknownErrorException|AbortException)$/;

/**
 * pdf.js leaves promises behind that fail on damaged files and that nobody waits for: in a thread of its own they would end it.
 * Everything else still does.
 */
function forgiveLeftPromises(): void {
  if (isMainThread) return;
  process.on('unhandledRejection', (thrown) => {
    if (!(thrown instanceof Error && OWN_ERRORS.test(thrown.name))) throw thrown;
  });
}

async function load(): Promise<Pdfjs> {
  forgiveLeftPromises();
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: NeverDrawn });
  }
  const { warn } = console;
  // It complains at once that it finds no canvas, before it can be told to be silent.
  console.warn = () => undefined;
  try {
    const parser = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
    Object.defineProperty(globalThis, 'pdfjsWorker', { value: parser, configurable: true });
    return await import('pdfjs-dist/legacy/build/pdf.mjs');
  } finally {
    console.warn = warn;
  }
}

/**
 * Where the character maps and the metrics of fonts lie that PDF files need not carry: in the package in the source; in the build copied by
 * scripts/build.mjs beside the folder that this module is in.
 */
function tables(folder: string): string {
  const built = fileURLToPath(new URL(`../pdf/${folder}/`, import.meta.url));
  if (existsSync(built)) return built;
  return fileURLToPath(new URL(`./${folder}/`, import.meta.resolve('pdfjs-dist/package.json')));
}

/** Reads a PDF file, hands it to `use` and lets it go. @throws GlossatorError file-encrypted, file-damaged, file-too-large */
export async function withPdf<T>(
  bytes: Uint8Array,
  fileName: string,
  use: (document: PDFDocumentProxy) => Promise<T>,
): Promise<T> {
  const { getDocument } = await pdfjs();
  const task = getDocument({
    // It takes the bytes away from whoever gives them.
    data: new Uint8Array(bytes),
    cMapUrl: tables('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: tables('standard_fonts'),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise.catch((thrown: unknown) => {
      throw refusal(thrown, fileName);
    });
    if (document.numPages > MAX_PAGES) throw tooManyPages(document.numPages, fileName);
    return await use(document);
  } finally {
    await task.destroy();
  }
}

function tooManyPages(pages: number, fileName: string): GlossatorError {
  return new GlossatorError(
    'file-too-large',
    `The file has ${pages.toLocaleString('en')} pages; at most ${MAX_PAGES.toLocaleString('en')} are read.`,
    { place: { path: fileName }, remedy: 'Divide it into several files.' },
  );
}

function refusal(thrown: unknown, fileName: string): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const place = { path: fileName };
  if (thrown.name === 'PasswordException') {
    return new GlossatorError('file-encrypted', 'The PDF file is encrypted and opens only with a password.', {
      place,
      remedy: 'Open it in a PDF reader, save it without the password, and import that.',
      cause: thrown,
    });
  }
  return new GlossatorError(
    'file-damaged',
    `The PDF file cannot be read: ${thrown.message.replace(/\.$/, '')}.`,
    {
      place,
      remedy: 'If a PDF reader still shows it, print it into a new PDF file and import that.',
      cause: thrown,
    },
  );
}

/** A piece of text as it is set, in the page's own directions: x to the right, y downwards from its top, in points. */
export interface Glyphs {
  readonly text: string;
  readonly x: number;
  /** of the baseline */
  readonly y: number;
  readonly width: number;
  /** of the font */
  readonly size: number;
  /** written from right to left */
  readonly leftwards: boolean;
  /** quarter turns against the page, 0–3 */
  readonly turn: number;
}

/** Pieces of one page; more are an attack or a drawing. */
const MAX_PIECES = 400_000;

/** The texts of a page in the order in which they are set. Lets the page go. */
export async function glyphsOf(page: PDFPageProxy): Promise<Glyphs[]> {
  const { Util } = await pdfjs();
  const { transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const glyphs: Glyphs[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str === '') continue;
    if (glyphs.length >= MAX_PIECES) break;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = Util.transform(transform, item.transform) as number[];
    const size = Math.hypot(c, d) || item.height;
    if (!Number.isFinite(e + f + size + item.width)) continue;
    const turn = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
    const leftwards = item.dir === 'rtl';
    glyphs.push({ text: letters(item.str), leftwards, width: item.width, size, turn, ...turned(e, f, turn) });
  }
  page.cleanup();
  return glyphs;
}

/** Arabic letters for the shapes that they are set in. */
function letters(text: string): string {
  return text.replace(/[\ufb50-\ufdff\ufe70-\ufefc]/g, (shape) =>
    shape.normalize('NFKC').replaceAll(' ', ''),
  );
}

/** The place in the directions in which a text so turned is horizontal. */
function turned(x: number, y: number, turn: number): { readonly x: number; readonly y: number } {
  if (turn === 1) return { x: y, y: -x };
  if (turn === 2) return { x: -x, y: -y };
  if (turn === 3) return { x: -y, y: x };
  return { x, y };
}
