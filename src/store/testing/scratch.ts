import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { PLAIN_ANNOTATION } from '../../core/annotation/annotation.ts';
import type { DocumentCode } from '../../core/annotation/document-code.ts';
import type { Code } from '../../core/codebook/code.ts';
import { PLAIN_CODE } from '../../core/codebook/code.ts';
import type { Comment, Memo, MemoKind } from '../../core/discussion/discussion.ts';
import type { Entity } from '../../core/entity/entity.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { DocumentRecord, DocumentStatus, Person, Progress } from '../../core/project/records.ts';
import type { Relation } from '../../core/relation/relation.ts';
import type { Assignment, RelationVerdict, Verdict, VerdictDecision } from '../../core/review/verdict.ts';
import type { StructuredText } from '../../core/text/structure.ts';
import { createProject, openProject, type ProjectStore, type StoreOptions } from '../index.ts';
import type { NewText, WriteTransaction } from '../types.ts';

const AT = '2024-05-01T10:00:00.000Z';

/** A folder with one real project in it, for tests of the store. */
export class Scratch {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'glossator-store-')));
  readonly path = path.join(this.folder, 'scratch.gloss');
  readonly options: StoreOptions = {
    machineId: newId(),
    backupFolder: path.join(this.folder, 'backups'),
    appVersion: '0.0.0-test',
  };
  readonly me: Person = { id: newId(), name: 'Reader', colour: 0 };
  store: ProjectStore;

  constructor() {
    this.store = createProject(this.path, { ...this.options, name: 'Scratch' });
    this.store.transact({ type: 'join', subject: this.me.name, personId: this.me.id }, (tx) =>
      tx.putPerson(this.me),
    );
  }

  reopen(): ProjectStore {
    this.store.close();
    this.store = openProject(this.path, this.options);
    return this.store;
  }

  remove(): void {
    this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs `work` as an action of me and gives what it gives. */
  act<T>(work: (tx: WriteTransaction) => T, draft: { group?: Id; id?: Id; subject?: string } = {}): T {
    const { value } = this.store.transact(
      { type: 'import', subject: draft.subject ?? '', personId: this.me.id, ...draft },
      work,
    );
    return value as T;
  }

  addDocument(title: string, text: string | StructuredText, source?: Source): DocumentRecord {
    return this.act((tx) => putDocument(tx, title, text, source));
  }

  addCode(name: string): Code {
    const code = newCode(name);
    this.act((tx) => tx.putCode(code));
    return code;
  }

  /** An annotation of me, not yet put, with the true quotation. */
  annotation(document: DocumentRecord, code: Code, ...ranges: readonly [number, number][]): Annotation {
    return {
      id: newId(),
      documentId: document.id,
      personId: this.me.id,
      codeId: code.id,
      spans: ranges.map(([start, end]) => ({
        start,
        end,
        quote: this.store.read.slice(document.textId, { start, end }),
        prefix: '',
        suffix: '',
      })),
      ...PLAIN_ANNOTATION,
      createdAt: AT,
      updatedAt: AT,
      deleted: false,
    };
  }
}

/** A text of one paragraph a line. */
export function plainText(text: string): StructuredText {
  const blocks = [...text.matchAll(/[^\n]+/g)].map(({ index, 0: line }) => ({
    kind: 'paragraph' as const,
    start: index,
    end: index + line.length,
  }));
  return { text, blocks, marks: [] };
}

type Source = Partial<NewText['source']>;

/** `source`: where it is not the text in UTF-8, what it was read from. */
export function putDocument(
  tx: WriteTransaction,
  title: string,
  text: string | StructuredText,
  source: Source = {},
): DocumentRecord {
  const structured = typeof text === 'string' ? plainText(text) : text;
  const { id: textId } = tx.putText({
    structured,
    source: {
      bytes: new TextEncoder().encode(structured.text),
      mediaType: 'text/plain',
      encoding: 'utf-8',
      format: 'txt',
      ...source,
    },
  });
  const document: DocumentRecord = {
    id: newId(),
    textId,
    title,
    source: '',
    author: '',
    date: '',
    language: '',
    fields: {},
    attributes: {},
    fileName: `${title}.txt`,
    createdAt: AT,
    updatedAt: AT,
    deleted: false,
  };
  tx.putDocument(document);
  return document;
}

export function newCode(name: string, parentId: Id | null = null): Code {
  return {
    ...PLAIN_CODE,
    id: newId(),
    name,
    parentId,
    colour: 0,
    key: null,
    description: '',
    position: 0,
    createdAt: AT,
    updatedAt: AT,
    deleted: false,
  };
}

export function newRelation(person: Person, code: Code, from: Annotation, to: Annotation): Relation {
  return {
    id: newId(),
    personId: person.id,
    codeId: code.id,
    codeVersion: 1,
    fromId: from.id,
    toId: to.id,
    attributes: {},
    note: '',
    createdAt: AT,
    updatedAt: AT,
    deleted: false,
  };
}

export function newEntity(name: string): Entity {
  return {
    id: newId(),
    name,
    kind: 'person',
    aliases: [],
    identifiers: [],
    description: '',
    createdAt: AT,
    updatedAt: AT,
    deleted: false,
  };
}

export function newDocumentCode(person: Person, document: DocumentRecord, code: Code): DocumentCode {
  return {
    id: newId(),
    documentId: document.id,
    personId: person.id,
    codeId: code.id,
    codeVersion: 1,
    attributes: {},
    createdAt: AT,
    updatedAt: AT,
    deleted: false,
  };
}

/** A comment that begins a thread on the record, or goes on with one. */
export function newComment(
  person: Person,
  target: Pick<Comment, 'targetKind' | 'targetId'>,
  body: string,
  thread?: Comment,
): Comment {
  const id = newId();
  return {
    id,
    targetKind: target.targetKind,
    targetId: target.targetId,
    threadId: thread?.id ?? id,
    personId: person.id,
    body,
    resolved: false,
    createdAt: AT,
    updatedAt: AT,
    deleted: false,
  };
}

export function newMemo(person: Person, targetKind: MemoKind, targetId: Id, title: string): Memo {
  return {
    id: newId(),
    targetKind,
    targetId,
    personId: person.id,
    title,
    body: `About ${title}.`,
    createdAt: AT,
    updatedAt: AT,
    deleted: false,
  };
}

export function newProgress(person: Person, document: DocumentRecord, status: DocumentStatus): Progress {
  return { id: newId(), documentId: document.id, personId: person.id, status, updatedAt: AT };
}

export function newVerdict(
  person: Person,
  judged: Annotation,
  decision: VerdictDecision,
  result: Annotation | null,
): Verdict {
  return {
    id: newId(),
    annotationId: judged.id,
    personId: person.id,
    decision,
    resultId: result?.id ?? null,
    reason: '',
    createdAt: AT,
    updatedAt: AT,
    deleted: false,
  };
}

export function newRelationVerdict(
  person: Person,
  judged: Relation,
  decision: VerdictDecision,
  result: Relation | null,
): RelationVerdict {
  return {
    id: newId(),
    relationId: judged.id,
    personId: person.id,
    decision,
    resultId: result?.id ?? null,
    reason: '',
    createdAt: AT,
    updatedAt: AT,
    deleted: false,
  };
}

export function newAssignment(person: Person, document: DocumentRecord): Assignment {
  return {
    id: newId(),
    documentId: document.id,
    personId: person.id,
    createdAt: AT,
    updatedAt: AT,
    deleted: false,
  };
}
