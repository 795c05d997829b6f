import type { Codec } from '../foreign/format.ts';
import { taguetteReader } from './read.ts';

export const taguette: Codec = {
  about: {
    format: 'taguette',
    title: 'Taguette database',
    description:
      'The database of Taguette, or a project exported from it as .sqlite3, with its documents, tags and highlights; it is read, not written.',
    loses: 'Members and their rights are not read.',
    extensions: ['.sqlite3'],
    unit: 'bytes',
    holds: ['documents', 'annotations', 'codes', 'people', 'document metadata'],
    files: 'one',
    options: [],
  },
  reader: taguetteReader,
};
