import { copyFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Id, newId } from '../../../core/ids.ts';
import type { Person } from '../../../core/project/records.ts';
import { Reanchorer } from '../../../core/text/reanchor-all.ts';
import { openProject, type ProjectStore, type StoreOptions } from '../../index.ts';
import { perform, type RandomAction } from '../../testing/random-actions.ts';
import { plainText, Scratch } from '../../testing/scratch.ts';
import { visibleState } from '../../testing/visible-state.ts';

/** Which document, where, how many UTF-16 code units go, and what comes in their place. */
export interface TextEdit {
  readonly document: number;
  readonly from: number;
  readonly cut: number;
  readonly words: string;
}

/** One of several people, each with a copy of the project on a machine of their own. */
export class Colleague {
  readonly path: string;
  readonly options: StoreOptions;
  readonly me: Person;
  readonly ever: Id[] = [];
  store: ProjectStore;

  constructor(folder: string, name: string, from: string) {
    this.path = path.join(folder, `${name}.gloss`);
    copyFileSync(from, this.path);
    this.options = {
      machineId: newId(),
      backupFolder: path.join(folder, `backups-${name}`),
      appVersion: '0.0.0-test',
    };
    this.me = { id: newId(), name, colour: 1 };
    this.store = openProject(this.path, this.options);
    this.store.transact({ type: 'join', subject: name, personId: this.me.id }, (tx) => tx.putPerson(this.me));
  }

  /** Does what `action` says, as `perform` does it. */
  act(scratch: Scratch, action: RandomAction): void {
    const mine = Object.assign(Object.create(scratch) as Scratch, { me: this.me, store: this.store });
    this.store.transact({ type: 'import', subject: action.kind, personId: this.me.id }, (tx) =>
      perform(mine, tx, action, this.ever),
    );
  }

  /** Corrects the text of a document: takes out some of it, puts in other words, and moves its annotations, in one action. */
  editText({ document: which, from, cut, words }: TextEdit): void {
    const { read } = this.store;
    const document = read.documents()[which % Math.max(1, read.documents().length)];
    if (!document) return;
    const older = read.slice(document.textId, { start: 0, end: document.length });
    const at = from % (older.length + 1);
    const newer = `${older.slice(0, at)}${words}${older.slice(at + cut)}`;
    const reanchorer = new Reanchorer(older, newer);
    this.store.transact({ type: 'edit-text', subject: '', personId: this.me.id }, (tx) => {
      const source = { mediaType: 'text/plain', encoding: 'utf-8', format: 'txt' };
      // Some are the text to the byte, and others are not.
      const bytes = new TextEncoder().encode(cut % 2 === 0 ? newer : `\ufeff${newer}`);
      const text = tx.putText({ structured: plainText(newer), source: { ...source, bytes } });
      const { annotations: _, length: __, codeIds: ___, progress: ____, ...record } = document;
      tx.putDocument({ ...record, textId: text.id });
      for (const annotation of [...tx.everyAnnotation({ documentIds: [document.id] })]) {
        const { lost, spans } = annotation;
        const placed = lost ? reanchorer.placeLost(spans) : reanchorer.place(spans);
        tx.putAnnotation({ ...annotation, spans: placed.spans, lost: placed.outcome === 'lost' });
      }
    });
  }

  async merge(other: Colleague): Promise<void> {
    other.reopen();
    await this.store.merge(other.path, { personId: this.me.id });
  }

  /** So that the file holds all, as one that is sent. */
  reopen(): void {
    this.store.close();
    this.store = openProject(this.path, this.options);
  }

  undo(): void {
    this.store.undo(this.me.id);
  }
}

/** A project that several people have copies of. */
export class Circle {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'glossator-merge-')));
  readonly scratch = new Scratch();
  readonly people: Colleague[] = [];

  /** Called when the project holds what all begin with. */
  join(...names: string[]): Colleague[] {
    this.scratch.reopen();
    const joined = names.map((name) => new Colleague(this.folder, name, this.scratch.path));
    this.people.push(...joined);
    return joined;
  }

  /** Another machine's copy of a colleague's file. */
  copyOf(colleague: Colleague, name: string): Colleague {
    colleague.reopen();
    const copy = new Colleague(this.folder, name, colleague.path);
    this.people.push(copy);
    return copy;
  }

  remove(): void {
    for (const { store } of this.people) store.close();
    this.scratch.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a project shows, in an order that does not depend on how it came about; people's joining apart. */
export function settledState(store: ProjectStore) {
  const state = visibleState(store.read);
  const sorted = <T extends { readonly id: Id }>(records: readonly T[]) =>
    [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    ...state,
    persons: sorted(state.persons),
    codes: sorted(state.codes),
    documents: sorted(state.documents),
    texts: new Map(state.documents.map(({ id }, i) => [id, state.texts[i]])),
    originals: new Map(state.documents.map(({ id }, i) => [id, state.originals[i]])),
    annotations: sorted(state.annotations),
    outdated: [...state.outdated].sort(),
    relations: sorted(state.relations),
    entities: sorted(state.entities),
    mentions: new Map(state.entities.map(({ id }, i) => [id, [...(state.mentions[i] ?? [])].sort()])),
    documentCodes: sorted(state.documentCodes),
    comments: sorted(state.comments),
    discussed: new Map(state.documents.map(({ id }, i) => [id, [...(state.discussed[i] ?? [])].sort()])),
    memos: sorted(state.memos),
    progress: sorted(state.progress),
    density: new Map(state.documents.map(({ id }, i) => [id, state.density[i]?.triples.length])),
  };
}
