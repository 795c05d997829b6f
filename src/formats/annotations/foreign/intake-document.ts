import { hash } from 'node:crypto';
import { isIsoDate } from '../../../core/attribute/dates.ts';
import type { DocumentMetadata } from '../../../core/project/records.ts';
import type { ReadDocument } from '../reader.ts';
import { stableId } from './stable-id.ts';
import type { ForeignDocument } from './types.ts';

/** A document as an import takes it. Its id follows from its title and text, so that one tagged by several files is one document. `now` is ISO 8601, UTC. */
export function readDocument(document: ForeignDocument, format: string, now: string): ReadDocument {
  const { structured } = document;
  const textSha256 = hash('sha256', structured.text, 'hex');
  const metadata = metadataOf(document);
  return {
    ...metadata,
    id: stableId(null, 'document', textSha256, metadata.title),
    fileName: document.key.split('/').at(-1) ?? document.key,
    attributes: {},
    createdAt: now,
    updatedAt: now,
    textSha256,
    structured,
    original: { ...document.original, format },
  };
}

function metadataOf({ key, metadata }: ForeignDocument): DocumentMetadata {
  const { title, source = '', author = '', date = '', language = '', fields = {} } = metadata;
  const known = date === '' || isIsoDate(date);
  return {
    title: title?.trim() || (key.split('/').at(-1) ?? key).replace(/\.[^.]{1,8}$/, '') || key,
    source,
    author,
    date: known ? date : '',
    language,
    fields: known ? fields : { ...fields, date },
  };
}
