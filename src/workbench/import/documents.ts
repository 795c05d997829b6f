import { basename } from 'node:path';
import type { ImportedDocument } from '../../contract/procedures.ts';
import type { ErrorValue } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import type { CutReason } from '../../core/text/parsed.ts';
import type { Part } from '../../formats/documents/containers/index.ts';
import type { StoreReader, WriteTransaction } from '../../store/types.ts';
import type { ImportActions } from './actions.ts';
import { type DocumentFile, readDocumentFile, readDocumentPart } from './document-file.ts';
import { fileError, type ImportFile } from './find-files.ts';
import type { ReportDraft } from './report.ts';
import { documentsWithText, documentWithBytes } from './same-text.ts';

/** UTF-16 code units and documents written in one transaction: short enough that nobody waits, long enough to be quick. */
const BATCH_LENGTH = 1_048_576;
const BATCH_COUNT = 64;

interface Waiting {
  readonly file: ImportFile;
  readonly read: DocumentFile;
  /** what it is called in the report: its path, and of a part its name too */
  readonly place: string;
  /** what the step is called where there is nothing else in it */
  readonly step: string;
}

type Outcome =
  | { readonly kind: 'made'; readonly document: DocumentRecord; readonly length: number }
  | { readonly kind: 'duplicate'; readonly document: DocumentRecord };

function put(tx: WriteTransaction, { file, read }: Waiting): Outcome {
  const { fileName, bytes, parsed, structured, sha256, metadata } = read;
  const there = file.evenIfDuplicate ? undefined : documentsWithText(tx, sha256, structured.text)[0];
  if (there) return { kind: 'duplicate', document: there };
  const { mediaType, format } = parsed;
  const encoding = parsed.encoding?.encoding ?? '';
  const text = tx.putText({ structured, source: { bytes, mediaType, encoding, format } });
  const now = new Date().toISOString();
  const document: DocumentRecord = {
    ...metadata,
    id: newId(),
    textId: text.id,
    attributes: {},
    fileName,
    createdAt: now,
    updatedAt: now,
    deleted: false,
  };
  tx.putDocument(document);
  return { kind: 'made', document, length: text.length };
}

/** What was left out of the text, by reason: nothing is left out without being told. */
function leftOutOf({ parsed: { cuts }, chosen }: DocumentFile): ImportedDocument['leftOut'] {
  const lengths = new Map<CutReason, number>();
  for (const [index, { reason, start, end }] of cuts.entries()) {
    if (chosen[index]) lengths.set(reason, (lengths.get(reason) ?? 0) + end - start);
  }
  return Array.from(lengths, ([reason, length]) => ({ reason, length }));
}

/** Pictures and the like are attached to mails as texts are, and mails that only bring something say nothing themselves: that is no failure. */
function isNoText({ whole, cameWith }: Part, { code }: ErrorValue): boolean {
  return (
    (cameWith !== undefined && (code === 'file-binary' || code === 'file-empty')) ||
    (whole === true && code === 'file-empty')
  );
}

/** Imports documents, some at a time in one transaction. A file that fails is told in the report and stops none of the others. */
export class DocumentImport {
  readonly #read: StoreReader;
  readonly #actions: ImportActions;
  readonly #report: ReportDraft;
  readonly #onAlreadyHere: () => void;
  #waiting: Waiting[] = [];
  #length = 0;

  constructor(read: StoreReader, actions: ImportActions, report: ReportDraft, onAlreadyHere: () => void) {
    this.#read = read;
    this.#actions = actions;
    this.#report = report;
    this.#onAlreadyHere = onAlreadyHere;
  }

  /** Reads the file, unless its bytes are here; it is written with others, at the latest by `finish`. Raises `cancelled`. */
  async add(file: ImportFile, bytesOf: () => Promise<Uint8Array>, signal: AbortSignal): Promise<void> {
    const { path } = file;
    const reading = async (): Promise<DocumentFile | DocumentRecord> => {
      const bytes = await bytesOf();
      return documentWithBytes(this.#read, file, bytes) ?? (await readDocumentFile(file, signal, bytes));
    };
    await this.#add(file, path, reading, signal);
  }

  /** Reads one of the documents that a file holds; as `add` does. */
  async addPart(file: ImportFile, part: Part, signal: AbortSignal): Promise<void> {
    const place = `${file.path}, ${part.name}`;
    await this.#add(file, place, () => readDocumentPart(file, part, signal), signal, part);
  }

  async #add(
    file: ImportFile,
    place: string,
    reading: () => Promise<DocumentFile | DocumentRecord>,
    signal: AbortSignal,
    part?: Part,
  ): Promise<void> {
    try {
      const read = await reading();
      if (!('parsed' in read)) {
        this.#isHere(place, read);
        return;
      }
      if (file.rememberCuts && file.cut) file.habits?.learn(read.parsed, file.cut);
      for (const warning of read.parsed.warnings) {
        // What is attached comes, too.
        if (warning.code !== 'attachment-left-out' || !file.attachments) this.#report.warning(place, warning);
      }
      const step = place === file.path ? read.metadata.title : basename(file.path);
      this.#waiting.push({ file, read, place, step });
      this.#length += read.structured.text.length;
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const error = fileError(thrown, place);
      if (part && isNoText(part, error))
        this.#report.warning(place, { ...error, code: 'attachment-left-out' });
      else this.#report.error(place, error);
    }
    if (this.#length >= BATCH_LENGTH || this.#waiting.length >= BATCH_COUNT) this.finish();
  }

  #isHere(place: string, document: DocumentRecord): void {
    this.#report.duplicate(place, document);
    this.#onAlreadyHere();
  }

  /** Writes what has been read. */
  finish(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#length = 0;
    if (batch.length > 0) this.#write(batch);
  }

  #write(batch: readonly Waiting[]): void {
    let outcomes: readonly Outcome[];
    try {
      outcomes = this.#actions.transact(batch[0]?.step ?? '', (tx) =>
        batch.map((waiting) => put(tx, waiting)),
      );
    } catch (thrown) {
      const [only] = batch;
      if (only && batch.length === 1) this.#report.error(only.place, fileError(thrown, only.place));
      // One of them is at fault: each by itself, so that the others arrive.
      else for (const waiting of batch) this.#write([waiting]);
      return;
    }
    for (const [index, outcome] of outcomes.entries()) {
      const { place, read } = batch[index] as Waiting;
      const { id, title } = outcome.document;
      if (outcome.kind === 'duplicate') this.#isHere(place, outcome.document);
      else {
        this.#report.document({
          id,
          title,
          path: place,
          format: read.parsed.format,
          length: outcome.length,
          annotations: 0,
          relations: 0,
          leftOut: leftOutOf(read),
          ...(read.asUsual ? { leftOutAsUsual: true } : {}),
        });
      }
    }
  }
}
