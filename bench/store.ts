import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Annotation, PLAIN_ANNOTATION } from '../src/core/annotation/annotation.ts';
import { PLAIN_CODE } from '../src/core/codebook/code.ts';
import { type Id, newId } from '../src/core/ids.ts';
import type { DocumentRecord } from '../src/core/project/records.ts';
import { describeSpan } from '../src/core/text/anchor.ts';
import type { StructuredText } from '../src/core/text/structure.ts';
import { createProject, openProject, type ProjectStore, type StoreOptions } from '../src/store/index.ts';
import { type Figure, figureOf } from './figure.ts';
import { chanceOf } from './generate/random.ts';
import { generateText } from './generate/text.ts';

/** The store alone, in Node: no window, no formats. */

const WHEN = '2024-01-01T00:00:00.000Z';
const PERSON: Id = newId();
const CODES = Array.from({ length: 30 }, () => newId());
const BATCH = 10_000;
/** UTF-16 code units of text for each annotation: a 10 MB text has a million. */
const LENGTH_PER_ANNOTATION = 10;
/** What one screen shows, in UTF-16 code units. */
const SCREEN = 4_000;

interface Bench {
  readonly file: string;
  readonly options: StoreOptions;
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function repeat(times: number, work: (i: number) => unknown): number[] {
  return Array.from({ length: times }, (_, i) => milliseconds(() => work(i)));
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function newBench(folder: string, name: string): Bench {
  const options = {
    machineId: 'bench',
    backupFolder: path.join(folder, 'backups'),
    appVersion: '0.0.0-bench',
  };
  const file = path.join(folder, `${name}.gloss`);
  const store = createProject(file, { ...options, name });
  store.transact({ type: 'join', subject: '', personId: PERSON }, (tx) => {
    tx.putPerson({ id: PERSON, name: 'Annotator', colour: 0 });
    CODES.forEach((id, position) => {
      const code = {
        ...PLAIN_CODE,
        id,
        name: `Code ${position}`,
        parentId: null,
        colour: 0,
        key: null,
        description: '',
        position,
      };
      tx.putCode({ ...code, createdAt: WHEN, updatedAt: WHEN, deleted: false });
    });
  });
  store.close();
  return { file, options };
}

function putDocument(store: ProjectStore, structured: StructuredText, title: string): DocumentRecord {
  const { value } = store.transact({ type: 'import', subject: title, personId: PERSON }, (tx) => {
    const bytes = new TextEncoder().encode(structured.text);
    const text = tx.putText({
      structured,
      source: { bytes, mediaType: 'text/plain', encoding: 'utf-8', format: 'txt' },
    });
    const document = { id: newId(), textId: text.id, title, source: '', author: '', date: '', language: '' };
    const record = {
      ...document,
      fields: {},
      attributes: {},
      fileName: title,
      createdAt: WHEN,
      updatedAt: WHEN,
      deleted: false,
    };
    tx.putDocument(record);
    return record;
  });
  if (!value) throw new Error('The document was not written.');
  return value;
}

function annotation(documentId: Id, text: string, place: number): Annotation {
  const start = Math.min(place, text.length - 1);
  const end = Math.min(text.length, start + 5 + ((place * 7919) % 90));
  return {
    id: newId(),
    documentId,
    personId: PERSON,
    codeId: CODES[(place * 31) % CODES.length] ?? '',
    spans: [describeSpan(text, { start, end })],
    ...PLAIN_ANNOTATION,
    createdAt: WHEN,
    updatedAt: WHEN,
    deleted: false,
  };
}

/** Writes so many annotations through the write door; gives the seconds that this took, their making not counted. */
function insert(store: ProjectStore, document: DocumentRecord, text: string, count: number): number {
  const group = newId();
  let seconds = 0;
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) =>
      annotation(document.id, text, (from + i) * LENGTH_PER_ANNOTATION),
    );
    seconds +=
      milliseconds(() =>
        store.transact({ type: 'import', subject: 'set', personId: PERSON, group }, (tx) => {
          for (const one of batch) tx.putAnnotation(one);
        }),
      ) / 1_000;
  }
  return seconds;
}

