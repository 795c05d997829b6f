import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '../../core/ids.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { StructuredTextBuilder } from '../../core/text/blocks.ts';
import { createProject, type ProjectStore } from '../../store/index.ts';
import { ensurePerson, type Profile, searchFolderOf } from '../profile.ts';
import { searchWhenWanted } from '../search/keep-search.ts';
import type { Session } from '../session.ts';

/** A real project in a folder of its own, for tests of use cases. */
export interface Scratch extends Session {
  readonly folder: string;
  readonly store: ProjectStore;
  /** A document of these paragraphs, as an import would write it. */
  addDocument(title: string, paragraphs: readonly string[]): DocumentRecord;
  remove(): void;
}

export function openScratch(): Scratch {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-'));
  const profile: Profile = {
    personId: newId(),
    name: 'Reader',
    colour: 0,
    machineId: newId(),
    backupFolder: path.join(folder, 'backups'),
  };
  const store = createProject(path.join(folder, 'scratch.gloss'), {
    machineId: profile.machineId,
    backupFolder: profile.backupFolder,
    appVersion: '0.0.0-test',
    name: 'Scratch',
  });
  const me = ensurePerson(store, profile);
  return {
    folder,
    store,
    me,
    search: searchWhenWanted(store.path, searchFolderOf(profile)).search,
    addDocument(title, paragraphs) {
      const builder = new StructuredTextBuilder();
      for (const paragraph of paragraphs) builder.block({ kind: 'paragraph' }, paragraph);
      const structured = builder.finish();
      const { value } = store.transact({ type: 'import', subject: title, personId: me.id }, (tx) => {
        const text = tx.putText({
          structured,
          source: {
            bytes: new TextEncoder().encode(structured.text),
            mediaType: 'text/plain',
            encoding: 'utf-8',
            format: 'txt',
          },
        });
        const now = new Date().toISOString();
        const document: DocumentRecord = {
          id: newId(),
          textId: text.id,
          title,
          source: '',
          author: '',
          date: '',
          language: '',
          fields: {},
          attributes: {},
          fileName: `${title}.txt`,
          createdAt: now,
          updatedAt: now,
          deleted: false,
        };
        tx.putDocument(document);
        return document;
      });
      if (!value) throw new Error('the document was not written');
      return value;
    },
    remove() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
