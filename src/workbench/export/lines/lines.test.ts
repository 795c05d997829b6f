import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import { type Id, newId } from '../../../core/ids.ts';
import type { DocumentRecord, Person } from '../../../core/project/records.ts';
import { describeSpan } from '../../../core/text/anchor.ts';
import { writeForeignDatabase } from '../../../store/testing/foreign-database.ts';
import { createCode } from '../../codebook.ts';
import { ALL_LAYERS, type LayerChoice } from '../../seeing/layers.ts';
import { seeing } from '../../seeing/seeing.ts';
import type { Session } from '../../session.ts';
import { openScratch, type Scratch } from '../../testing/scratch.ts';
import { type ExportSettings, runExportDivided } from '../index.ts';
import { projectSource } from '../source.ts';
import { LineThreads } from './line-threads.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const DIVIDED = { threads: 2, fromAnnotations: 1 };
/** Milliseconds in which a thread begins on a machine however busy. */
const PATIENTLY = 30_000;
const WHOLE = { threads: 1, fromAnnotations: 1 };

const TEXTS = [
  'He said: “it is over”, and nobody answered. ',
  'Er sagte 😀 nichts: 𝔸𝔹 „Über \\ alles“ \u2028 "Ende". ',
  'слова и 語 конец, ثم صمت الجميع. ',
].map((text) => text.repeat(30));
const NOTES = ['', '', '', 'plain', 'заметка «да»', 'ملاحظة', '注記 😀', 'with "quotes" \\ and\nlines'];

let scratch: Scratch;
let documents: readonly DocumentRecord[];
let persons: readonly Person[];
let codes: readonly Id[];
let begun: Worker[];
let ended: number;

function onWorker(worker: Worker): void {
  begun.push(worker);
  worker.once('exit', () => {
    if (begun.includes(worker)) ended += 1;
  });
}

beforeEach(() => {
  scratch = openScratch();
  mkdirSync(join(scratch.folder, 'out'));
  documents = ['B', 'A', 'Empty', 'C', 'D'].map((title, at) =>
    scratch.addDocument(title, [TEXTS[at % TEXTS.length] ?? '']),
  );
  persons = [scratch.me, { id: newId(), name: 'Anna', colour: 1 }, { id: newId(), name: 'Боб', colour: 2 }];
  act((tx) => {
    for (const person of persons.slice(1)) tx.putPerson(person);
  });
  codes = ['Über "alles"', 'слова \\', 'Claim'].map(
    (name) => createCode(scratch, { name, parentId: null }).codeId,
  );
  begun = [];
  ended = 0;
  process.on('worker', onWorker);
});
afterEach(() => {
  process.off('worker', onWorker);
  scratch.remove();
});

const act = (work: Parameters<typeof scratch.store.transact>[1]) =>
  scratch.store.transact({ type: 'tag', subject: '', personId: scratch.me.id }, work);

const files = () => readdirSync(join(scratch.folder, 'out'));

async function written(
  division: typeof DIVIDED,
  settings: Partial<ExportSettings> = {},
  session: Session = scratch,
): Promise<string> {
  const path = join(scratch.folder, 'out', 'set.jsonl');
  await runExportDivided(session, { format: 'jsonl', ...settings }, path, quiet, division);
  return readFileSync(path, 'utf8');
}

interface Drawn {
  readonly document: number;
  readonly code: number;
  readonly person: number;
  readonly at: number;
  readonly lengths: readonly number[];
  readonly note: string;
  readonly isFinal: boolean;
  readonly lost: boolean;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  document: fc.constantFrom(0, 1, 3, 4),
  code: fc.nat(2),
  person: fc.nat(2),
  at: fc.nat(60),
  lengths: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 2 }),
  note: fc.constantFrom(...NOTES),
  isFinal: fc.boolean(),
  lost: fc.nat(9).map((number) => number === 0),
});

/** Never inside a surrogate pair. */
function boundary(text: string, offset: number): number {
  return /[\uDC00-\uDFFF]/.test(text[offset] ?? '') ? offset + 1 : offset;
}