function reads({ read }: ProjectStore, document: DocumentRecord, length: number, size: string): Figure[] {
  const chance = chanceOf(5);
  const places = Array.from({ length: 300 }, () => chance.int(0, Math.max(0, length - SCREEN)));
  const at = (i: number) => places[i] ?? 0;
  const range = (i: number) => ({ start: at(i), end: at(i) + SCREEN });
  return [
    figureOf(
      `annotations of a screen, ${size}`,
      'ms',
      repeat(300, (i) => read.annotationsInRange(document.id, range(i))),
    ),
    figureOf(
      `text of a screen, ${size}`,
      'ms',
      repeat(300, (i) => read.slice(document.textId, range(i))),
    ),
    figureOf(
      `next annotation, ${size}`,
      'ms',
      repeat(300, (i) => read.neighbour(document.id, at(i), 'next')),
    ),
    figureOf(
      `codes with counts, ${size}`,
      'ms',
      repeat(100, () => read.codes()),
    ),
    figureOf(
      `overview strip, ${size}`,
      'ms',
      repeat(5, () => read.density(document.id, 1_000)),
    ),
  ];
}

const TAGS = 2_000;

/** Single tags, each durable when it is acknowledged; what they add to the file; and their undo, one by one. */
function tags(bench: Bench, document: DocumentRecord, text: string, size: string): Figure[] {
  const before = statSync(bench.file).size;
  let store = openProject(bench.file, bench.options);
  const tagged = repeat(TAGS, (i) => {
    const made = annotation(document.id, text, (i * 977) % text.length);
    return store.transact({ type: 'tag', subject: 'Code', personId: PERSON }, (tx) => tx.putAnnotation(made));
  });
  store.close();
  const bytes = (statSync(bench.file).size - before) / TAGS;
  store = openProject(bench.file, bench.options);
  const undone = repeat(TAGS, () => store.undo(PERSON));
  store.close();
  return [
    figureOf(`tag acknowledged, durable, ${size}`, 'ms', tagged, { target: 2, statistic: 'p99' }),
    figureOf(`a tag in the file, ${size}`, 'bytes', [bytes]),
    figureOf(`undo a tag, ${size}`, 'ms', undone),
  ];
}

/** One project with a document of so many annotations. */
async function measure(folder: string, count: number): Promise<Figure[]> {
  const bench = newBench(folder, String(count));
  const { file, options } = bench;
  const length = count * LENGTH_PER_ANNOTATION;
  const structured = generateText(chanceOf(3), { length, scripts: ['latin', 'cyrillic', 'emoji'] });
  const { text } = structured;
  const size = `${grouped(count)} annotations`;
  let store = openProject(file, options);
  const document = putDocument(store, structured, 'Long');
  const written = insert(store, document, text, count);
  const opened: number[] = [];
  for (let i = 0; i < 5; i++) {
    store.close();
    opened.push(
      milliseconds(() => {
        store = openProject(file, options);
        store.read.documents();
        store.read.undoState();
      }),
    );
  }
  store.close();
  const megabytes = Math.round(statSync(file).size / 1_048_576);
  const tagging = tags(bench, document, text, size);
  store = openProject(file, options);
  const figures = [
    figureOf(`write ${size} (file of ${megabytes} MB)`, 's', [written]),
    figureOf(`open and list, ${size}`, 'ms', opened),
    ...reads(store, document, text.length, size),
    ...tagging,
  ];
  const all = milliseconds(() => {
    for (const _ of store.read.everyAnnotation({ documentIds: [document.id] }));
  });
  figures.push(figureOf(`read all ${size}`, 's', [all / 1_000]));
  const start = performance.now();
  await store.backup({ force: true });
  figures.push(figureOf(`backup, verified, ${megabytes} MB`, 's', [(performance.now() - start) / 1_000]));
  const undone = milliseconds(() => store.undo(PERSON));
  figures.push(figureOf(`undo the writing of ${size}`, 's', [undone / 1_000]));
  store.close();
  return figures;
}

function importText(folder: string, megabytes: number): Figure {
  const { file, options } = newBench(folder, 'texts');
  const store = openProject(file, options);
  const length = 100_000;
  let bytes = 0;
  let seconds = 0;
  for (let i = 0; bytes < megabytes * 1e6; i++) {
    const structured = generateText(chanceOf(i), { length, scripts: ['latin', 'cyrillic'] });
    bytes += Buffer.byteLength(structured.text);
    seconds += milliseconds(() => putDocument(store, structured, `Text ${i}`)) / 1_000;
  }
  store.close();
  return figureOf(
    `store ${megabytes} MB of text, documents of ${grouped(length)} characters`,
    'MB/s',
    [bytes / 1e6 / seconds],
    {
      target: 33,
      statistic: 'median',
      atLeast: true,
    },
  );
}

export async function benchStore(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-bench-store-'));
  try {
    const figures: Figure[] = [];
    for (const size of [1_000, 100_000, 1_000_000]) figures.push(...(await measure(folder, size)));
    figures.push(importText(folder, 100));
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
