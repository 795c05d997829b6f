import type { Annotation } from '../../../../core/annotation/annotation.ts';
import type { Code } from '../../../../core/codebook/code.ts';
import type { ErrorValue } from '../../../../core/errors.ts';
import type { Person } from '../../../../core/project/records.ts';
import { PROJECT } from '../../testing/arbitrary-discussion.ts';
import type { AnnotatedSet } from '../../testing/arbitrary-set.ts';
import { intake } from '../intake.ts';
import type { Bundle, ForeignDocument, ForeignItem, ForeignReader } from '../types.ts';

const NOBODY: Person = { id: '01900000-0000-7000-8000-00000000aaaa', name: 'Nobody', colour: 0 };
const NOW = '2024-01-02T03:04:05.000Z';

export interface TakenSet {
  readonly set: AnnotatedSet;
  readonly problems: readonly ErrorValue[];
}

/** A bundle read and taken in: the set that an import into an empty project would make. */
export function setOf(reader: ForeignReader, bundle: Bundle): Promise<TakenSet> {
  return taken(reader.format, reader.read(bundle), NOBODY);
}

/** Documents that were read, taken in; what names nobody stays without a name. */
export async function setOfDocuments(
  format: string,
  documents: readonly ForeignDocument[],
): Promise<AnnotatedSet> {
  async function* items(): AsyncGenerator<ForeignItem> {
    for (const document of documents) yield { kind: 'document', document };
  }
  return (await taken(format, items(), { ...NOBODY, name: '' })).set;
}

async function taken(format: string, items: AsyncIterable<ForeignItem>, nobody: Person): Promise<TakenSet> {
  const problems: ErrorValue[] = [];
  const codes = new Map<string, Code>();
  const set = {
    persons: [] as Person[],
    documents: [] as AnnotatedSet['documents'][number][],
    annotations: [] as Annotation[],
    entities: [] as AnnotatedSet['entities'][number][],
    documentFields: [],
    documentCodes: [] as AnnotatedSet['documentCodes'][number][],
    progress: [],
    assignments: [],
    verdicts: [],
    relationVerdicts: [],
    relations: [] as AnnotatedSet['relations'][number][],
    comments: [] as AnnotatedSet['comments'][number][],
    memos: [] as AnnotatedSet['memos'][number][],
  };
  for await (const records of intake(items, { format, nobody, now: NOW })) {
    for (const record of records) {
      if (record.kind === 'problem') problems.push(record.error);
      else if (record.kind === 'person') set.persons.push(record.person);
      else if (record.kind === 'code') {
        const { path: _, ...code } = record.code;
        codes.set(code.id, { ...code, deleted: false });
      } else if (record.kind === 'entity') set.entities.push({ ...record.entity, deleted: false });
      else if (record.kind === 'document') {
        const { textSha256: _, structured, original, ...rest } = record.document;
        set.documents.push({ structured, original, record: { ...rest, deleted: false } });
      } else if (record.kind === 'annotation') set.annotations.push({ ...record.annotation, deleted: false });
      else if (record.kind === 'relation') set.relations.push({ ...record.relation, deleted: false });
      else if (record.kind === 'documentCode')
        set.documentCodes.push({ ...record.documentCode, deleted: false });
      else if (record.kind === 'comment') set.comments.push(record.comment);
      else if (record.kind === 'memo') {
        set.memos.push({ ...record.memo, targetId: record.memo.targetId ?? PROJECT, deleted: false });
      }
    }
  }
  return { set: { ...set, codes: [...codes.values()] }, problems };
}
