import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { newId } from '../src/core/ids.ts';
import type { StructuredText } from '../src/core/text/structure.ts';
import { createProject } from '../src/store/index.ts';
import { type Figure, figureOf } from './figure.ts';
import { searchedTexts } from './search-words.ts';

const WHEN = '2024-01-01T00:00:00.000Z';
const MEGABYTE = 1_048_576;
/** As the application's threads that search have it. */
const SMALL_NURSERY = '--max-semi-space-size=4';

/** A generated text with a last paragraph of its own. */
function ownText({ text, blocks, marks }: StructuredText, n: number): StructuredText {
  const last = `This is document ${n} of a large project.`;
  const start = text.length + 2;
  const paragraph = { kind: 'paragraph' as const, start, end: start + last.length };
  return { text: `${text}\n\n${last}`, blocks: [...blocks, paragraph], marks };
}

/** Writes so many documents of a megabyte each; gives how many bytes of text they have. */
function writeProject(file: string, documents: number): number {
  const personId = newId();
  const options = { machineId: newId(), backupFolder: `${file}-backups`, appVersion: '0.0.0-bench' };
  const store = createProject(file, { ...options, name: 'Searched' });
  const texts = searchedTexts();
  let bytes = 0;
  store.transact({ type: 'join', subject: '', personId }, (tx) =>
    tx.putPerson({ id: personId, name: 'Bench', colour: 0 }),
  );
  for (let n = 0; n < documents; n += 1) {
    const text = texts[n % texts.length];
    if (!text) break;
    const structured = ownText(text, n);
    const source = { mediaType: 'text/plain', encoding: 'utf-8', format: 'txt' };
    const encoded = new TextEncoder().encode(structured.text);
    bytes += encoded.length;
    store.transact({ type: 'import', subject: '', personId }, (tx) => {
      const { id: textId } = tx.putText({ structured, source: { bytes: encoded, ...source } });
      const described = { source: '', author: '', date: '', language: '', fields: {}, attributes: {} };
      const record = { id: newId(), textId, title: `Document ${n}`, fileName: '', deleted: false };
      tx.putDocument({ ...record, ...described, createdAt: WHEN, updatedAt: WHEN });
    });
  }
  store.close();
  return bytes;
}

interface Measured {
  readonly indexing: number;
  readonly longest: number;
  readonly bytes: number;
  readonly memoryIndexing: number;
  readonly memorySearching: number;
  readonly figures: Readonly<Record<string, readonly number[]>>;
  readonly found: Readonly<Record<string, number>>;
}

/** What each is to take in a gigabyte, in milliseconds. */
function targetOf(work: string): number | undefined {
  if (work.startsWith('first 50')) return /phrase|beginning/.test(work) ? 200 : 20;
  if (work.startsWith('best 50')) return 100;
  if (work.startsWith('count')) return 200;
  if (work.includes('two threads')) return work.includes('literal') ? 800 : 1_500;
  return undefined;
}

/**
 * Search over generated documents of a megabyte each: making the index, what it finds, and texts read through without it. Targets are set
 * for a gigabyte.
 */
export function benchSearch(megabytes: number): readonly Figure[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-search-'));
  try {
    const project = path.join(folder, 'searched.gloss');
    const size = megabytes >= 1_000 ? `${megabytes / 1_000} GB` : `${megabytes} MB`;
    const length = writeProject(project, megabytes);
    const script = fileURLToPath(import.meta.resolve('./search-step.ts'));
    const printed = execFileSync(
      process.execPath,
      [SMALL_NURSERY, script, project, path.join(folder, 'index')],
      {
        encoding: 'utf8',
      },
    );
    const measured = JSON.parse(printed) as Measured;
    return [
      figureOf(`index of words, ${size}`, 's', [measured.indexing], { target: 150 }),
      figureOf(`longest step of it, ${size}`, 'ms', [measured.longest]),
      figureOf(`size of the index, ${size}`, 'MB', [measured.bytes / MEGABYTE]),
      figureOf(`size of the index against the text, ${size}`, 'times', [measured.bytes / length]),
      figureOf(`memory at its highest, indexing ${size}`, 'MB', [measured.memoryIndexing]),
      figureOf(`memory at its highest, indexing and searching ${size}`, 'MB', [measured.memorySearching]),
      ...Object.entries(measured.figures).map(([work, samples]) => {
        const target = targetOf(work);
        const [, name = ''] = /, (.*?)(?:, (?:one|two) threads?)?$/.exec(work) ?? [];
        const found = (measured.found[name] ?? 0).toLocaleString('en');
        const goal = target === undefined ? {} : { target };
        return figureOf(`${work} (${found} passages), ${size}`, 'ms', samples, goal);
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
