import type { Codec } from '../foreign/format.ts';
import { pubTatorReader } from './read.ts';
import { pubTatorWriter } from './write.ts';

export const pubTator: Codec = {
  about: {
    format: 'pubtator',
    title: 'PubTator',
    description: 'Titles and abstracts with mentions of concepts, a line each.',
    loses:
      'Line ends of the text, annotators, notes, attributes, metadata, and relations between passages without identifiers.',
    extensions: ['.pubtator', '.txt'],
    unit: 'code-points',
    holds: ['documents', 'annotations', 'identifiers of entities'],
    files: 'one',
    options: ['discontinuous'],
  },
  reader: pubTatorReader,
  writer: pubTatorWriter,
};
