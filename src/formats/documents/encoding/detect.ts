import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import type { EncodingFound } from '../../../core/text/parsed.ts';
import { rankCyrillic } from './cyrillic.ts';
import { encodingName } from './labels.ts';
import { samplesOf } from './samples.ts';
import { utf8Quality } from './utf8.ts';

/** Sentences in Russian, Ukrainian or Belarusian score above this, other languages below; see encoding.test.ts. */
const CYRILLIC_SENTENCE = 0.6;
/** Single words scatter more; of these there is hardly a wrong reading above this. */
const CYRILLIC_WORD = 0.35;
/** bytes above 127 that make a sentence */
const SENTENCE = 24;
/**
 * Guesses the encoding of bytes that declare nothing: a byte order mark, UTF-16 by its pattern of NULs, valid or
 * almost valid UTF-8, else statistics over samples from several places (detection over whole files runs at 1 MB/s).
 */
export function detectEncoding(bytes: Uint8Array): EncodingFound {
  return byteOrderMark(bytes) ?? utf16WithoutMark(bytes) ?? utf8(bytes) ?? legacy(bytes);
}

const found = (
  encoding: string,
  evidence: EncodingFound['evidence'],
  confidence: number,
  alternatives: readonly string[] = [],
): EncodingFound => ({ encoding, evidence, confidence, alternatives });

/** The encoding of a byte order mark, if the bytes begin with one. */
export function byteOrderMark(bytes: Uint8Array): EncodingFound | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return found('utf-8', 'bom', 1);
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return found('utf-32be', 'bom', 1);
  // FF FE 00 00 could be UTF-16 that begins with a NUL; no text does.
  if (a === 0xff && b === 0xfe && c === 0 && d === 0 && bytes.length % 4 === 0)
    return found('utf-32le', 'bom', 1);
  if (a === 0xff && b === 0xfe) return found('utf-16le', 'bom', 1);
  if (a === 0xfe && b === 0xff) return found('utf-16be', 'bom', 1);
  return null;
}

/** UTF-16 that lacks its mark: every Latin letter, space and newline has a NUL on one side. */
export function utf16WithoutMark(bytes: Uint8Array): EncodingFound | null {
  const sample = bytes.subarray(0, 4_096);
  if (sample.length < 4) return null;
  /** of even and of odd places */
  const nuls = [0, 0];
  const scripts = [0, 0];
  for (let index = 0; index < sample.length; index += 1) {
    const byte = sample[index] ?? 0;
    const side = index & 1;
    if (byte === 0) nuls[side] = (nuls[side] ?? 0) + 1;
    // High bytes of the scripts that stand in short rows: Latin to Arabic, punctuation.
    if (byte <= 0x06 || byte === 0x20) scripts[side] = (scripts[side] ?? 0) + 1;
  }
  const half = sample.length / 2;
  const [evenNuls = 0, oddNuls = 0] = nuls;
  const [evenScripts = 0, oddScripts = 0] = scripts;
  const share = 0.02;
  if (oddNuls > half * share && evenNuls === 0 && oddScripts > half * 0.9)
    return found('utf-16le', 'detected', 0.95);
  if (evenNuls > half * share && oddNuls === 0 && evenScripts > half * 0.9)
    return found('utf-16be', 'detected', 0.95);
  return null;
}

function utf8(bytes: Uint8Array): EncodingFound | null {
  if (isUtf8(bytes)) return isByChance(bytes) ? null : found('utf-8', 'valid-utf8', 1);
  const { sequences, malformed } = utf8Quality(samplesOf(bytes, 65_536));
  // A file cut off within a character, or one bad byte in a long text, is still UTF-8.
  return sequences >= 3 && sequences > malformed * 20
    ? found('utf-8', 'detected', Math.min(0.99, 1 - malformed / sequences), ['windows-1252'])
    : null;
}

/** A word or two in another encoding may happen to be valid UTF-8, but then spell characters that nobody writes. */
function isByChance(bytes: Uint8Array): boolean {
  return bytes.length < 64 && /[\p{Unassigned}\p{Private_Use}]/u.test(Buffer.from(bytes).toString('utf8'));
}

/** Statistics: chardet, and our own judgement of the Cyrillic encodings. */
export function legacy(bytes: Uint8Array): EncodingFound {
  const sample = samplesOf(bytes, 8_192);
  const guesses = new Map<string, number>();
  for (const { name, confidence } of analyse(sample)) {
    const encoding = encodingName(name);
    // Neither can it be ASCII nor UTF-8: that has been asked.
    if (!encoding || encoding.startsWith('utf-') || name === 'ASCII') continue;
    guesses.set(encoding, Math.max(guesses.get(encoding) ?? 0, confidence / 100));
  }
  const ranked = Array.from(guesses).sort(([, one], [, other]) => other - one);
  const [top, topConfidence = 0] = ranked[0] ?? [];
  const names = ranked.map(([name]) => name);

  const cyrillic = rankCyrillic(samplesOf(sample, 4_096));
  const [best, second] = cyrillic;
  const isSentence = sample.reduce((high, byte) => high + (byte >> 7), 0) >= SENTENCE;
  if (best && best.score >= (isSentence ? CYRILLIC_SENTENCE : CYRILLIC_WORD)) {
    const lead = Math.min(1, best.score - (second?.score ?? 0));
    const confidence = Math.min(0.99, 0.5 + best.score / 4 + lead / 4);
    const others = cyrillic.slice(1).map(({ encoding }) => encoding);
    return found(
      best.encoding,
      'detected',
      confidence,
      distinct([...others.slice(0, 2), ...names, ...others], best.encoding),
    );
  }
  const encoding = top ?? 'windows-1252';
  const confidence = top ? Math.max(0.05, Math.min(0.95, topConfidence)) : 0.1;
  return found(
    encoding,
    'detected',
    confidence,
    distinct([...names, 'windows-1252', 'windows-1251'], encoding),
  );
}

const ALTERNATIVES_MAX = 6;

function distinct(names: readonly string[], without: string): string[] {
  return Array.from(new Set(names))
    .filter((name) => name !== without)
    .slice(0, ALTERNATIVES_MAX);
}
