import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { codeColourIndex } from '../core/codebook/colours.ts';
import { GlossatorError } from '../core/errors.ts';
import { type Id, newId } from '../core/ids.ts';
import type { Person } from '../core/project/records.ts';
import type { TextRange } from '../core/text/structure.ts';
import { createProject, type ProjectStore } from '../store/index.ts';
import type { WriteTransaction } from '../store/types.ts';
import { textOf } from './find-record.ts';
import { runImport } from './import/run.ts';
import { ensurePerson, type Profile } from './profile.ts';
import { readSampleDefinition, type SampleAnnotation, type SampleDefinition } from './sample-definition.ts';
import {
  codeNamed,
  discuss,
  documentNamed,
  entityNamed,
  furnishCodebook,
  misfit,
  valuesNamed,
} from './sample-model.ts';
import type { Session } from './session.ts';
import { spansOf } from './spans.ts';
import { starterCodes } from './starter-codebook.ts';
import { newAnnotation } from './tagging.ts';
import { APP_VERSION } from './version.ts';

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

/** Tags one passage, with what is said of it. The annotation's id. */
function annotate(tx: WriteTransaction, personId: string, defined: SampleAnnotation): Id {
  const { file, quotes, nth = 1, note = '', status = 'draft', entity, attributes = {} } = defined;
  const document = documentNamed(tx, file);
  const code = codeNamed(tx, defined.code);
  const record = textOf(tx, document.textId);
  const text = tx.slice(document.textId, { start: 0, end: record.length });
  const spans = spansOf(
    tx,
    record,
    quotes.map((quote) => place(text, quote, nth)),
  );
  const id = newId();
  const plain = newAnnotation(tx, { id, documentId: document.id, personId, code, spans });
  tx.putAnnotation({
    ...plain,
    note,
    status,
    entityId: entity === undefined ? null : entityNamed(tx, entity),
    attributes: valuesNamed(tx, code, attributes),
  });
  return id;
}

/** The ids of those that have names. */
function annotateAll(
  { store, me }: Session,
  annotations: readonly SampleAnnotation[],
): readonly (readonly [string, Id])[] {
  const named: (readonly [string, Id])[] = [];
  const subject = `${annotations.length} passages`;
  store.transact({ type: 'tag', subject, personId: me.id }, (tx) => {
    for (const annotation of annotations) {
      const id = annotate(tx, me.id, annotation);
      if (annotation.name !== undefined) named.push([annotation.name, id]);
    }
  });
  return named;
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
  const sessions = { me: { store, me }, colleague: { store, me: colleague } };
  furnishCodebook(sessions.me, definition);
  await importTexts(store, me, folder, definition.documents);
  const by = (who: SampleAnnotation['by']) =>
    definition.annotations.filter((annotation) => annotation.by === who);
  const theirs = annotateAll(sessions.colleague, by('colleague'));
  const mine = annotateAll(sessions.me, by('me'));
  discuss(sessions, definition, new Map([...theirs, ...mine]));
}

/**
 * Makes the sample project from the texts and `sample.json` in `folder`: documents through the real import, the
 * starter codebook, annotations by me and by an invented colleague, and what the two say of them. The file appears complete or not at all. Raises
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
