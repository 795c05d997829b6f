import { GlossatorError } from '../../../core/errors.ts';
import { decodeText, encodingOf, parseJson } from './decode.ts';
import { partialJson } from './json-value.ts';
import { problem } from './problem.ts';
import { type ByteLine, byteLines, RUN_LIMIT } from './runs.ts';
import type { BundleFile, ForeignItem } from './types.ts';

export interface JsonRecord {
  readonly value: unknown;
  /** that it begins in, from 1 */
  readonly line: number;
  readonly bytes: Uint8Array;
}

export type RecordOrProblem = JsonRecord | Extract<ForeignItem, { kind: 'problem' }>;

const [LF, QUOTE, BACKSLASH, COMMA] = [0x0a, 0x22, 0x5c, 0x2c];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
const isSpace = (byte: number): boolean => byte === 0x20 || byte === LF || byte === 0x0d || byte === 0x09;

/** How deep brackets are open at the end of the bytes, and whether within a text. */
function depthOf(bytes: Uint8Array, before: number): { depth: number; inText: boolean } {
  let depth = before;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === BACKSLASH && inText) at += 1;
    else if (byte === QUOTE) inText = !inText;
    else if (inText) continue;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
  }
  return { depth, inText };
}

/** The elements of a JSON array, each with the line that it begins in. */
async function* elementsOf(pieces: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<ByteLine> {
  let depth = 0;
  let inText = false;
  let escaped = false;
  let line = 1;
  let begun: Uint8Array[] = [];
  let length = 0;
  let beganAt = 0;
  let closed = false;
  const take = (last: Uint8Array): ByteLine | null => {
    const whole = begun.length > 0 ? Buffer.concat([...begun, last]) : last;
    const tooLong = length + last.length > RUN_LIMIT;
    begun = [];
    length = 0;
    const at = beganAt;
    beganAt = 0;
    return tooLong ? { tooLong: at } : at === 0 ? null : { bytes: whole, line: at };
  };
  for await (const piece of pieces) {
    let start = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] as number;
      if (byte === LF) line += 1;
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inText = false;
        continue;
      }
      if (depth === 0) {
        if (byte === OPEN_BRACKET && !closed) {
          depth = 1;
          start = at + 1;
        } else if (!isSpace(byte) && !(byte > 0x7f && !closed)) {
          throw new GlossatorError('record-malformed', 'Something follows after the end of the list.', {
            place: { path, line },
          });
        }
        continue;
      }
      if (beganAt === 0 && !isSpace(byte) && byte !== COMMA && byte !== CLOSE_BRACKET) {
        beganAt = line;
        start = at;
      }
      if (byte === QUOTE) inText = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
      if ((byte === COMMA && depth === 1) || depth === 0) {
        const found = take(piece.subarray(start, at));
        if (found) yield found;
        start = at + 1;
        if (depth === 0) closed = true;
      }
    }
    if (beganAt > 0) {
      const rest = piece.subarray(start);
      length += rest.length;
      if (length > RUN_LIMIT) begun = [];
      else begun.push(rest);
    }
  }
  if (closed) return;
  throw new GlossatorError('record-malformed', 'The file breaks off within a list.', {
    place: { path, line },
    remedy: 'Get the whole file again.',
  });
}

/** UTF-8, whichever the file is in. */
async function* inUtf8(file: BundleFile, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding);
  let first = true;
  for await (const piece of file.pieces()) {
    if (decoder) yield Buffer.from(decoder.decode(piece, { stream: true }));
    else if (first && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) yield piece.subarray(3);
    else yield piece;
    first = false;
  }
  if (decoder) yield Buffer.from(decoder.decode());
}

/** A list, unless the first line is a list by itself and another follows. */
function isOneList(head: string): boolean {
  const text = head.replace(/^[\uFEFF\s]+/, '');
  if (!text.startsWith('[')) return false;
  const [first = '', second] = text.split('\n', 2);
  if (second === undefined || !second.trimStart().startsWith('[')) return true;
  return depthOf(Buffer.from(first), 0).depth !== 0;
}

