import { GlossatorError } from '../../../core/errors.ts';
import { RunWatch } from './runs.ts';
import { WHOLE_FILE_LIMIT } from './text.ts';
import type { BundleFile } from './types.ts';

/** The encoding that a byte order mark names; else UTF-8, which the formats here are written in. */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/**
 * The text of bytes, without a byte order mark.
 * @throws GlossatorError encoding-mismatch where they are not of that encoding
 */
export function decodeText(bytes: Uint8Array, path: string, line?: number): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    const good = new TextDecoder(encoding).decode(bytes).split('\uFFFD', 1)[0] ?? '';
    const at = line ?? good.split('\n').length;
    throw new GlossatorError('encoding-mismatch', `The text is not in ${encoding.toUpperCase()}.`, {
      place: { path, line: at },
      remedy: 'Save the file in UTF-8 and import it again.',
      cause,
    });
  }
}

/**
 * All bytes of a file of text.
 * @throws GlossatorError file-too-large above WHOLE_FILE_LIMIT; record-malformed with the line where one line or value is
 * longer than RUN_LIMIT, before it is held
 */
export function wholeBytes(file: BundleFile): Promise<Uint8Array> {
  const watch = new RunWatch(file.path);
  return file.bytes(WHOLE_FILE_LIMIT, (piece) => watch.add(piece));
}

/**
 * The whole text of a file.
 * @throws GlossatorError encoding-mismatch, and what `wholeBytes` raises
 */
export async function wholeText(file: BundleFile): Promise<string> {
  return decodeText(await wholeBytes(file), file.path);
}

/**
 * A whole file of JSON.
 * @throws GlossatorError record-malformed with the line where it is no JSON; file-too-large, encoding-mismatch
 */
export async function wholeJson(file: BundleFile): Promise<unknown> {
  return parseJson(await wholeText(file), file.path, 1);
}

/** @throws GlossatorError record-malformed with the line; `first` is the line that the text begins in, from 1 */
export function parseJson(text: string, path: string, first: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new GlossatorError('record-malformed', `This is not JSON: ${cause.message}.`, {
      place: { path, line: first + faultLine(text, cause.message) - 1 },
      cause,
    });
  }
}

/** The line of the text, from 1, that the engine's message speaks of; the last where it does not say. */
function faultLine(text: string, message: string): number {
  const line = /\(line (\d+) column \d+\)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /at position (\d+)/.exec(message)?.[1];
  const before = position === undefined ? text.trimEnd() : text.slice(0, Number(position));
  return before.split('\n').length;
}