function annotationOf(
  { document, code, person, at, lengths, note, isFinal, lost }: Drawn,
  number: number,
): Annotation {
  const text = TEXTS[document % TEXTS.length] ?? '';
  const time = new Date(Date.UTC(2025, 0, 1) + number).toISOString();
  return {
    id: newId(),
    documentId: documents[document]?.id ?? '',
    codeId: codes[code] ?? '',
    personId: persons[person]?.id ?? '',
    spans: lengths.map((length, span) =>
      describeSpan(text, {
        start: boundary(text, at + span * 20),
        end: boundary(text, at + span * 20 + length + 1),
      }),
    ),
    codeVersion: 1,
    attributes: {},
    status: isFinal ? 'final' : 'draft',
    entityId: null,
    note,
    lost,
    createdAt: time,
    updatedAt: time,
    deleted: false,
  };
}

/** Some in each document but the empty one. */
async function tagged(count = 40, note?: string): Promise<readonly Annotation[]> {
  const annotations = fc.sample(drawn, { numRuns: count, seed: 7 }).map((each, number) => {
    const document = [0, 1, 3, 4][number % 4] ?? 0;
    return annotationOf({ ...each, document, note: note ?? each.note }, number);
  });
  act((tx) => tx.addAnnotations(annotations));
  // What is large goes into the journal by a thread, which is told of in a moment.
  await setImmediate();
  begun = [];
  ended = 0;
  return annotations;
}

describe('lines that threads make', () => {
  it('are byte for byte what one thread makes, whatever is in them and whoever may see it', async () => {
    let before: readonly Annotation[] = [];
    const layers = (choice: LayerChoice) => ({ get: () => choice, set: () => undefined });
    const sessions: readonly [Session, boolean][] = [
      [scratch, false],
      [{ ...scratch, layers: layers({ ...ALL_LAYERS, hidden: [persons[1]?.id ?? ''] }) }, true],
      [{ ...scratch, layers: layers({ ...ALL_LAYERS, adjudicated: false }) }, true],
    ];
    const check = async (many: readonly Drawn[], session: number, settings: Partial<ExportSettings>) => {
      const made = many.map(annotationOf);
      act((tx) => {
        for (const annotation of before) tx.putAnnotation({ ...annotation, deleted: true });
        for (const annotation of made) tx.putAnnotation(annotation);
      });
      before = made;
      const [whose, layered] = sessions[session] ?? [scratch, false];
      const looking = seeing(whose, layered);
      const divided = await written(DIVIDED, settings, looking);
      expect(divided).toBe(await written(WHOLE, settings, looking));
    };
    const chosen = fc.constantFrom<Partial<ExportSettings>>(
      {},
      { codeIds: codes.slice(0, 2) },
      { personIds: persons.slice(0, 2).map(({ id }) => id) },
      { statuses: ['final'] },
      { lost: false },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawn, { minLength: 4, maxLength: 60 }),
        fc.nat(sessions.length - 1),
        chosen,
        check,
      ),
      { numRuns: 12 },
    );
    expect(begun.length).toBeGreaterThan(12);
    expect(ended).toBe(begun.length);
  }, 120_000);

  it('show nothing of what a blind project hides', async () => {
    await tagged();
    act((tx) => tx.putProject({ ...tx.project(), blind: true }));
    const looking = seeing(scratch);
    const divided = await written(DIVIDED, {}, looking);
    expect(begun).toHaveLength(2);
    expect(divided).toBe(await written(WHOLE, {}, looking));
    expect(divided).not.toContain(persons[1]?.id);
  });

  it('are longer than a piece where there is much', async () => {
    await tagged(40, 'long '.repeat(100_000));
    const divided = await written(DIVIDED);
    expect(divided.length).toBeGreaterThan(20_000_000);
    expect(divided === (await written(WHOLE))).toBe(true);
  });

  it('are made in one thread where the set is small, or of one document, or of what reviewers let stand', async () => {
    await tagged();
    await written({ threads: 2, fromAnnotations: 41 });
    await written(DIVIDED, { documentIds: [documents[0]?.id ?? ''] });
    await written(DIVIDED, { adjudicated: true });
    expect(begun).toEqual([]);
  });
});

