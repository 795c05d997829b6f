import type { AttributeValues } from '../core/attribute/attribute.ts';
import { parseValue } from '../core/attribute/wording.ts';
import type { Code } from '../core/codebook/code.ts';
import { GlossatorError } from '../core/errors.ts';
import { type Id, newId } from '../core/ids.ts';
import type { DocumentRecord } from '../core/project/records.ts';
import type { StoreReader } from '../store/types.ts';
import { createCode, editCode } from './codebook.ts';
import { writeComment } from './discussion.ts';
import { addDocumentCode, setDocumentCodeAttributes } from './document-codes.ts';
import { createEntity } from './entities.ts';
import { writeMemo } from './memos.ts';
import { entityNaming } from './migrate-values.ts';
import { setProgress } from './progress.ts';
import { createRelation, editRelation } from './relations.ts';
import type { SampleAttribute, SampleDefinition } from './sample-definition.ts';
import type { Session } from './session.ts';
import { colourIndex } from './starter-codebook.ts';

/** The sample is ours: where it does not fit together, the program is broken, and a test has seen it before a user. */
export function misfit(message: string): GlossatorError {
  return new GlossatorError('internal', `The sample project does not fit together: ${message}`);
}

/** The code of a path with ‘/’ between names from the top. */
export function codeNamed(read: StoreReader, names: string): Code {
  const codes = read.codes();
  let found: Code | undefined;
  for (const name of names.split('/')) {
    const parentId: Id | null = found?.id ?? null;
    found = codes.find((other) => other.name === name && other.parentId === parentId);
    if (!found) throw misfit(`there is no code ${names}.`);
  }
  if (!found) throw misfit('a code has no name.');
  return found;
}

export function documentNamed(read: StoreReader, fileName: string): DocumentRecord {
  const document = read.documents().find((other) => other.fileName === fileName);
  if (!document) throw misfit(`there is no document ${fileName}.`);
  return document;
}

export function entityNamed(read: StoreReader, name: string): Id {
  const entity = read.entities().find((other) => other.name === name);
  if (!entity) throw misfit(`there is no entity ${name}.`);
  return entity.id;
}

/** Values by the names of attributes, as they are stored. */
export function valuesNamed(
  read: StoreReader,
  code: Code,
  named: Readonly<Record<string, string>>,
): AttributeValues {
  return Object.fromEntries(
    Object.entries(named).map(([name, shown]) => {
      const definition = code.attributes.find((other) => other.name === name);
      const value = definition && parseValue(definition, shown, entityNaming(read).entityNamed);
      if (!definition || value === null || value === undefined) {
        throw misfit(`${code.name} does not take ${name}: ${shown}.`);
      }
      return [definition.id, value] as const;
    }),
  );
}

function definitionOf({ name, type, choices = [] }: SampleAttribute) {
  const labelled = choices.map((label) => ({ id: newId(), label }));
  return { id: newId(), name, type, required: false, choices: labelled, initial: null };
}

/** What the sample has besides the starter codebook: attributes, codes for relations and documents, entities. */
export function furnishCodebook(session: Session, definition: SampleDefinition): void {
  const { read } = session.store;
  for (const [name, attributes] of Object.entries(definition.attributes)) {
    const fields = { attributes: attributes.map(definitionOf) };
    editCode(session, { codeId: codeNamed(read, name).id, fields });
  }
  for (const { colour, attributes = [], from = [], to = [], ...code } of definition.codes) {
    const idsOf = (names: readonly string[]) => names.map((name) => codeNamed(read, name).id);
    createCode(session, {
      ...code,
      parentId: null,
      colour: colourIndex(colour),
      attributes: attributes.map(definitionOf),
      ends: code.kind === 'relation' ? { from: idsOf(from), to: idsOf(to), directed: true } : null,
    });
  }
  for (const entity of definition.entities) createEntity(session, entity);
}

/**
 * What is said of what has been annotated: relations, document codes, comments, memos, progress. `named`: annotations by their names
 * in the definition.
 */
export function discuss(
  sessions: Readonly<Record<'me' | 'colleague', Session>>,
  definition: SampleDefinition,
  named: ReadonlyMap<string, Id>,
): void {
  const { read } = sessions.me.store;
  const annotation = (name: string): Id => {
    const id = named.get(name);
    if (id === undefined) throw misfit(`no annotation is named ${name}.`);
    return id;
  };
  for (const { by, code, from, to, note } of definition.relations) {
    const ends = { fromId: annotation(from), toId: annotation(to) };
    const { relationId } = createRelation(sessions[by], { codeId: codeNamed(read, code).id, ...ends });
    editRelation(sessions[by], { relationId, fields: { note } });
  }
  for (const { by, file, code: name, attributes } of definition.documentCodes) {
    const documentId = documentNamed(read, file).id;
    const code = codeNamed(read, name);
    addDocumentCode(sessions[by], { documentIds: [documentId], codeId: code.id });
    const documentCodeIds = read.documentCodes(documentId).map(({ id }) => id);
    const values = Object.entries(valuesNamed(read, code, attributes)).map(
      ([id, value]) =>
        [id, Array.isArray(value) ? [...value] : (value as string | number | boolean)] as const,
    );
    setDocumentCodeAttributes(sessions[by], { documentCodeIds, values: Object.fromEntries(values) });
  }
  for (const { on, thread } of definition.comments) {
    let threadId: Id | null = null;
    for (const { by, body } of thread) {
      const target = { targetKind: 'annotation' as const, targetId: annotation(on) };
      const { commentId } = writeComment(sessions[by], { ...target, threadId, body });
      threadId ??= commentId;
    }
  }
  for (const { by, title, body } of definition.memos) {
    const linked = body.replace(
      /\(entity:([^)]+)\)/g,
      (_, name: string) => `(glossator:entity/${entityNamed(read, name)})`,
    );
    writeMemo(sessions[by], { targetKind: 'project', targetId: read.project().id, title, body: linked });
  }
  for (const { by, file, status } of definition.progress) {
    setProgress(sessions[by], { documentIds: [documentNamed(read, file).id], status });
  }
}
