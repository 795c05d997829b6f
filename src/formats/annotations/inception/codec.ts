import type { Codec } from '../foreign/format.ts';
import { inceptionReader } from './read.ts';

export const inception: Codec = {
  about: {
    format: 'inception',
    title: 'INCEpTION project',
    description:
      'The archive that INCEpTION and WebAnno export, with everyone’s annotations and the curated ones; it is read, not written.',
    loses: 'Settings of the project are not read.',
    extensions: ['.zip'],
    unit: 'utf16',
    holds: ['documents', 'annotations', 'relations', 'attributes', 'people'],
    files: 'many',
    options: [],
  },
  reader: inceptionReader,
};
