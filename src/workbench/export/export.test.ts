import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GlossatorError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { createCode } from '../codebook.ts';
import { deleteDocuments } from '../documents.ts';
import { tag } from '../tagging.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewExport, runExport } from './index.ts';
import { writeWholeFile } from './whole-file.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

describe('export', () => {
  let scratch: Scratch;
  let target = '';

  beforeEach(() => {
    scratch = openScratch();
    target = join(scratch.folder, 'out', 'set.jsonl');
    mkdirSync(join(scratch.folder, 'out'));
  });
  afterEach(() => scratch.remove());

  const litter = (): readonly string[] => readdirSync(join(scratch.folder, 'out'));

  function tagged() {
    const first = scratch.addDocument('First', ['He said that it was “over”.', 'Nobody answered.']);
    const second = scratch.addDocument('Second', ['He said 😀 nothing.']);
    const claim = createCode(scratch, { name: 'Claim', parentId: null }).codeId;
    const denied = createCode(scratch, { name: 'Denied', parentId: claim }).codeId;
    const actor = createCode(scratch, { name: 'Actor', parentId: null }).codeId;
    const mark = (documentId: string, codeId: string, start: number, end: number) =>
      tag(scratch, { documentId, codeId, ranges: [{ start, end }] });
    mark(first.id, claim, 0, 26);
    mark(first.id, denied, 8, 20);
    mark(first.id, actor, 0, 2);
    mark(second.id, actor, 0, 2);
    return { first, second, claim, denied, actor };
  }

  const records = (kind: string): readonly Record<string, unknown>[] =>
    readFileSync(target, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter((record) => record.record === kind);

  it('writes what was chosen, with the codes above it and the documents without any', async () => {
    const { claim, denied, second } = tagged();
    const report = await runExport(scratch, { format: 'jsonl', codeIds: [denied] }, target, quiet);
    expect(report).toEqual({ files: [target], annotations: 1, lost: [] });
    expect(records('code').map(({ id }) => id)).toEqual([claim, denied]);
    expect(records('document')).toHaveLength(2);
    expect(records('annotation')).toMatchObject([{ codePath: ['Claim', 'Denied'] }]);
    await runExport(scratch, { format: 'jsonl', codeIds: [claim], documentIds: [second.id] }, target, quiet);
    expect(records('document')).toHaveLength(1);
    expect(records('annotation')).toEqual([]);
    expect(records('person')).toEqual([]);
  });

  it('writes nobody else’s annotations where people are chosen', async () => {
    tagged();
    const nobody = newId();
    expect(await runExport(scratch, { format: 'csv', personIds: [nobody] }, target, quiet)).toMatchObject({
      annotations: 0,
    });
    expect(
      await runExport(scratch, { format: 'csv', personIds: [scratch.me.id] }, target, quiet),
    ).toMatchObject({ annotations: 4 });
  });

  it('shows at most twenty lines before, and counts all', async () => {
    const { first, actor } = tagged();
    for (let start = 3; start < 26; start++) {
      tag(scratch, { documentId: first.id, codeId: actor, ranges: [{ start, end: 27 }] });
    }
    const jsonl = await previewExport(scratch, { format: 'jsonl' }, quiet);
    expect(jsonl.lines).toHaveLength(20);
    expect(jsonl).toMatchObject({
      annotations: scratch.store.read.counts().annotations,
      documents: 2,
      lost: [],
    });
    const csv = await previewExport(scratch, { format: 'csv' }, quiet);
    expect(csv.lines[0]).toMatch(/^document,code,person,quote/);
    expect(csv.lost).not.toEqual([]);
    await runExport(scratch, { format: 'csv' }, target, quiet);
    const whole = readFileSync(target, 'utf8').slice(1).split(/\r?\n/);
    expect(csv.lines).toEqual(whole.slice(0, 20));
  });

  it('leaves the file as it was where it is cancelled, and nothing beside it', async () => {
    tagged();
    writeFileSync(target, 'before');
    const abort = new AbortController();
    const context = { signal: abort.signal, onProgress: () => abort.abort() };
    scratch.addDocument('Long', ['word '.repeat(600_000)]);
    await expect(runExport(scratch, { format: 'jsonl' }, target, context)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(readFileSync(target, 'utf8')).toBe('before');
    expect(litter()).toEqual(['set.jsonl']);
  });

  it('never writes over the project, not even through a link', async () => {
    tagged();
    const link = join(scratch.folder, 'out', 'link.jsonl');
    symlinkSync(scratch.store.path, link);
    for (const path of [scratch.store.path, link, `${scratch.store.path}-wal`]) {
      await expect(runExport(scratch, { format: 'jsonl' }, path, quiet)).rejects.toMatchObject({
        code: 'invalid-input',
      });
    }
    expect(scratch.store.read.counts().annotations).toBe(4);
  });

  it.each([
    ['file-missing', ['missing', 'set.jsonl']],
    ['file-is-directory', ['out']],
  ])('says %s where the place is wrong', async (code, place) => {
    await expect(
      runExport(scratch, { format: 'jsonl' }, join(scratch.folder, ...place), quiet),
    ).rejects.toMatchObject({ code });
    expect(litter()).toEqual([]);
  });

  it('refuses a format that it does not know', async () => {
    await expect(runExport(scratch, { format: 'floppy' }, target, quiet)).rejects.toMatchObject({
      code: 'invalid-input',
      remedy: expect.stringContaining('jsonl, csv'),
    });
  });

  it('goes on while others tag, delete and undo, and holds what was there when it began', async () => {
    const { first, second, actor, claim } = tagged();
    scratch.addDocument('A long one', ['word '.repeat(600_000)]);
    await runExport(scratch, { format: 'jsonl' }, target, quiet);
    const before = readFileSync(target, 'utf8');
    let told = 0;
    const context = {
      signal: new AbortController().signal,
      onProgress: () => {
        const codeId = createCode(scratch, { name: `New ${told++}`, parentId: actor }).codeId;
        for (const each of [codeId, claim]) {
          tag(scratch, { documentId: second.id, codeId: each, ranges: [{ start: 3 + told, end: 7 + told }] });
        }
        deleteDocuments(scratch, { documentIds: [first.id] });
        scratch.store.undo(scratch.me.id);
        deleteDocuments(scratch, { documentIds: [first.id] });
        if (told % 2 === 0) scratch.store.undo(scratch.me.id);
      },
    };
    const late = join(scratch.folder, 'out', 'late.jsonl');
    expect(await runExport(scratch, { format: 'jsonl' }, late, context)).toMatchObject({ annotations: 4 });
    expect(told).toBeGreaterThan(1);
    expect(readFileSync(late, 'utf8')).toBe(before);
  });
});

describe('a whole file', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
  });
  afterEach(() => scratch.remove());

  it('is not there at all where writing it fails', async () => {
    const path = join(scratch.folder, 'x.bin');
    function* pieces(): Generator<Uint8Array> {
      yield new Uint8Array(3_000_000);
      throw new GlossatorError('project-damaged', 'no more');
    }
    const before = readdirSync(scratch.folder);
    await expect(writeWholeFile(path, pieces(), () => undefined)).rejects.toMatchObject({
      code: 'project-damaged',
    });
    expect(readdirSync(scratch.folder)).toEqual(before);
  });

  it('is written where a link points, and the link stays', async () => {
    const real = join(scratch.folder, 'real.txt');
    const link = join(scratch.folder, 'link.txt');
    writeFileSync(real, 'old');
    symlinkSync(real, link);
    await writeWholeFile(link, [Buffer.from('new')], () => undefined);
    expect(readFileSync(real, 'utf8')).toBe('new');
  });

  it('is never put in the place of what is no ordinary file', async () => {
    if (!existsSync('/dev/null')) return;
    await expect(writeWholeFile('/dev/null', [], () => undefined)).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});
