import type { Codec } from '../foreign/format.ts';
import { pubAnnotationReader } from './read.ts';
import { pubAnnotationWriter } from './write.ts';

export const pubAnnotation: Codec = {
  about: {
    format: 'pubannotation',
    title: 'PubAnnotation',
    description:
      'JSON of PubAnnotation: denotations, relations and attributes in a track for each annotator.',
    loses: 'Document codes, comments, and relations between annotations of different people.',
    extensions: ['.json', '.jsonl'],
    unit: 'code-points',
    holds: [
      'documents',
      'annotations',
      'discontinuous passages',
      'attributes',
      'notes',
      'people',
      'relations',
      'document metadata',
    ],
    files: 'one',
    options: [],
  },
  reader: pubAnnotationReader,
  writer: pubAnnotationWriter,
};
