import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { PLAIN_ANNOTATION } from '../../src/core/annotation/annotation.ts';
import { newId } from '../../src/core/ids.ts';
import { openProject, type ProjectStore, type StoreOptions } from '../../src/store/index.ts';
import { newCode, plainText, putDocument } from '../../src/store/testing/scratch.ts';
import { chance, type Random, seeded } from './random.ts';

/**
 * The process that is killed. Waits for one line, then works on a project as fast as it can and writes the id of each
 * action when the store has acknowledged it: a line `+ id` for one that made the annotation or code of that id,
 * `. id` for any other. Writes `ready` when the project is open.
 */
interface Order {
  readonly file: string;
  readonly options: StoreOptions;
  readonly personId: string;
  readonly seed: number;
}

function tell(line: string): void {
  writeSync(1, `${line}\n`);
}

function tag(store: ProjectStore, personId: string, random: Random): void {
  const documents = store.read.documents();
  const codes = store.read.codes();
  const document = documents[Math.floor(random() * documents.length)];
  const code = codes[Math.floor(random() * codes.length)];
  const id = newId();
  if (!document || !code) {
    store.transact({ type: 'create-code', subject: '', personId, id }, (tx) =>
      tx.putCode({ ...newCode('c'), id }),
    );
    tell(`+ ${id}`);
    return;
  }
  const start = Math.floor(random() * document.length);
  const end = Math.min(document.length, start + Math.floor(random() * 200));
  const at = new Date().toISOString();
  const quote = store.read.slice(document.textId, { start, end });
  store.transact({ type: 'tag', subject: code.name, personId, id }, (tx) =>
    tx.putAnnotation({
      id,
      documentId: document.id,
      personId,
      codeId: code.id,
      spans: [{ start, end, quote, prefix: '', suffix: '' }],
      ...PLAIN_ANNOTATION,
      createdAt: at,
      updatedAt: at,
      deleted: false,
    }),
  );
  tell(`+ ${id}`);
}

function importFiles(store: ProjectStore, personId: string, random: Random): void {
  const group = newId();
  for (let file = 0; file < 3; file++) {
    const id = newId();
    const text = `${id} ${'Words of a text, слова. '.repeat(Math.floor(random() * 1_000))}`;
    store.transact({ type: 'import', subject: id, personId, id, group }, (tx) =>
      putDocument(tx, id, plainText(text)),
    );
    tell(`. ${id}`);
  }
}

function takeBack(store: ProjectStore, personId: string, random: Random): void {
  const { undo, redo } = store.read.undoState();
  const id = newId();
  if (undo && (!redo || chance(random, 0.5))) store.undo(personId, id);
  else if (redo) store.redo(personId, id);
  else return;
  tell(`. ${id}`);
}

async function work({ file, options, personId, seed }: Order): Promise<void> {
  const random = seeded(seed);
  let store = openProject(file, options);
  tell('ready');
  for (;;) {
    const next = random();
    if (next < 0.75) tag(store, personId, random);
    else if (next < 0.87) importFiles(store, personId, random);
    else if (next < 0.95) takeBack(store, personId, random);
    else if (next < 0.98) {
      store.close();
      store = openProject(file, options);
    } else await store.backup({ force: true });
  }
}

createInterface({ input: process.stdin }).once('line', (line) => {
  void work(JSON.parse(line) as Order);
});
