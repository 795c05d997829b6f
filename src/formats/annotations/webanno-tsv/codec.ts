import type { Codec } from '../foreign/format.ts';
import { tsvReader } from './read.ts';
import { tsvWriter } from './write.ts';

export const webannoTsv: Codec = {
  about: {
    format: 'webanno-tsv',
    title: 'WebAnno TSV 3.3',
    description:
      'Tokens in rows with stacked layers, relations, slots and chains, as INCEpTION and WebAnno take them; a file for each document.',
    loses: 'Metadata of documents, document codes, comments and memos are not in it.',
    extensions: ['.tsv'],
    unit: 'utf16',
    holds: [
      'documents',
      'annotations',
      'relations',
      'attributes',
      'notes',
      'entities',
      'tokens',
      'sentences',
    ],
    files: 'many',
    options: ['discontinuous', 'tokens'],
  },
  reader: tsvReader,
  writer: tsvWriter,
};
