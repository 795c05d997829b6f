import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { type LoggedPages, readLog } from './write-ahead-log.ts';

const DEFAULT_PAGE_SIZE = 4096;
const HEADER_LENGTH = 100;

function pageSizeIn(header: Buffer): number {
  const stored = header.readUInt16BE(16);
  const size = stored === 1 ? 65_536 : stored;
  const sound = size >= 512 && (size & (size - 1)) === 0;
  return sound ? size : DEFAULT_PAGE_SIZE;
}

/** The pages of a SQLite file as its last commit left them, log included. Only read; nothing is assumed to be sound. */
export class PageFile {
  readonly pageSize: number;
  readonly pageCount: number;
  /** the `user_version` of the header; 0 where there is no header */
  readonly version: number;
  readonly #descriptor: number;
  readonly #logDescriptor: number | undefined;
  readonly #logged: LoggedPages;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'r');
    const header = Buffer.alloc(HEADER_LENGTH);
    readSync(this.#descriptor, header, 0, HEADER_LENGTH, 0);
    this.pageSize = pageSizeIn(header);
    const log = `${path}-wal`;
    this.#logDescriptor = existsSync(log) ? openSync(log, 'r') : undefined;
    this.#logged =
      this.#logDescriptor === undefined
        ? { offsets: new Map(), pageCount: undefined }
        : readLog(this.#logDescriptor, this.pageSize);
    const inFile = Math.ceil(fstatSync(this.#descriptor).size / this.pageSize);
    this.pageCount = Math.max(inFile, this.#logged.pageCount ?? 0);
    this.version = (this.page(1) ?? header).readUInt32BE(60);
  }

  /** A page by its number from 1, zeros where the file is cut off; undefined where there is none of this number. */
  page(number: number): Buffer | undefined {
    if (!Number.isInteger(number) || number < 1 || number > this.pageCount) return undefined;
    const page = Buffer.alloc(this.pageSize);
    const logged = this.#logged.offsets.get(number);
    if (logged !== undefined && this.#logDescriptor !== undefined) {
      readSync(this.#logDescriptor, page, 0, this.pageSize, logged);
    } else {
      try {
        readSync(this.#descriptor, page, 0, this.pageSize, (number - 1) * this.pageSize);
      } catch {
        // A bad sector: this page is lost, the others are not.
        return undefined;
      }
    }
    return page;
  }

  close(): void {
    closeSync(this.#descriptor);
    if (this.#logDescriptor !== undefined) closeSync(this.#logDescriptor);
  }
}
