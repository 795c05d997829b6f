import { firstRecord, jsonRecords } from './json-records.ts';
import { isObject, type JsonObject } from './json-value.ts';
import { oneOfSeveral } from './one-of-several.ts';
import { problem, Unheld } from './problem.ts';
import { headText, isBeside, leastCertainty } from './recognise.ts';
import type { Bundle, BundleFile, ForeignDocument, ForeignItem, ForeignReader } from './types.ts';

/** Where a record stands and what to say of it. */
export interface RecordContext {
  readonly path: string;
  /** that it begins in, from 1 */
  readonly line: number;
  /** as it stands in the file */
  readonly bytes: Uint8Array;
  /** a document's key: the record's own id where it has one, else its place; unique in the bundle */
  readonly keyOf: (id: string | undefined) => string;
  /** said once a file, at its end */
  readonly unheld: Unheld;
}

/** Makes keys of documents, each different. */
class Keys {
  readonly #taken = new Set<string>();
  readonly #several: boolean;

  constructor(bundle: Bundle) {
    this.#several = bundle.files.filter(({ path }) => !isBeside(path)).length > 1;
  }

  give(path: string, id: string): string {
    const key = this.#several ? `${path}#${id}` : id;
    for (let copy = 1; ; copy += 1) {
      const made = copy === 1 ? key : `${key} (${copy})`;
      if (this.#taken.has(made)) continue;
      this.#taken.add(made);
      return made;
    }
  }
}

/** The bytes that a document of one record came from: the record itself, which keeps tokens and all else that it says. */
export function originalOf({ bytes }: Pick<RecordContext, 'bytes'>): ForeignDocument['original'] {
  return { bytes, mediaType: 'application/json', encoding: 'utf-8' };
}

export interface RecordFormat {
  readonly format: string;
  readonly title: string;
  /** 0–1 by the first record, or by the beginning of a file that is not of JSON records */
  sniff(record: unknown, path: string, head: string): number;
  /** what one record says; an object unless `read` takes lists too */
  read(record: JsonObject, context: RecordContext): Iterable<ForeignItem>;
  /** for records that are lists */
  readList?(record: readonly unknown[], context: RecordContext): Iterable<ForeignItem>;
  /** for files of the format that are not of JSON records; null for those that are */
  readOther?(
    file: BundleFile,
    head: string,
    keyOf: RecordContext['keyOf'],
  ): AsyncIterable<ForeignItem> | null;
}

async function* readRecords(file: BundleFile, format: RecordFormat, keys: Keys): AsyncGenerator<ForeignItem> {
  const { path } = file;
  const unheld = new Unheld();
  let count = 0;
  for await (const record of jsonRecords(file)) {
    if ('kind' in record) {
      yield record;
      continue;
    }
    count += 1;
    const { value, line, bytes } = record;
    const place = String(count);
    const context: RecordContext = {
      path,
      line,
      bytes,
      unheld,
      keyOf: (id) => keys.give(path, id ?? place),
    };
    if (Array.isArray(value) && format.readList) yield* format.readList(value, context);
    else if (isObject(value)) yield* format.read(value, context);
    else yield problem('error', 'record-malformed', 'The record is not an object.', { path, line });
  }
  yield* unheld.items(path);
}

/** A reader of files in which one record is one document, read record by record. */
export function recordReader(format: RecordFormat): ForeignReader {
  const sniff = (head: string, path: string): number => format.sniff(firstRecord(head), path, head);
  return {
    format: format.format,
    title: format.title,
    recognise: (bundle) => leastCertainty(bundle, sniff),
    async *read(bundle) {
      const keys = new Keys(bundle);
      for (const file of bundle.files) {
        if (isBeside(file.path)) continue;
        const head = await headText(file);
        let place = 0;
        const other = format.readOther?.(file, head, (id) => keys.give(file.path, id ?? String(++place)));
        yield* oneOfSeveral(other ?? readRecords(file, format, keys), file.path, bundle.files.length > 1);
      }
    },
  };
}