/** @throws GlossatorError record-malformed, encoding-mismatch */
function recordFrom(bytes: Uint8Array, path: string, line: number): JsonRecord {
  return { value: parseJson(decodeText(bytes, path, line), path, line), line, bytes };
}

function asProblem(thrown: unknown): RecordOrProblem {
  if (!(thrown instanceof GlossatorError)) throw thrown;
  return { kind: 'problem', severity: 'error', error: thrown.toValue() };
}

function tooLong(path: string, line: number): RecordOrProblem {
  const limit = RUN_LIMIT / 1_048_576;
  return problem('error', 'record-malformed', `A record is longer than ${limit} MB.`, { path, line });
}

/** Records a line each; one that is printed over several lines is put together. */
async function* recordsInLines(file: BundleFile, encoding: string): AsyncGenerator<RecordOrProblem> {
  const { path } = file;
  let begun: { line: number; parts: Uint8Array[]; depth: number; length: number } | null = null;
  for await (const piece of byteLines(inUtf8(file, encoding))) {
    if ('tooLong' in piece) {
      yield tooLong(path, piece.tooLong);
      begun = null;
      continue;
    }
    const { bytes, line } = piece;
    let alone: RecordOrProblem | null = null;
    if (!begun || bytes[0] === OPEN_BRACE) {
      try {
        alone = recordFrom(bytes, path, line);
      } catch (thrown) {
        alone = asProblem(thrown);
      }
    }
    if (begun && alone && 'value' in alone) {
      yield problem('error', 'record-malformed', 'A record breaks off.', { path, line: begun.line });
      begun = null;
    }
    if (!begun) {
      const { depth, inText } = depthOf(bytes, 0);
      const goesOn = alone && !('value' in alone) && depth > 0 && !inText;
      if (goesOn) begun = { line, parts: [bytes], depth, length: bytes.length };
      else if (alone) yield alone;
      continue;
    }
    begun.parts.push(Buffer.from('\n'), bytes);
    begun.depth = depthOf(bytes, begun.depth).depth;
    begun.length += bytes.length + 1;
    if (begun.length > RUN_LIMIT) {
      yield tooLong(path, begun.line);
      begun = null;
    } else if (begun.depth <= 0) {
      try {
        yield recordFrom(Buffer.concat(begun.parts), path, begun.line);
      } catch (thrown) {
        yield asProblem(thrown);
      }
      begun = null;
    }
  }
  if (begun) {
    yield problem('error', 'record-malformed', 'The file breaks off within a record.', {
      path,
      line: begun.line,
    });
  }
}

/**
 * The records of a file that is JSON lines, or one JSON list, or records printed over several lines one after another. One
 * is held at a time. What cannot be read is handed on as a problem with its line, and reading goes on.
 * @throws GlossatorError record-malformed where a list breaks off
 */
export async function* jsonRecords(file: BundleFile): AsyncGenerator<RecordOrProblem> {
  const head = await file.head();
  const encoding = encodingOf(head);
  const text = new TextDecoder(encoding).decode(head);
  if (!isOneList(text)) {
    yield* recordsInLines(file, encoding);
    return;
  }
  for await (const piece of elementsOf(inUtf8(file, encoding), file.path)) {
    if ('tooLong' in piece) {
      yield tooLong(file.path, piece.tooLong);
      continue;
    }
    try {
      yield recordFrom(piece.bytes, file.path, piece.line);
    } catch (thrown) {
      yield asProblem(thrown);
    }
  }
}

/** The first record, or the first element of the list that the file is, as far as the first bytes show it. */
export function firstRecord(head: string): unknown {
  const value = partialJson(head);
  return Array.isArray(value) && isOneList(head) ? value[0] : value;
}
