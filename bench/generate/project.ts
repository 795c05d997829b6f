import { type Annotation, PLAIN_ANNOTATION } from '../../src/core/annotation/annotation.ts';
import type { Code } from '../../src/core/codebook/code.ts';
import { PLAIN_CODE } from '../../src/core/codebook/code.ts';
import { CODE_COLOURS } from '../../src/core/codebook/colours.ts';
import { type Id, newId } from '../../src/core/ids.ts';
import type { DocumentRecord, Person } from '../../src/core/project/records.ts';
import { describeSpan } from '../../src/core/text/anchor.ts';
import { createProject, type ProjectStore } from '../../src/store/index.ts';
import { places } from './places.ts';
import { type Chance, chanceOf } from './random.ts';
import { generateText } from './text.ts';
import type { Script } from './words.ts';

export interface DocumentShape {
  /** UTF-16 code units */
  readonly length: number;
  readonly annotations: number;
}

export interface ProjectShape {
  readonly seed: number;
  readonly documents: readonly DocumentShape[];
  readonly people: number;
  readonly codes: number;
  /** an annotation begins on the same place as so many others, at most */
  readonly overlapDepth: number;
  readonly scripts: readonly Script[];
}

const BATCH = 10_000;
const WHEN = '2024-01-01T00:00:00.000Z';

function people(chance: Chance, count: number): readonly Person[] {
  return Array.from({ length: count }, (_, i) => ({
    id: newId(),
    name: `Annotator ${i + 1}`,
    colour: chance.int(0, CODE_COLOURS.length - 1),
  }));
}

function codebook(count: number): readonly Code[] {
  const ids = Array.from({ length: count }, () => newId());
  return ids.map((id, i) => ({
    ...PLAIN_CODE,
    id,
    name: `Code ${i + 1}`,
    // Every fifth code heads the four that follow it.
    parentId: i % 5 === 0 ? null : (ids[i - (i % 5)] ?? null),
    colour: i % CODE_COLOURS.length,
    key: i < 9 ? String(i + 1) : null,
    description: '',
    position: i,
    createdAt: WHEN,
    updatedAt: WHEN,
    deleted: false,
  }));
}

function addDocument(store: ProjectStore, chance: Chance, shape: ProjectShape, index: number, me: Id) {
  const { length } = shape.documents[index] ?? { length: 0 };
  const structured = generateText(chance, { length, scripts: shape.scripts });
  const document: DocumentRecord = {
    id: newId(),
    textId: '',
    title: `Document ${String(index + 1).padStart(5, '0')}`,
    source: '',
    author: '',
    date: '',
    language: '',
    fields: {},
    attributes: {},
    fileName: `document-${index + 1}.txt`,
    createdAt: WHEN,
    updatedAt: WHEN,
    deleted: false,
  };
  store.transact({ type: 'import', subject: document.title, personId: me }, (tx) => {
    const source = { mediaType: 'text/plain', encoding: 'utf-8', format: 'txt' };
    const text = tx.putText({
      structured,
      source: { ...source, bytes: new TextEncoder().encode(structured.text) },
    });
    tx.putDocument({ ...document, textId: text.id });
  });
  return { document, text: structured.text };
}

/**
 * Makes a project of the stated shape through the store's own write door, so that it is what a user's would be. The file is
 * closed when it returns. Annotations are as many as asked for, or fewer by those that fell on nothing.
 */
export function generateProject(
  path: string,
  backupFolder: string,
  shape: ProjectShape,
): { documentIds: readonly Id[]; annotations: number } {
  const chance = chanceOf(shape.seed);
  const store = createProject(path, {
    name: 'Generated',
    machineId: 'bench',
    backupFolder,
    appVersion: '0.0.0-bench',
  });
  try {
    const everybody = people(chance, Math.max(1, shape.people));
    const me = everybody[0]?.id ?? newId();
    const codes = codebook(shape.codes);
    store.transact({ type: 'join', subject: 'Annotators', personId: me }, (tx) => {
      for (const person of everybody) tx.putPerson(person);
    });
    store.transact({ type: 'create-code', subject: 'codebook', personId: me }, (tx) => {
      for (const code of codes) tx.putCode(code);
    });
    let annotations = 0;
    const documentIds = shape.documents.map((wanted, index) => {
      const { document, text } = addDocument(store, chance, shape, index, me);
      const waiting = places(chance, text, wanted.annotations, shape.overlapDepth);
      for (let left = wanted.annotations; left > 0; left -= BATCH) {
        store.transact(
          { type: 'import', subject: `annotations of ${document.title}`, personId: me },
          (tx) => {
            const made: Annotation[] = [];
            for (let i = Math.min(BATCH, left); i > 0; i--) {
              const { value: range } = waiting.next();
              if (!range) break;
              made.push({
                id: newId(),
                documentId: document.id,
                personId: chance.pick(everybody).id,
                codeId: chance.pickFrequent(codes).id,
                spans: [describeSpan(text, range)],
                ...PLAIN_ANNOTATION,
                createdAt: WHEN,
                updatedAt: WHEN,
                deleted: false,
              });
            }
            tx.addAnnotations(made);
            annotations += made.length;
          },
        );
      }
      return document.id;
    });
    return { documentIds, annotations };
  } finally {
    store.close();
  }
}
