import type { Codec } from '../foreign/format.ts';
import { biocReader } from './read.ts';
import { biocJsonWriter, biocWriter } from './write.ts';

const SHARED = {
  loses: 'Types of attribute values, comments, and who gave a code to a document.',
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
  ],
  files: 'one',
  options: [],
} as const;

export const bioc: Codec = {
  about: {
    ...SHARED,
    format: 'bioc',
    title: 'BioC',
    description: 'Collections of the BioC format of the life sciences as XML; its JSON is read as well.',
    extensions: ['.xml', '.json'],
  },
  reader: biocReader,
  writer: biocWriter,
};

export const biocJson: Codec = {
  about: {
    ...SHARED,
    format: 'bioc-json',
    title: 'BioC JSON',
    description: 'The same as JSON; read as “bioc”.',
    extensions: ['.json'],
  },
  writer: biocJsonWriter,
};
