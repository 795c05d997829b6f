import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import { PLAIN_ANNOTATION } from '../../../core/annotation/annotation.ts';
import { PLAIN_CODE } from '../../../core/codebook/code.ts';
import { newId } from '../../../core/ids.ts';
import { describeSpan } from '../../../core/text/anchor.ts';
import { jsonlReader } from '../../../formats/annotations/jsonl/read.ts';
import type { ReadRecord } from '../../../formats/annotations/reader.ts';
import { oneByOne } from '../../../formats/annotations/testing/one-by-one.ts';
import { runExport } from '../../export/index.ts';
import { openScratch } from '../../testing/scratch.ts';
import { readApart } from './read-apart.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const ANNOTATIONS = 4_000;

/** A project with some megabytes of annotations as JSONL. */
async function writeSet(path: string): Promise<void> {
  const scratch = openScratch();
  try {
    const paragraph = 'Слова и words, one after another. '.repeat(20).trim();
    const document = scratch.addDocument(
      'Long',
      Array.from({ length: 20 }, () => paragraph),
    );
    const text = scratch.store.read.slice(document.textId, { start: 0, end: paragraph.length * 20 });
    const at = '2024-05-01T10:00:00.000Z';
    const code = { ...PLAIN_CODE, id: newId(), name: 'Claim', createdAt: at, updatedAt: at, deleted: false };
    const annotations = Array.from({ length: ANNOTATIONS }, (_, i): Annotation => {
      const start = (i * 7) % (text.length - 40);
      return {
        ...PLAIN_ANNOTATION,
        id: newId(),
        documentId: document.id,
        codeId: code.id,
        personId: scratch.me.id,
        spans: [describeSpan(text, { start, end: start + 20 })],
        status: i % 9 === 0 ? 'final' : 'draft',
        note: i % 5 === 0 ? `note "${i}"` : '',
        createdAt: at,
        updatedAt: at,
        deleted: false,
      };
    });
    scratch.store.transact({ type: 'import', subject: '', personId: scratch.me.id }, (tx) => {
      tx.putCode({
        ...code,
        kind: 'span',
        parentId: null,
        key: null,
        description: '',
        position: 0,
        colour: 0,
      });
      tx.addAnnotations(annotations);
    });
    await runExport(scratch, { format: 'jsonl' }, path, quiet);
  } finally {
    scratch.remove();
  }
}

async function all(read: AsyncIterable<readonly ReadRecord[]>): Promise<readonly ReadRecord[]> {
  const records: ReadRecord[] = [];
  for await (const batch of read) records.push(...batch);
  return oneByOne(records);
}

describe('a set read in a thread', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-own-set-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the same as read here, and how far it is read is told', async () => {
    const path = join(folder, 'set.jsonl');
    await writeSet(path);
    let told = 0;
    const apart = await all(readApart(path, (bytes) => (told += bytes)));
    const here = await all(jsonlReader.read(createReadStream(path)));
    expect(apart.filter(({ kind }) => kind === 'annotation')).toHaveLength(ANNOTATIONS);
    expect(apart).toEqual(structuredClone(here));
    expect(told).toBe(statSync(path).size);
  });

  it('is given up when nobody asks for more, or whoever is told of it raises', async () => {
    const path = join(folder, 'set.jsonl');
    await writeSet(path);
    const threads: Worker[] = [];
    const note = (thread: Worker): unknown => threads.push(thread);
    process.on('worker', note);
    for await (const _ of readApart(path, () => undefined)) break;
    const refuse = () => {
      throw new Error('enough');
    };
    await expect(all(readApart(path, refuse))).rejects.toThrow('enough');
    process.off('worker', note);
    // Of those that have ended, as the documentation of Node says.
    expect(threads.map(({ threadId }) => threadId)).toEqual([-1, -1]);
  });

  it('that is none, or is not there, raises what reading it here raises', async () => {
    const path = join(folder, 'none.jsonl');
    writeFileSync(path, '{"record":"header"}\n');
    await expect(all(readApart(path, () => undefined))).rejects.toMatchObject({
      code: 'record-malformed',
      place: { line: 1 },
    });
    await expect(all(readApart(join(folder, 'missing.jsonl'), () => undefined))).rejects.toMatchObject({
      code: 'file-missing',
      place: { path: join(folder, 'missing.jsonl') },
    });
  });
});
