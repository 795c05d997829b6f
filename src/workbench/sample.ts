import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Annotation } from '../core/annotation/annotation.ts';
import { PLAIN_ANNOTATION } from '../core/annotation/annotation.ts';
import { codeColourIndex } from '../core/codebook/colours.ts';
import { GlossatorError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { DocumentRecord, Person } from '../core/project/records.ts';
import type { TextRange } from '../core/text/structure.ts';
import { createProject, type ProjectStore } from '../store/index.ts';
import type { WriteTransaction } from '../store/types.ts';
import { textOf } from './find-record.ts';
import { runImport } from './import/run.ts';
import { ensurePerson, type Profile } from './profile.ts';
import { readSampleDefinition, type SampleAnnotation, type SampleDefinition } from './sample-definition.ts';
import { spansOf } from './spans.ts';
import { starterCodes } from './starter-codebook.ts';
import { APP_VERSION } from './version.ts';

/** The sample is ours: where it does not fit together, the program is broken, and a test has seen it before a user. */
function misfit(message: string): GlossatorError {
  return new GlossatorError('internal', `The sample project does not fit together: ${message}`);
}

async function importTexts(
  store: ProjectStore,
  me: Person,
  folder: string,
  documents: SampleDefinition['documents'],
) {
  const files = documents.map(({ file, ...wishes }) => ({ path: path.join(folder, file), ...wishes }));
  const context = { signal: new AbortController().signal, onProgress: () => undefined };
  const { errors } = await runImport({ store, me }, files, context);
  const [error] = errors;
  if (error) throw misfit(`${error.path}: ${error.message}`);
}

/** The place of the n-th occurrence of a quotation. UTF-16 offsets, half-open. */
function place(text: string, quote: string, nth: number): TextRange {
  let start = -1;
  for (let n = 0; n < nth; n++) {
    start = text.indexOf(quote, start + 1);
    if (start < 0) throw misfit(`no text has “${quote}” ${nth} times.`);
  }
  return { start, end: start + quote.length };
}

function codeNamed(tx: WriteTransaction, names: string): string {
  const codes = tx.codes();
  let parentId: string | null = null;
  for (const name of names.split('/')) {
    const code = codes.find((other) => other.name === name && other.parentId === parentId);
    if (!code) throw misfit(`there is no code ${names}.`);
    parentId = code.id;
  }
  if (parentId === null) throw misfit('a code has no name.');
  return parentId;
}

function annotate(
  tx: WriteTransaction,
  document: DocumentRecord,
  personId: string,
  { code, quotes, nth = 1, note = '' }: SampleAnnotation,
): void {
  const record = textOf(tx, document.textId);
  const text = tx.slice(document.textId, { start: 0, end: record.length });
  const now = new Date().toISOString();
  const annotation: Annotation = {
    id: newId(),
    documentId: document.id,
    personId,
    codeId: codeNamed(tx, code),
    spans: spansOf(
      tx,
      record,
      quotes.map((quote) => place(text, quote, nth)),
    ),
    ...PLAIN_ANNOTATION,
    note,
    createdAt: now,
    updatedAt: now,
    deleted: false,
  };
  tx.putAnnotation(annotation);
}

function annotateAll(store: ProjectStore, person: Person, annotations: readonly SampleAnnotation[]): void {
  const subject = `${annotations.length} passages`;
  store.transact({ type: 'tag', subject, personId: person.id }, (tx) => {
    for (const annotation of annotations) {
      const document = tx.documents().find(({ fileName }) => fileName === annotation.file);
      if (!document) throw misfit(`there is no document ${annotation.file}.`);
      annotate(tx, document, person.id, annotation);
    }
  });
}

async function fill(
  store: ProjectStore,
  profile: Profile,
  folder: string,
  definition: SampleDefinition,
): Promise<void> {
  const me = ensurePerson(store, profile);
  const colleague: Person = {
    id: newId(),
    name: definition.colleague,
    colour: codeColourIndex(me.colour + 1),
  };
  store.transact({ type: 'join', subject: colleague.name, personId: colleague.id }, (tx) =>
    tx.putPerson(colleague),
  );
  store.transact({ type: 'create-code', subject: 'starter codebook', personId: me.id }, (tx) => {
    for (const code of starterCodes(new Date().toISOString())) tx.putCode(code);
  });
  await importTexts(store, me, folder, definition.documents);
  const by = (who: SampleAnnotation['by']) =>
    definition.annotations.filter((annotation) => annotation.by === who);
  annotateAll(store, colleague, by('colleague'));
  annotateAll(store, me, by('me'));
}

/**
 * Makes the sample project from the texts and `sample.json` in `folder`: documents through the real import, the
 * starter codebook, annotations by me and by an invented colleague. The file appears complete or not at all. Raises
 * `project-exists`, and what making and writing a project raise.
 */
export async function buildSampleProject(file: string, folder: string, profile: Profile): Promise<void> {
  if (existsSync(file)) {
    throw new GlossatorError('project-exists', `There is a file at ${file} already.`, {
      place: { path: file },
    });
  }
  const definition = await readSampleDefinition(folder);
  const { machineId, backupFolder } = profile;
  const work = path.join(path.dirname(file), '.making');
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    const unfinished = path.join(work, path.basename(file));
    const store = createProject(unfinished, {
      machineId,
      backupFolder,
      appVersion: APP_VERSION,
      name: definition.name,
    });
    try {
      await fill(store, profile, folder, definition);
    } finally {
      store.close();
    }
    await rename(unfinished, file);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
