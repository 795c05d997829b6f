import { isUtf8 } from 'node:buffer';
import { ID_LENGTH, TIME_LENGTH } from '../../../core/annotation/packed.ts';
import type { AnnotationRun } from '../../../core/annotation/run.ts';
import { contextEnd, contextStart } from '../../../core/text/anchor.ts';
import { type CheckedText, isInsidePair } from './annotation-line.ts';
import {
  BEGINNING,
  CODE_POINT_END,
  CODE_POINT_START,
  END,
  NOTE as NOTE_PART,
  PREFIX as PREFIX_PART,
  QUOTE as QUOTE_PART,
  SUFFIX as SUFFIX_PART,
  UPDATED,
  utf8,
} from './annotation-parts.ts';
import type { KnownCode } from './record-readers.ts';
import type { GatheredLine, RunGatherer } from './run-gatherer.ts';
import { TextBytes } from './text-bytes.ts';

const QUOTATION_MARK = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const DIGIT_0 = 0x30;
const HYPHEN = 0x2d;
/** Of an offset: no text is so long as to need more. */
const MAX_DIGITS = 9;

const MARK = utf8('"');
const PERSON = utf8('","person":"');
const CREATED = utf8('","createdAt":"');
const QUOTE = Buffer.concat([QUOTE_PART, MARK]);
/** Between two strings, from the mark that ends the one to the mark that begins the other. */
const between = (part: Uint8Array): Uint8Array => Buffer.concat([MARK, part, MARK]);
const PREFIX = between(PREFIX_PART);
const SUFFIX = between(SUFFIX_PART);
const NOTE = between(NOTE_PART);
const LAST = utf8('"}');
/** The digits of an instant, and what stands between them. */
const INSTANT = utf8('0000-00-00T00:00:00.000Z');

interface OwnCode {
  /** its place among those of the run */
  readonly place: number;
  /** its path and what follows, to the start of the span */
  readonly path: Uint8Array;
}

/** What reading a line asks of what came before. */
export interface KnownRecords {
  /** one that spans may bear */
  code(id: string): KnownCode | undefined;
  person(id: string): boolean;
}

/** Reads from the beginning of a line to its end what is expected there; −1 is where it was something else. */
class Cursor {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;

  /** Whether these bytes come next; they are passed over. */
  pass(expected: Uint8Array): boolean {
    const { bytes, at } = this;
    const { length } = expected;
    for (let i = 0; i < length; i++) if (bytes[at + i] !== expected[i]) return false;
    this.at = at + length;
    return true;
  }

  /** A whole number as JSON has it; −1 where none comes next. */
  number(): number {
    const from = this.at;
    let value = 0;
    for (;;) {
      const digit = (this.bytes[this.at] ?? 0) - DIGIT_0;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
      this.at += 1;
    }
    const length = this.at - from;
    if (length === 0 || length > MAX_DIGITS || (length > 1 && this.bytes[from] === DIGIT_0)) return -1;
    return value;
  }

  /** Whether a UUIDv7 comes next, in lower case; it is passed over. */
  passId(): boolean {
    const { bytes, at } = this;
    for (let i = 0; i < ID_LENGTH; i++) {
      const byte = bytes[at + i] ?? 0;
      if (i === 8 || i === 13 || i === 18 || i === 23) {
        if (byte !== HYPHEN) return false;
      } else if (!isHexadecimal(byte)) return false;
    }
    const variant = bytes[at + 19] ?? 0;
    if (bytes[at + 14] !== 0x37) return false;
    if (variant !== 0x38 && variant !== 0x39 && variant !== 0x61 && variant !== 0x62) return false;
    this.at = at + ID_LENGTH;
    return true;
  }

  /** Whether an instant comes next, to the millisecond; it is passed over. */
  passInstant(): boolean {
    const { bytes, at } = this;
    for (let i = 0; i < TIME_LENGTH; i++) {
      const byte = bytes[at + i] ?? 0;
      const wanted = INSTANT[i] as number;
      if (wanted === DIGIT_0 ? byte < DIGIT_0 || byte > DIGIT_0 + 9 : byte !== wanted) return false;
    }
    this.at = at + TIME_LENGTH;
    return true;
  }

  /** Whether this part of a text comes next (UTF-16 offsets, half-open); it is passed over. */
  passText(text: TextBytes, start: number, end: number): boolean {
    const from = text.placeOf(start);
    const to = text.placeOf(end);
    if (!text.standsAt(this.bytes, this.at, from, to)) return false;
    this.at += to - from;
    return true;
  }

  /** ASCII. */
  text(from: number, length: number): string {
    return Buffer.prototype.latin1Slice.call(this.bytes, from, from + length);
  }
}

function isHexadecimal(byte: number): boolean {
  return (byte >= DIGIT_0 && byte <= DIGIT_0 + 9) || (byte >= 0x61 && byte <= 0x66);
}

/** JSON of no note. */
const NO_NOTE = utf8('""');

/**
 * Reads lines of one document's annotations as this program writes nearly all of them, to the letter: such a line is compared, byte by byte,
 * with what it should be, and need not be parsed. Whatever is different is left to be read as JSON, and told if it is wrong.
 */
