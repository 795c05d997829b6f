import iconv from 'iconv-lite';
import type { EncodingFound } from '../../../core/text/parsed.ts';
import { detectEncoding } from '../encoding/detect.ts';
import { codecName, requireEncodingName } from '../encoding/labels.ts';

/** Bytes that are looked at to tell the encoding. */
const SAMPLE = 1_048_576;

/** The encoding of a file that comes in pieces: the one chosen, else as its first megabyte says. @throws GlossatorError encoding-unknown */
export async function encodingOfPieces(
  pieces: AsyncIterable<Uint8Array>,
  chosen: string | undefined,
): Promise<EncodingFound> {
  const sample: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    sample.push(piece);
    length += piece.length;
    if (length >= SAMPLE) break;
  }
  const bytes = Buffer.concat(sample).subarray(0, SAMPLE);
  const detected = detectEncoding(length > SAMPLE ? wholeLines(bytes) : bytes);
  if (chosen === undefined) return detected;
  const encoding = requireEncodingName(chosen);
  const alternatives = [detected.encoding, ...detected.alternatives].filter((name) => name !== encoding);
  return { encoding, evidence: 'chosen', confidence: 1, alternatives };
}

/** Without what follows the last newline, so that no character is cut in two. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(0x0a);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

/** The text in pieces: no byte order mark, well-formed. Newlines stay as they are. */
export async function* decodedPieces(
  pieces: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(codecName(encoding), { stripBOM: true });
  for await (const piece of pieces) {
    const text = decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}

/** The lines of a text in pieces, without their ends. */
export async function* linesOfPieces(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let left = '';
  for await (const piece of pieces) {
    const lines = (left + piece).split('\n');
    left = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (left !== '') yield left.endsWith('\r') ? left.slice(0, -1) : left;
}