describe('threads that make lines', () => {
  const open = (program?: URL, path = scratch.store.path) => LineThreads.open(path, 2, quiet.signal, program);
  const odd = new URL('./testing/odd-worker.ts', import.meta.url);

  async function linesOf(threads: LineThreads, read = scratch.store.read): Promise<string> {
    const { chosen, documents: all } = projectSource(read, {});
    const inOrder = [...all()];
    const lines = threads.write(chosen, inOrder);
    let text = '';
    for (const { document } of inOrder) {
      for await (const { bytes } of lines(document.id)) text += Buffer.from(bytes).toString();
    }
    return text;
  }

  it('read what the snapshot reads: what was written before it, and nothing of what comes after', async () => {
    const [first] = await tagged();
    const threads = await open();
    act((tx) => first && tx.putAnnotation({ ...first, note: 'in between' }));
    const { read, moment, close } = scratch.store.snapshot();
    expect(threads?.begin(moment, PATIENTLY)).toBe(true);
    act((tx) => first && tx.putAnnotation({ ...first, note: 'too late' }));
    const text = threads ? await linesOf(threads, read) : '';
    await threads?.end();
    close();
    expect(text).toContain('in between');
    expect(text).not.toContain('too late');
  });

  it('do not begin where something has been written since the snapshot', async () => {
    const [first] = await tagged();
    const threads = await open();
    const { moment, close } = scratch.store.snapshot();
    act((tx) => first && tx.putAnnotation({ ...first, note: 'in between' }));
    expect(threads?.begin(moment, PATIENTLY)).toBe(false);
    await threads?.end();
    close();
  });

  it('are not waited for without end, and are done without where they cannot be had', async () => {
    const threads = await open(odd, 'never begins');
    expect(threads?.begin({ lastAction: 0 })).toBe(false);
    await threads?.end();
    expect(await open(odd, 'never opens')).toBeNull();
    expect(ended).toBe(begun.length);
  });

  it('that end before their work does are told', async () => {
    await tagged();
    const threads = await open(odd, 'ends');
    expect(threads?.begin({ lastAction: 0 }, PATIENTLY)).toBe(true);
    await expect(threads && linesOf(threads)).rejects.toMatchObject({ code: 'internal' });
    await threads?.end();
  });

  it('tell what is wrong with the project, and leave nothing behind', async () => {
    const last = (await tagged()).at(-1);
    writeForeignDatabase(scratch.store.path, `UPDATE annotation SET spans = '[{' WHERE id = '${last?.id}'`);
    const told = await written(WHOLE).catch((thrown) => thrown);
    expect(told).toMatchObject({ code: 'project-damaged' });
    await expect(written(DIVIDED)).rejects.toMatchObject({
      code: told.code,
      message: told.message,
      remedy: told.remedy,
    });
    expect(files()).toEqual([]);
    expect(ended).toBe(2);
  });

  it('end at once when the export is cancelled, and nothing is left', async () => {
    await tagged(40, 'long '.repeat(100_000));
    const abort = new AbortController();
    const path = join(scratch.folder, 'out', 'set.jsonl');
    const context = { signal: abort.signal, onProgress: () => abort.abort() };
    await expect(
      runExportDivided(scratch, { format: 'jsonl' }, path, context, DIVIDED),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(begun).toHaveLength(2);
    expect(ended).toBe(2);
    const early = runExportDivided(scratch, { format: 'jsonl' }, path, context, DIVIDED);
    await expect(early).rejects.toMatchObject({ code: 'cancelled' });
    expect(ended).toBe(begun.length);
    expect(files()).toEqual([]);
    // Nobody reads any more: closing takes the log in.
    scratch.store.close();
    expect(existsSync(`${scratch.store.path}-wal`)).toBe(false);
  });
});