export class OwnLines {
  readonly #text: CheckedText;
  readonly #known: KnownRecords;
  readonly #place: Uint8Array;
  readonly #gatherer: RunGatherer;
  readonly #cursor = new Cursor();
  readonly #codes: { readonly id: string; readonly version: number }[] = [];
  readonly #ownCodes = new Map<string, OwnCode>();
  readonly #personIds: string[] = [];
  readonly #persons = new Map<string, number>();
  #bytes: TextBytes | null | undefined;

  /** `gatherer` gathers for nobody else until it is `take`n. */
  constructor(text: CheckedText, known: KnownRecords, gatherer: RunGatherer) {
    this.#text = text;
    this.#known = known;
    this.#gatherer = gatherer;
    const { documentId, sha256 } = text;
    this.#place = utf8(`","document":${JSON.stringify(documentId)},"textSha256":"${sha256}","code":"`);
  }

  /** Gathers what the line says; false where it is not such a line. */
  read(line: Uint8Array): boolean {
    const cursor = this.#cursor;
    cursor.bytes = line;
    cursor.at = 0;
    if (!cursor.pass(BEGINNING)) return false;
    this.#bytes ??= TextBytes.of(this.#text.text);
    const bytes = this.#bytes;
    if (!bytes) return false;
    const said = this.#said(cursor, bytes);
    if (said) this.#gatherer.add(bytes, said);
    return said !== null;
  }

  /** What has been gathered since it was last asked, if there is any. */
  take(): AnnotationRun | null {
    if (this.#gatherer.count === 0) return null;
    return {
      documentId: this.#text.documentId,
      codes: [...this.#codes],
      personIds: [...this.#personIds],
      ...this.#gatherer.take(),
    };
  }

  /** From behind the line's beginning to its end. */
  #said(cursor: Cursor, bytes: TextBytes): GatheredLine | null {
    const id = cursor.at;
    if (!cursor.passId() || !cursor.pass(this.#place)) return null;
    const code = this.#code(cursor);
    if (!code || !cursor.pass(PERSON)) return null;
    const person = this.#person(cursor);
    if (person < 0 || !cursor.pass(CREATED)) return null;
    const createdAt = cursor.at;
    if (!cursor.passInstant() || !cursor.pass(UPDATED)) return null;
    const updatedAt = cursor.at;
    if (!cursor.passInstant() || !cursor.pass(code.path)) return null;
    const { text, codePoints } = this.#text;
    const start = cursor.number();
    if (start < 0 || !cursor.pass(END)) return null;
    const end = cursor.number();
    if (end <= start || end > text.length || isInsidePair(text, start) || isInsidePair(text, end))
      return null;
    if (!cursor.pass(CODE_POINT_START) || cursor.number() !== codePoints(start)) return null;
    if (!cursor.pass(CODE_POINT_END) || cursor.number() !== codePoints(end)) return null;
    const from = contextStart(text, start);
    const to = contextEnd(text, end);
    // As the text has it: quotation and context are those of the place.
    if (!cursor.pass(QUOTE) || !cursor.passText(bytes, start, end)) return null;
    if (!cursor.pass(PREFIX) || !cursor.passText(bytes, from, start)) return null;
    if (!cursor.pass(SUFFIX) || !cursor.passText(bytes, end, to)) return null;
    const note = this.#note(cursor);
    if (!note) return null;
    const { bytes: line } = cursor;
    return { line, id, createdAt, updatedAt, start, end, from, to, note, code: code.place, person };
  }

  #code(cursor: Cursor): OwnCode | null {
    const from = cursor.at;
    if (!cursor.passId()) return null;
    const id = cursor.text(from, ID_LENGTH);
    const known = this.#ownCodes.get(id);
    if (known) return known;
    const code = this.#known.code(id);
    if (!code) return null;
    const path = utf8(`","codePath":${JSON.stringify(code.path)},"spans":[{"start":`);
    const own = { place: this.#codes.length, path };
    this.#codes.push({ id, version: code.version });
    this.#ownCodes.set(id, own);
    return own;
  }

  /** The place among those of the run; −1 where the file has no such person. */
  #person(cursor: Cursor): number {
    const from = cursor.at;
    if (!cursor.passId()) return -1;
    const id = cursor.text(from, ID_LENGTH);
    const known = this.#persons.get(id);
    if (known !== undefined) return known;
    if (!this.#known.person(id)) return -1;
    const place = this.#personIds.length;
    this.#personIds.push(id);
    this.#persons.set(id, place);
    return place;
  }

  /** Canonical JSON of the note, if nothing follows it. */
  #note(cursor: Cursor): Uint8Array | null {
    const { bytes } = cursor;
    if (!cursor.pass(NOTE)) return null;
    const from = cursor.at;
    let at = from;
    let escaped = false;
    for (let byte = bytes[at]; byte !== QUOTATION_MARK; byte = bytes[at]) {
      if (byte === undefined || byte < SPACE) return null;
      escaped ||= byte === BACKSLASH;
      at += byte === BACKSLASH ? 2 : 1;
    }
    cursor.at = at;
    if (!cursor.pass(LAST) || cursor.at !== bytes.length) return null;
    if (at === from) return NO_NOTE;
    const note = Buffer.from(bytes.buffer, bytes.byteOffset + from - 1, at - from + 2);
    if (!isUtf8(note)) return null;
    // What needs no escapes is written in one way only.
    return escaped ? canonical(note) : note;
  }
}

function canonical(json: Buffer): Uint8Array | null {
  try {
    return utf8(JSON.stringify(JSON.parse(json.toString('utf8'))));
  } catch {
    return null;
  }
}
