import type { Codec } from '../foreign/format.ts';
import { w3cReader } from './read.ts';
import { w3cWriter } from './write.ts';

export const w3c: Codec = {
  about: {
    format: 'w3c',
    title: 'Web annotations (W3C)',
    description: 'JSON-LD of the Web Annotation Data Model, with the annotated texts beside it.',
    loses: 'Definitions of codes, structure of texts, and relations from one text to another.',
    extensions: ['.jsonld', '.json'],
    unit: 'code-points',
    holds: [
      'documents',
      'annotations',
      'discontinuous passages',
      'attributes',
      'notes',
      'people',
      'relations',
      'comments',
      'document codes',
      'document metadata',
    ],
    files: 'many',
    options: [],
  },
  reader: w3cReader,
  writer: w3cWriter,
};
