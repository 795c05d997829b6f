import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StructuredText } from '../../core/text/structure.ts';
import { countParts } from '../testing/older-file.ts';
import { plainText, Scratch } from '../testing/scratch.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

/** Imports bytes that were read as a text; gives what is read back, and how many parts were stored of them. */
function imported(structured: StructuredText, bytes: Uint8Array, format = 'txt') {
  const before = countParts(scratch.path);
  const { textId } = scratch.addDocument('', structured, { bytes: Uint8Array.from(bytes), format });
  const { read } = scratch.store;
  return {
    original: read.sourceBytes(read.text(textId)?.sourceSha256 ?? ''),
    parts: countParts(scratch.path) - before,
  };
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const units = ['a', 'é', 'я', '漢', '\ufeff', '\ud83d', '\ude00', '😀', '\n', '\r', '\0', ' '];
const anyText = fc
  .array(fc.constantFrom(...units), { maxLength: 30 })
  .chain((some) => fc.constantFrom(1, 1_500).map((times) => some.join('').repeat(times)));

/** Ways in which a file may hold a text. */
const WAYS: Record<string, (text: string) => Uint8Array> = {
  'as UTF-8': utf8,
  'with a byte order mark': (text) => utf8(`\ufeff${text}`),
  'with other newlines': (text) => utf8(text.replaceAll('\n', '\r\n')),
  'as UTF-16': (text) => Buffer.from(text, 'utf16le'),
  'in a single-byte encoding': (text) => Buffer.from(text, 'latin1'),
  'with more in it': (text) => utf8(`<p>${text}</p>`),
  'as nothing': () => new Uint8Array(),
};

/** Blocks that begin anywhere, between the two halves of a pair of surrogates too, as no reader of documents makes them. */
function torn(text: string, every: number): StructuredText {
  const starts = Array.from({ length: Math.ceil(text.length / every) }, (_, i) => i * every);
  const blocks = starts.map((start) => ({
    kind: 'paragraph' as const,
    start,
    end: Math.min(text.length, start + every),
  }));
  return { text, blocks, marks: [] };
}

describe('an original', () => {
  it('is read back to the byte, and stored by itself only where it is not the UTF-8 of its text', async () => {
    const known = new Set<string>();
    fc.assert(
      fc.property(anyText, fc.constantFrom(...Object.keys(WAYS)), fc.nat(2_000), (text, way, every) => {
        const bytes = WAYS[way]?.(text) ?? new Uint8Array();
        const structured = every < 3 ? plainText(text) : torn(text, every);
        const isKnown = known.has(Buffer.from(bytes).toString('base64'));
        known.add(Buffer.from(bytes).toString('base64'));
        const { original, parts } = imported(structured, bytes);
        expect(Buffer.compare(original ?? utf8('none'), bytes)).toBe(0);
        const isText = Buffer.compare(utf8(text), bytes) === 0;
        if (!isKnown) expect(parts).toBe(isText || bytes.length === 0 ? 0 : 1);
      }),
      { numRuns: 300 },
    );
    expect((await scratch.store.check()).problems).toEqual([]);
  });

  it('of many chunks and parts is whole, stored once or not', async () => {
    const text = 'Слова и words, 😀 and more of them.\n'.repeat(150_000);
    for (const [bytes, parts] of [
      [utf8(text), 0],
      [utf8(`\ufeff${text}`), 2],
    ] as const) {
      const stored = imported(plainText(text), bytes);
      expect(stored.parts).toBe(parts);
      expect(Buffer.compare(stored.original ?? utf8(''), bytes)).toBe(0);
    }
    expect((await scratch.store.check()).problems).toEqual([]);
  });

  it('is stored once for several texts that were read from it, whichever came first', async () => {
    const bytes = utf8('# Title\n\nWords.');
    const plain = plainText('# Title\n\nWords.');
    expect(imported(plain, bytes).parts).toBe(0);
    const rendered = plainText('Title\n\nWords.');
    expect(imported(rendered, bytes, 'md')).toMatchObject({ parts: 0, original: bytes });
    const other = utf8('# Other\n\nWords.');
    expect(imported(plainText('Other\n\nWords.'), other, 'md').parts).toBe(1);
    expect(imported(plainText('# Other\n\nWords.'), other)).toMatchObject({ parts: 0, original: other });
    expect((await scratch.store.check()).problems).toEqual([]);
  });
});

describe('of an original whose text is damaged', () => {
  const TEXT = 'Some words of a text.\n'.repeat(2_000);

  function damage(sql: string): void {
    scratch.store.close();
    const db = new Database(scratch.path);
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    db.close();
    scratch.reopen();
  }

  it.each([
    ['words are others', `UPDATE chunk_content SET content = replace(content, 'Some', 'Such') WHERE seq = 1`],
    ['a part is missing', 'DELETE FROM chunk_content WHERE seq = 1'],
    ['the hash is another', `UPDATE text SET sha256 = replace(sha256, substr(sha256, 1, 3), 'bad')`],
  ])('check tells, beside the text, where %s', async (_, sql) => {
    scratch.addDocument('', TEXT);
    damage(sql);
    const { problems } = await scratch.store.check();
    const ofTexts = problems.filter(({ code }) => code === 'text-hash-mismatch');
    expect(ofTexts.map(({ place }) => place?.recordKind)).toEqual(['text', 'source']);
  });

  it('check tells its length where that is wrong, and it is not read', async () => {
    const { textId } = scratch.addDocument('', TEXT);
    const sourceSha256 = scratch.store.read.text(textId)?.sourceSha256 ?? '';
    for (const length of [7, 700_000]) {
      damage(`UPDATE source SET length = ${length}`);
      expect((await scratch.store.check()).problems).toMatchObject([
        { code: 'text-hash-mismatch', place: { recordKind: 'source', recordId: sourceSha256 } },
      ]);
      expect(() => scratch.store.read.sourceBytes(sourceSha256)).toThrow(
        expect.objectContaining({ code: 'project-damaged' }),
      );
    }
  });
});
