import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PLAIN_ANNOTATION } from '../../src/core/annotation/annotation.ts';
import { GlossatorError } from '../../src/core/errors.ts';
import { newId } from '../../src/core/ids.ts';
import { createProject, openProject, type ProjectStore, type StoreOptions } from '../../src/store/index.ts';
import { newCode, plainText, putDocument } from '../../src/store/testing/scratch.ts';
import { visibleState } from '../../src/store/testing/visible-state.ts';

/**
 * Runs with full-disk.c loaded before it. For each kind of work, fills the disk at the first write, then at the second
 * and so on, until the work comes through; after each failure looks whether anything is lost or damaged.
 * Prints one JSON object: how often each kind of work met a full disk.
 */
const folder = process.env.FULL_DISK_FOLDER ?? '';
const personId = newId();
const options: StoreOptions = {
  machineId: newId(),
  backupFolder: path.join(folder, 'backups'),
  appVersion: 'torture',
};

/** Gives an order to full-disk.c, and its answer: an error code. */
function order(name: string): string {
  try {
    closeSync(openSync(path.join(folder, name), 'r'));
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  }
  throw new Error('full-disk.c is not loaded: its orders are taken for files.');
}

/** Lets the disk be full from write `n` on. */
function fill(n: number): void {
  order(`full-disk-arm-${n}`);
}

/** Makes room again; whether any write was refused since the disk was filled. */
function makeRoom(): boolean {
  return order('full-disk-disarm') === 'EEXIST';
}

function describe(failure: unknown): string {
  const cause = failure instanceof Error ? failure.cause : undefined;
  return `${failure}${cause instanceof Error && 'code' in cause ? ` (${cause.code})` : ''}`;
}

function check(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

function same(a: unknown, b: unknown, what: string): void {
  check(JSON.stringify(a) === JSON.stringify(b), what);
}

function makeTemplate(file: string): void {
  const store = createProject(file, { ...options, name: 'Full disk' });
  const act = (work: Parameters<ProjectStore['transact']>[1]) =>
    store.transact({ type: 'import', subject: '', personId }, work);
  act((tx) => tx.putPerson({ id: personId, name: 'Reader', colour: 0 }));
  act((tx) => putDocument(tx, 'Text', plainText('Some words of text. '.repeat(2_000))));
  act((tx) => tx.putCode(newCode('Claim')));
  store.close();
}

function tag(store: ProjectStore): void {
  const [document] = store.read.documents();
  const [code] = store.read.codes();
  if (!document || !code) throw new Error('the template has no document or code');
  const quote = store.read.slice(document.textId, { start: 0, end: 4 });
  const at = new Date().toISOString();
  store.transact({ type: 'tag', subject: '', personId }, (tx) =>
    tx.putAnnotation({
      id: newId(),
      documentId: document.id,
      personId,
      codeId: code.id,
      spans: [{ start: 0, end: 4, quote, prefix: '', suffix: '' }],
      ...PLAIN_ANNOTATION,
      createdAt: at,
      updatedAt: at,
      deleted: false,
    }),
  );
}

function importFile(store: ProjectStore): void {
  store.transact({ type: 'import', subject: '', personId }, (tx) => {
    putDocument(tx, 'More', plainText('More words, слова и слова. '.repeat(4_000)));
  });
}

interface Case {
  readonly name: string;
  /** changes the project */
  readonly writes: boolean;
  readonly work: (store: ProjectStore, file: string) => unknown;
}

const cases: readonly Case[] = [
  { name: 'save', writes: true, work: tag },
  {
    name: 'undo',
    writes: true,
    work: (store) => store.undo(personId),
  },
  { name: 'import', writes: true, work: importFile },
  { name: 'backup', writes: false, work: (store) => store.backup({ force: true }) },
  {
    name: 'create',
    writes: false,
    work: (_, file) => createProject(`${file}-new.gloss`, { ...options, name: 'New' }).close(),
  },
];

function removeAll(): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('template')) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** What a crash at this very moment would leave, opened: all of `acknowledged` must be there. */
async function checkCrashed(file: string, acknowledged: readonly string[]): Promise<void> {
  const crashed = path.join(folder, 'crashed.gloss');
  for (const suffix of ['', '-wal']) {
    if (existsSync(file + suffix)) copyFileSync(file + suffix, crashed + suffix);
  }
  const store = openProject(crashed, options);
  const ids = new Set(store.read.actions(1_000).map(({ id }) => id));
  for (const id of acknowledged) check(ids.has(id), `the acknowledged action ${id} is lost after a crash`);
  const { ok, problems } = await store.check();
  check(ok, `the check fails after a crash: ${JSON.stringify(problems)}`);
  store.close();
}

async function attempt(one: Case, n: number): Promise<'came through' | 'met a full disk'> {
  removeAll();
  const file = path.join(folder, 'project.gloss');
  copyFileSync(path.join(folder, 'template.gloss'), file);
  const store = openProject(file, options);
  tag(store);
  const before = visibleState(store.read);
  const acknowledged = store.read.actions(1_000).map(({ id }) => id);
  fill(n);
  let failure: unknown;
  try {
    await one.work(store, file);
  } catch (thrown) {
    failure = thrown;
  }
  const met = makeRoom();
  if (failure !== undefined) {
    check(failure instanceof GlossatorError && failure.code === 'disk-full', `it says ${describe(failure)}`);
    same(visibleState(store.read), before, 'a failed change is seen');
    check(!existsSync(`${file}-new.gloss`), 'half a project is left');
    await checkCrashed(file, acknowledged);
  }
  const beside = readdirSync(folder).filter((name) => name.startsWith('.'));
  check(beside.length === 0, `left behind: ${beside.join(', ')}`);
  if (failure !== undefined && one.name === 'backup') {
    const left = readdirSync(options.backupFolder, { recursive: true, encoding: 'utf8' });
    check(!left.some((name) => name.includes('.gloss')), `a failed backup leaves ${left.join(', ')}`);
  }
  if (!one.writes) same(visibleState(store.read), before, 'the project was changed');
  // There is room again: work goes on in the same process, …
  tag(store);
  const after = visibleState(store.read);
  // … closing with a full disk loses nothing, …
  fill(n % 7);
  store.close();
  makeRoom();
  // … and what is on the disk is what was in memory.
  const again = openProject(file, options);
  same(visibleState(again.read), after, 'what was acknowledged is not what is in the file');
  const { ok, problems } = await again.check();
  check(ok, `the check fails: ${JSON.stringify(problems)}`);
  again.close();
  return met || failure !== undefined ? 'met a full disk' : 'came through';
}

/** Tries every write, or only every so many. */
const step = Number(process.argv[2] ?? 1);

const report: Record<string, number> = {};
mkdirSync(folder, { recursive: true });
makeTemplate(path.join(folder, 'template.gloss'));
for (const one of cases) {
  let n = 0;
  for (; ; n += step) {
    try {
      if ((await attempt(one, n)) === 'came through') break;
    } catch (thrown) {
      makeRoom();
      throw new Error(
        `${one.name}, disk full at write ${n}: ${thrown instanceof Error ? thrown.message : thrown}`,
        {
          cause: thrown,
        },
      );
    }
  }
  report[one.name] = n;
}
process.stdout.write(`${JSON.stringify(report)}\n`);
