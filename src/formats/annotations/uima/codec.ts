import type { Codec } from '../foreign/format.ts';
import { casJsonReader, xmiReader } from './read.ts';
import { casJsonWriter, xmiWriter } from './write.ts';

const COMMON = {
  loses: 'Metadata of documents, document codes, comments and memos are not in it.',
  unit: 'utf16',
  holds: ['documents', 'annotations', 'relations', 'attributes', 'notes', 'entities', 'tokens', 'sentences'],
  files: 'many',
  options: ['discontinuous', 'tokens'],
} as const;

export const casXmi: Codec = {
  about: {
    ...COMMON,
    format: 'cas-xmi',
    title: 'UIMA CAS XMI',
    description:
      'A file for each document with the type system beside them, as UIMA, DKPro and INCEpTION take them.',
    extensions: ['.xmi'],
  },
  reader: xmiReader,
  writer: xmiWriter,
};

export const casJson: Codec = {
  about: {
    ...COMMON,
    format: 'cas-json',
    title: 'UIMA CAS JSON 0.4',
    description: 'A file for each document, its types within, as INCEpTION and cassis take them.',
    extensions: ['.json'],
  },
  reader: casJsonReader,
  writer: casJsonWriter,
};
