import { isUtf8 } from 'node:buffer';
import { ANNOTATION_STATUSES, type Annotation, type Span } from '../../core/annotation/annotation.ts';
import {
  ID_LENGTH,
  notPacked,
  type PackedAnnotation,
  type PackedHead,
  type PackedSpan,
  TIME_LENGTH,
} from '../../core/annotation/packed.ts';
import type { AttributeValues } from '../../core/attribute/attribute.ts';
import type { Id } from '../../core/ids.ts';
import type { SqlValue } from '../connection.ts';
import { packedSpanIn } from '../rows/packed-span.ts';
import { recordOf } from '../rows/records.ts';
import { damagedContent, storedJson } from '../rows/stored-json.ts';
import type { ReadContext } from './context.ts';
import type { RowFilter } from './row-filter.ts';
import {
  type Hull,
  IN_CLASS,
  inOrder,
  type OrderedRow,
  orderedQuery,
  placeValues,
  type TextPlace,
} from './text-order.ts';

const HEAD_LENGTH = ID_LENGTH + 2 * TIME_LENGTH;
const COMMA = 0x2c;
const DIGIT_0 = 0x30;
const QUOTATION_MARK = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
/** Bytes of `{}`; the JSON of any values is longer. */
const NO_ATTRIBUTES = 2;
const PLAIN_STATUS = ANNOTATION_STATUSES.indexOf('draft');
/** What is longer (bytes) is read by itself, so that what is read at once has a limit. */
const LONG = 65_536;

/** Whether it has the form that nearly all have. */
const USUAL = `octet_length(attributes) + octet_length(note) + octet_length(spans) <= ${LONG} AND typeof(note) = 'text'
  AND octet_length(id) = ${ID_LENGTH} AND octet_length(created_at) = ${TIME_LENGTH} AND octet_length(updated_at) = ${TIME_LENGTH}`;
/** In the order in which `BatchAnnotation` takes them; lengths in bytes. */
const NUMBERS = [
  'start',
  '"end"',
  'code',
  'person',
  'code_version',
  'status',
  'coalesce(entity, 0)',
  'octet_length(attributes)',
  'octet_length(note)',
  'octet_length(spans)',
];
const CONTENT = ['id', 'created_at', 'updated_at', 'attributes', 'note', 'spans'];
/** In one call, since each further one would copy what the one before it has made. */
const PACKED = `concat(${[...NUMBERS.map((number) => `${number}, ','`), ...CONTENT].join(', ')})`;

/** As `orderedQuery`, all in one row: taking a value over from SQLite takes longer than finding it. Those of another form are only counted. */
export function packedQuery(filter: RowFilter): string {
  return `SELECT count(*) AS count, CAST(group_concat(packed, '') AS BLOB) AS content FROM (
    SELECT iif(${USUAL}, ${PACKED}, NULL) AS packed
    FROM annotation ${IN_CLASS}${filter.sql} ORDER BY start, "end" DESC LIMIT ?) AS packing`;
}

/** Whoever reads packed annotations reads all of a document. */
const WHOLE_DOCUMENT = { first: 512, largest: 1_024 };

interface PackedRows {
  readonly count: number;
  readonly content: SqlValue;
}

/** Content of many annotations, and whose it is. */
class Batch {
  readonly content: Buffer;
  readonly document: number;
  readonly identities: ReadContext['identities'];
  /** how far it has been read */
  at = 0;

  constructor(content: Uint8Array, document: number, identities: ReadContext['identities']) {
    this.content = Buffer.from(content.buffer, content.byteOffset, content.length);
    this.document = document;
    this.identities = identities;
  }

  /** The next number, up to the comma behind it. */
  number(): number {
    let number = 0;
    let byte = this.content[this.at++] ?? COMMA;
    while (byte !== COMMA) {
      number = number * 10 + (byte - DIGIT_0);
      byte = this.content[this.at++] ?? COMMA;
    }
    return number;
  }

  /** So many bytes that come next are passed over; gives where they begin. */
  pass(length: number): number {
    const from = this.at;
    this.at += length;
    return from;
  }
}

/** The next of a batch. */
class BatchAnnotation implements PackedAnnotation {
  readonly start: number;
  readonly end: number;
  readonly codeVersion: number;
  readonly lost = false;
  readonly deleted = false;
  readonly #batch: Batch;
  readonly #code: number;
  readonly #person: number;
  readonly #status: number;
  readonly #entity: number;
  /** where its content begins, and the parts of this */
  readonly #from: number;
  readonly #note: number;
  readonly #spans: number;
  readonly #to: number;
  #head = '';
  #span: PackedSpan | null | undefined;

