import { mkdirSync, writeFileSync } from 'node:fs';
import path, { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { runImport } from './index.ts';
import { written } from './testing/small-set.ts';
import { AHEAD, type Change, IDS_TWICE, PAST_THE_END, TO_NOTHING } from './testing/spoilt-sets.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

describe('a set with one thing wrong in it', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
  });
  afterEach(() => scratch.remove());

  /** Imports what a format writes of the small set, with a change: what is told, and how many annotations and relations are here. */
  async function told(format: string, [from, to]: Change) {
    const { broken, beside } = await written(format);
    const [name, content] = broken;
    const changed = content.toString('utf8').replace(from, to);
    expect(changed).not.toBe(content.toString('utf8'));
    const folder = join(scratch.folder, 'spoilt');
    for (const [each, bytes] of [[name, changed], ...beside] as const) {
      mkdirSync(path.dirname(join(folder, each)), { recursive: true });
      writeFileSync(join(folder, each), bytes);
    }
    const { errors, warnings } = await runImport(
      scratch,
      [{ path: beside.length > 0 ? folder : join(folder, name) }],
      quiet,
    );
    const { read } = scratch.store;
    const messages = [...errors, ...warnings].map(({ code, message }) => `${code}: ${message}`);
    return { messages, annotations: read.counts().annotations, relations: read.counts().relations };
  }

  it.each(Object.entries(PAST_THE_END))(
    'an annotation past the end of the text is told with its line: %s',
    async (format, change) => {
      const { messages } = await told(format, change);
      expect(messages.join('\n')).toMatch(
        /^(?:offset-outside-text|record-malformed|quotation-mismatch): .*line \d+/im,
      );
    },
  );
  it.each(Object.entries(IDS_TWICE))(
    'an id that is given twice is told with its line: %s',
    async (format, change) => {
      const { messages } = await told(format, change);
      expect(messages.join('\n')).toMatch(/^record-malformed: .*line \d+/im);
    },
  );
  it.each(Object.entries(TO_NOTHING))(
    'a relation to nothing is told with its line: %s',
    async (format, change) => {
      const { messages, relations } = await told(format, change);
      expect(messages.join('\n')).toMatch(/^record-unknown-reference: .*line \d+/im);
      expect(relations).toBe(0);
    },
  );
  it.each(Object.entries(AHEAD))(
    'a relation may come before what it connects: %s',
    async (format, change) => {
      const { messages, relations } = await told(format, change);
      expect(messages).toEqual([]);
      expect(relations).toBe(1);
    },
  );
});
