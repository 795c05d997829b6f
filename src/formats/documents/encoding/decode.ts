import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { GlossatorError, type Warning } from '../../../core/errors.ts';
import type { EncodingFound } from '../../../core/text/parsed.ts';
import { cyrillicScore, rankCyrillic } from './cyrillic.ts';
import { declaredEncoding } from './declared.ts';
import { byteOrderMark, detectEncoding, legacy, utf16WithoutMark } from './detect.ts';
import { codecName, requireEncodingName } from './labels.ts';
import { samplesOf } from './samples.ts';

export interface Decoded {
  /** without byte order mark, newlines as `\n`, well-formed UTF-16 */
  readonly text: string;
  readonly encoding: EncodingFound;
  /** whether the bytes are the text in UTF-8 */
  readonly verbatim: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Bytes as canonical text. The encoding is the one chosen, else a byte order mark's, else what the file declares (if it
 * declares at all and the bytes bear it out), else what is detected. Bytes that stand for nothing in it become U+FFFD,
 * and a warning says how many and where.
 *
 * @param declares 'markup' where the format has a way to declare its encoding (HTML, XML)
 * @throws GlossatorError encoding-unknown for a chosen encoding that does not exist
 */
export function decodeDocument(
  bytes: Uint8Array,
  options: { readonly chosen?: string | undefined; readonly declares?: 'markup' } = {},
): Decoded {
  const warnings: Warning[] = [];
  const encoding = options.chosen
    ? chosenEncoding(bytes, options.chosen)
    : options.declares === 'markup'
      ? (byteOrderMark(bytes) ?? markupEncoding(bytes, warnings))
      : detectEncoding(bytes);
  const { text, malformed, firstAt, verbatim } = decodeBytes(bytes, encoding.encoding);
  if (malformed > 0) {
    warnings.push({
      code: 'encoding-mismatch',
      message:
        `${malformed.toLocaleString('en')} ${malformed === 1 ? 'place is' : 'places are'} no ${encoding.encoding} ` +
        'and stand as � in the text.',
      place: { offset: firstAt },
      remedy: alternativesRemedy(encoding),
    });
  }
  return { text, encoding, verbatim, warnings };
}

function alternativesRemedy({ alternatives }: EncodingFound): string {
  return alternatives.length > 0
    ? `Try another encoding, such as ${alternatives.slice(0, 3).join(', ')}.`
    : 'Try another encoding if the text looks wrong.';
}

function chosenEncoding(bytes: Uint8Array, label: string): EncodingFound {
  const encoding = requireEncodingName(label);
  const detected = detectEncoding(bytes.subarray(0, 65_536));
  const alternatives = [detected.encoding, ...detected.alternatives].filter((name) => name !== encoding);
  return { encoding, evidence: 'chosen', confidence: 1, alternatives };
}

/** How much better the detected Cyrillic encoding must read than the declared one to be believed against it. */
const CONTRADICTION = 0.5;

function markupEncoding(bytes: Uint8Array, warnings: Warning[]): EncodingFound {
  const utf16 = utf16WithoutMark(bytes);
  if (utf16) return utf16;
  const declared = declaredEncoding(bytes);
  if (!declared) return detectEncoding(bytes);
  const contradict = (because: string, instead: EncodingFound): EncodingFound => {
    warnings.push({
      code: 'encoding-mismatch',
      message: `The page says that it is “${declared.label}”, but ${because}; it was read as ${instead.encoding}.`,
      remedy: 'Choose the encoding by hand if the text looks wrong.',
    });
    return instead;
  };
  if (!declared.encoding) return contradict('there is no such encoding', detectEncoding(bytes));

  const asDeclared: EncodingFound = {
    encoding: declared.encoding,
    evidence: 'declared',
    confidence: 0.95,
    alternatives: [],
  };
  if (isUtf8(bytes)) {
    const ascii = isAscii(bytes);
    if (declared.encoding === 'utf-8') return { ...asDeclared, confidence: 1 };
    return ascii && !declared.encoding.startsWith('iso-2022')
      ? asDeclared
      : contradict('its bytes are UTF-8', {
          ...asDeclared,
          encoding: 'utf-8',
          evidence: 'valid-utf8',
          alternatives: [declared.encoding],
        });
  }
  if (declared.encoding === 'utf-8') {
    const detected = detectEncoding(bytes);
    return detected.encoding === 'utf-8'
      ? { ...asDeclared, confidence: detected.confidence, alternatives: detected.alternatives }
      : contradict('its bytes are not', detected);
  }
  const sample = samplesOf(bytes, 16_384);
  const best = rankCyrillic(sample)[0];
  if (
    best &&
    best.score >= CONTRADICTION &&
    best.score - cyrillicScore(sample, declared.encoding) > CONTRADICTION
  ) {
    return contradict('its letters are not', legacy(bytes));
  }
  return asDeclared;
}

export interface DecodedBytes {
  readonly text: string;
  /** how many U+FFFD stand for bytes that mean nothing */
  readonly malformed: number;
  /** UTF-16 offset of the first of them, -1 where there is none */
  readonly firstAt: number;
  /** whether the bytes are the text in UTF-8 */
  readonly verbatim: boolean;
}

/** Decodes in a named encoding; drops a byte order mark; newlines become `\n`. */
export function decodeBytes(bytes: Uint8Array, encoding: string): DecodedBytes {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const decoded = decodeBuffer(buffer, encoding);
  const text = withNewlines(decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded);
  const replaced = count(text, '\ufffd');
  if (replaced === 0 || (encoding === 'utf-8' && isUtf8(buffer))) {
    // Nothing was replaced, so that letters stand for the bytes one to one; unless something was taken out, or another newline put in.
    return { text, malformed: 0, firstAt: -1, verbatim: encoding === 'utf-8' && text === decoded };
  }
  const genuine = encoding === 'utf-8' ? countBytes(buffer, REPLACEMENT_UTF8) : 0;
  return {
    text,
    malformed: Math.max(0, replaced - genuine),
    firstAt: text.indexOf('\ufffd'),
    verbatim: false,
  };
}

const REPLACEMENT_UTF8 = Buffer.from('\ufffd');

function decodeBuffer(buffer: Buffer, encoding: string): string {
  // V8 cannot hold a longer string.
  try {
    if (encoding === 'utf-8') return buffer.toString('utf8');
    return iconv.decode(buffer, codecName(encoding), { stripBOM: false }).toWellFormed();
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_STRING_TOO_LONG') {
      throw new GlossatorError('file-too-large', 'The file’s text is too long to be held in memory.', {
        remedy: 'Divide it into several files.',
        cause: thrown,
      });
    }
    throw thrown;
  }
}

/** `\r\n` and `\r` as `\n`; U+0085, U+2028 and U+2029 stay. */
export function withNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found += 1;
  return found;
}

function countBytes(buffer: Buffer, sought: Buffer): number {
  let found = 0;
  for (let at = buffer.indexOf(sought); at >= 0; at = buffer.indexOf(sought, at + sought.length)) found += 1;
  return found;
}
