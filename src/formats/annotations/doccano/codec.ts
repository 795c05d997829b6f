import type { Codec } from '../foreign/format.ts';
import { doccanoReader } from './read.ts';
import { doccanoWriter } from './write.ts';

export const doccano: Codec = {
  about: {
    format: 'doccano',
    title: 'doccano',
    description: 'JSON lines with labelled spans, relations and classes, as doccano takes and gives them.',
    loses: 'Annotators, notes, attributes, statuses, entities, and what joins the parts of an annotation.',
    extensions: ['.jsonl', '.json', '.csv', '.txt'],
    unit: 'code-points',
    holds: ['documents', 'annotations', 'relations', 'document codes', 'document metadata'],
    files: 'one',
    options: ['discontinuous'],
  },
  reader: doccanoReader,
  writer: doccanoWriter,
};
