import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PLAIN_ANNOTATION } from '../src/core/annotation/annotation.ts';
import { type Id, newId } from '../src/core/ids.ts';
import type { Person } from '../src/core/project/records.ts';
import { describeSpan } from '../src/core/text/anchor.ts';
import { openProject, type ProjectStore } from '../src/store/index.ts';
import { type Figure, figureOf } from './figure.ts';
import { places } from './generate/places.ts';
import { generateProject } from './generate/project.ts';
import { chanceOf } from './generate/random.ts';

const DOCUMENTS = 20;
const DOCUMENT_LENGTH = 100_000;
/** What the project holds already, of each document. */
const HELD = 500;
const SEED = 29;
const WHEN = '2024-01-01T00:00:00.000Z';

interface Work {
  readonly name: string;
  readonly annotations: number;
  /** annotations to an action: a set that was imported, or tags */
  readonly together: number;
  readonly target?: number;
}

const WORKS: readonly Work[] = [
  { name: 'imported as sets', annotations: 100_000, together: 5_000, target: 3_000 },
  { name: 'tagged one by one', annotations: 20_000, together: 1 },
];

function openAs(file: string, machineId: string): ProjectStore {
  return openProject(file, {
    machineId,
    backupFolder: `${file}-backups`,
    appVersion: '0.0.0-bench',
  });
}

/** A colleague annotates their copy of the project, on a machine of their own. */
function annotate(file: string, { annotations, together }: Work, documentIds: readonly Id[]): void {
  const store = openAs(file, 'colleague');
  const me: Person = { id: newId(), name: 'Colleague', colour: 3 };
  store.transact({ type: 'join', subject: me.name, personId: me.id }, (tx) => tx.putPerson(me));
  const codes = store.read.codes();
  const chance = chanceOf(SEED);
  for (const documentId of documentIds) {
    const { textId, length } = store.read.documents().find(({ id }) => id === documentId) ?? {
      textId: '',
      length: 0,
    };
    const text = store.read.slice(textId, { start: 0, end: length });
    const count = annotations / documentIds.length;
    const waiting = [...places(chance, text, count, 4)].slice(0, count);
    for (let from = 0; from < waiting.length; from += together) {
      store.transact({ type: together === 1 ? 'tag' : 'import', subject: 'set', personId: me.id }, (tx) => {
        for (const range of waiting.slice(from, from + together)) {
          tx.putAnnotation({
            id: newId(),
            documentId,
            personId: me.id,
            codeId: chance.pickFrequent(codes).id,
            spans: [describeSpan(text, range)],
            ...PLAIN_ANNOTATION,
            createdAt: WHEN,
            updatedAt: WHEN,
            deleted: false,
          });
        }
      });
    }
  }
  store.close();
}

interface Merge {
  readonly preview: number;
  readonly merge: number;
  readonly undo: number;
  readonly again: number;
  readonly annotations: number;
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Merges the colleague's file into a fresh copy of the project. */
async function mergeOnce(project: string, theirs: string, folder: string): Promise<Merge> {
  const mine = path.join(folder, `mine-${newId()}.gloss`);
  copyFileSync(project, mine);
  const store = openAs(mine, 'mine');
  try {
    const personId = store.read.persons()[0]?.id ?? '';
    const count = () => store.read.documents().reduce((sum, { annotations }) => sum + annotations, 0);
    const before = count();
    const preview = await timed(() => store.merge(theirs, { personId, dryRun: true }));
    const merge = await timed(() => store.merge(theirs, { personId }));
    const annotations = count() - before;
    const again = await timed(() => store.merge(theirs, { personId }));
    const undo = await timed(() => store.undo(personId));
    return { preview, merge, undo, again, annotations };
  } finally {
    store.close();
    for (const suffix of ['', '-backups']) rmSync(mine + suffix, { recursive: true, force: true });
  }
}

/** A colleague's annotations taken in: the preview, the merge, the same file again, and its undo. */
export async function benchMerge(rounds = 3): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-merging-'));
  try {
    const project = path.join(folder, 'project.gloss');
    const { documentIds } = generateProject(project, path.join(folder, 'backups'), {
      seed: SEED,
      documents: Array.from({ length: DOCUMENTS }, () => ({ length: DOCUMENT_LENGTH, annotations: HELD })),
      people: 2,
      codes: 30,
      overlapDepth: 4,
      scripts: ['latin', 'cyrillic'],
    });
    const figures: Figure[] = [];
    for (const work of WORKS) {
      const theirs = path.join(folder, `theirs-${work.together}.gloss`);
      copyFileSync(project, theirs);
      annotate(theirs, work, documentIds);
      const merges: Merge[] = [];
      for (let i = 0; i < rounds; i++) merges.push(await mergeOnce(project, theirs, folder));
      const wrong = merges.find(({ annotations }) => annotations !== work.annotations);
      if (wrong) throw new Error(`${wrong.annotations} of ${work.annotations} annotations were merged.`);
      const what = `${work.annotations.toLocaleString('en')} annotations ${work.name}`;
      const goal = work.target === undefined ? {} : ({ target: work.target, statistic: 'median' } as const);
      const of = (part: keyof Merge) => merges.map((one) => one[part]);
      figures.push(
        figureOf(`merge a colleague’s ${what}`, 'ms', of('merge'), goal),
        figureOf(`preview of these ${what}`, 'ms', of('preview')),
        figureOf(`the same file again, ${what}`, 'ms', of('again')),
        figureOf(`undo of the merge, ${what}`, 'ms', of('undo')),
      );
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
