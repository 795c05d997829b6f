import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentRecord } from '../../core/project/records.ts';
import { asVersion10, countParts } from '../testing/older-file.ts';
import { plainText, type Scratch } from '../testing/scratch.ts';
import { Circle, Colleague, settledState } from './testing/colleagues.ts';

let circle: Circle;
let a: Colleague;
let b: Colleague;
beforeEach(() => {
  circle = new Circle();
  circle.scratch.addDocument('News', 'One line of text.\nAnother line of it.');
  const [first, second] = circle.join('A', 'B');
  if (!first || !second) throw new Error('two should have joined');
  a = first;
  b = second;
});
afterEach(() => circle.remove());

const WORDS = '# Слова\n\nAnd words, 😀.\n'.repeat(2_000);
const utf8 = (text: string) => new TextEncoder().encode(text);

function scratchOf({ me, store }: Colleague): Scratch {
  return Object.assign(Object.create(circle.scratch) as Scratch, { me, store });
}

/** Documents of which one is its original to the byte and one is not. */
const addDocument: Record<string, (to: Colleague) => DocumentRecord> = {
  Plain: (to) => scratchOf(to).addDocument('Plain', WORDS),
  Marked: (to) => scratchOf(to).addDocument('Marked', WORDS, { bytes: utf8(`\ufeff${WORDS}`) }),
};

function addDocuments(to: Colleague): void {
  for (const add of Object.values(addDocument)) add(to);
}

/** Changes a colleague's file behind the program's back. */
function tamper(whose: Colleague, change: (file: string) => void): void {
  whose.store.close();
  change(whose.path);
}

const originalOf = ({ store: { read } }: Colleague, { textId }: DocumentRecord) =>
  Buffer.from(read.sourceBytes(read.text(textId)?.sourceSha256 ?? '') ?? []).toString();

describe('originals in a merge', () => {
  it('arrive whole from a file of either kind in a file of either kind, and once', async () => {
    addDocuments(b);
    const { originals } = settledState(b.store);
    tamper(b, asVersion10);
    expect(countParts(b.path)).toBe(3);
    // What a program of version 10 left is read as it is.
    await a.store.merge(b.path, { personId: a.me.id });
    expect(countParts(a.path)).toBe(1);
    expect(settledState(a.store).originals).toEqual(originals);
    expect((await a.store.check()).problems).toEqual([]);
    const former = settledState(a.store);
    expect((await a.store.merge(b.path, { personId: a.me.id })).commit).toBeNull();
    expect(settledState(a.store)).toEqual(former);

    b.reopen();
    addDocuments(a);
    scratchOf(a).addDocument('More', 'More of it.');
    await b.merge(a);
    expect(countParts(b.path)).toBe(3);
    await a.merge(b);
    expect(settledState(b.store)).toEqual(settledState(a.store));
    expect((await b.store.check()).problems).toEqual([]);
  });

  it('come with a text that is not they, where the one that is stays behind', async () => {
    scratchOf(b).addDocument('As text', WORDS);
    const rendered = scratchOf(b).addDocument('As Markdown', plainText(WORDS.replaceAll('# ', '')), {
      bytes: utf8(WORDS),
      format: 'md',
    });
    expect(countParts(b.path)).toBe(0);
    const file = path.join(circle.folder, 'sent.gloss');
    await b.store.send(file, b.me.id, { documentIds: [rendered.id] });
    const c = new Colleague(circle.folder, 'C', file);
    circle.people.push(c);
    expect(countParts(c.path)).toBeGreaterThan(0);
    expect(originalOf(c, rendered)).toBe(WORDS);
    expect((await c.store.check()).problems).toEqual([]);
    await c.merge(b);
    await a.merge(c);
    await a.merge(b);
    expect(settledState(a.store).originals).toEqual(settledState(b.store).originals);
  });

  it('come with work that was returned by an older program', async () => {
    const file = path.join(circle.folder, 'sent.gloss');
    await a.store.send(file, a.me.id, {});
    const c = new Colleague(circle.folder, 'C', file);
    circle.people.push(c);
    addDocuments(c);
    const returned = path.join(circle.folder, 'returned.gloss');
    c.store.returnWork(returned);
    asVersion10(returned);
    await a.store.merge(returned, { personId: a.me.id });
    expect(settledState(a.store).originals).toEqual(settledState(c.store).originals);
    expect((await a.store.check()).problems).toEqual([]);
  });

  it.each([
    ['of another length', 'Plain', 'UPDATE source SET length = 5 WHERE length > 100'],
    ['of another length', 'Marked', 'UPDATE source SET length = 5 WHERE length > 100'],
    ['that are others', 'Marked', `UPDATE source_part SET bytes = x'00'`],
    ['that are missing', 'Marked', 'DELETE FROM source_part'],
  ])('%s are refused (%s), and nothing changes', async (_, title, sql) => {
    addDocument[title]?.(b);
    tamper(b, (file) => {
      const db = new Database(file);
      db.exec(sql);
      db.close();
    });
    const before = settledState(a.store);
    await expect(a.store.merge(b.path, { personId: a.me.id })).rejects.toMatchObject({
      code: 'text-hash-mismatch',
    });
    expect(settledState(a.store)).toEqual(before);
  });
});