  constructor(batch: Batch) {
    this.#batch = batch;
    this.start = batch.number();
    this.end = batch.number();
    this.#code = batch.number();
    this.#person = batch.number();
    this.codeVersion = batch.number();
    this.#status = batch.number();
    this.#entity = batch.number();
    const attributes = batch.number();
    const note = batch.number();
    const spans = batch.number();
    this.#from = batch.pass(HEAD_LENGTH);
    batch.pass(attributes);
    this.#note = batch.pass(note);
    this.#spans = batch.pass(spans);
    this.#to = batch.at;
  }

  #text(from: number, to: number): string {
    return from === to ? '' : this.#batch.content.toString('utf8', from, to);
  }

  #headPart(from: number, to: number): string {
    if (this.#head === '') this.#head = this.#text(this.#from, this.#from + HEAD_LENGTH);
    // It is longer in bytes only where somebody else wrote it.
    return this.#head.length === HEAD_LENGTH
      ? this.#head.slice(from, to)
      : this.#text(this.#from + from, this.#from + to);
  }

  get id(): Id {
    return this.#headPart(0, ID_LENGTH);
  }

  get createdAt(): string {
    return this.#headPart(ID_LENGTH, ID_LENGTH + TIME_LENGTH);
  }

  get updatedAt(): string {
    return this.#headPart(ID_LENGTH + TIME_LENGTH, HEAD_LENGTH);
  }

  get documentId(): Id {
    return this.#batch.identities.idOf('document', this.#batch.document);
  }

  get codeId(): Id {
    return this.#batch.identities.idOf('code', this.#code);
  }

  get personId(): Id {
    return this.#batch.identities.idOf('person', this.#person);
  }

  get status(): Annotation['status'] {
    const status = ANNOTATION_STATUSES[this.#status];
    if (!status) throw damagedContent('the field status of a record is garbled');
    return status;
  }

  get entityId(): Id | null {
    return this.#entity === 0 ? null : this.#batch.identities.idOf('entity', this.#entity);
  }

  get #hasAttributes(): boolean {
    return this.#note - this.#from - HEAD_LENGTH !== NO_ATTRIBUTES;
  }

  get attributes(): AttributeValues {
    if (!this.#hasAttributes) return {};
    return storedJson(this.#text(this.#from + HEAD_LENGTH, this.#note), 'the field attributes of a record');
  }

  get isPlain(): boolean {
    return this.#status === PLAIN_STATUS && this.#entity === 0 && !this.#hasAttributes;
  }

  get note(): string {
    return this.#text(this.#note, this.#spans);
  }

  get spans(): readonly Span[] {
    return storedJson(this.#text(this.#spans, this.#to), 'the field spans of a record');
  }

  packedSpan(): PackedSpan | null {
    if (this.#span === undefined) {
      this.#span = packedSpanIn(this.#batch.content, this.#spans, this.#to, this);
    }
    return this.#span;
  }

  packedHead(): PackedHead | null {
    const { content } = this.#batch;
    const id = this.#from;
    for (let at = id; at < id + HEAD_LENGTH; at++) {
      const byte = content[at] as number;
      // Only where somebody else wrote it.
      if (byte < SPACE || byte === QUOTATION_MARK || byte === BACKSLASH) return null;
    }
    const createdAt = id + ID_LENGTH;
    return { bytes: content, id, createdAt, updatedAt: createdAt + TIME_LENGTH };
  }
}

/**
 * What `packedQuery` gave, taken apart as far as it must be; undefined where there is something of another form: then whoever reads it
 * annotation by annotation makes of it what can be made.
 */
function taken(
  { identities }: ReadContext,
  document: number,
  { count, content }: PackedRows,
): PackedAnnotation[] | undefined {
  if (count === 0) return [];
  if (!(content instanceof Uint8Array) || !isUtf8(content)) return undefined;
  const batch = new Batch(content, document, identities);
  const annotations: PackedAnnotation[] = [];
  while (batch.at < content.length) annotations.push(new BatchAnnotation(batch));
  return annotations.length === count && batch.at === content.length ? annotations : undefined;
}

/** As `inOrder`, packed. */
export function packedInOrder(
  context: ReadContext,
  document: number,
  filter: RowFilter,
  after: TextPlace | null,
): Generator<PackedAnnotation> {
  const packed = context.connection.prepare<PackedRows>(packedQuery(filter));
  const whole = context.connection.prepare<OrderedRow>(orderedQuery(filter));
  const fetch = (extentClass: number, from: Hull, limit: number) => {
    const values = [...placeValues(document, extentClass, from), ...filter.values, limit];
    const rows = packed.get(...values);
    return (
      (rows && taken(context, document, rows)) ??
      whole
        .all(...values)
        .map((row) => notPacked(recordOf<Annotation>('annotation', row, context.identities)))
    );
  };
  return inOrder(context, document, after, fetch, WHOLE_DOCUMENT);
}
