import type { Codec } from '../foreign/format.ts';
import { teiReader } from './read.ts';
import { teiWriter } from './write.ts';

export const tei: Codec = {
  about: {
    format: 'tei',
    title: 'TEI',
    description:
      'TEI P5: annotations inline or stand-off are read, stand-off over the text with its paragraphs is written.',
    loses: 'Comments, marks of the text, and who gave a code to a document.',
    extensions: ['.xml', '.tei'],
    unit: 'code-points',
    holds: [
      'documents',
      'annotations',
      'discontinuous passages',
      'attributes',
      'notes',
      'people',
      'relations',
      'document codes',
      'document metadata',
      'paragraphs',
    ],
    files: 'many',
    options: [],
  },
  reader: teiReader,
  writer: teiWriter,
};
