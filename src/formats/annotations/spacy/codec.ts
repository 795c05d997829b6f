import type { Codec } from '../foreign/format.ts';
import { spacyJsonReader } from './json-read.ts';
import { spacyJsonWriter } from './json-write.ts';
import { spacyReader } from './read.ts';
import { spacyWriter } from './write.ts';

const SHARED = {
  loses:
    'Annotators, notes, attributes, relations, metadata, comments, and what joins the parts of an annotation.',
  holds: ['documents', 'annotations', 'document codes', 'identifiers of entities'],
  files: 'one',
  options: ['overlap', 'discontinuous'],
} as const;

export const spacy: Codec = {
  about: {
    ...SHARED,
    format: 'spacy',
    title: 'spaCy DocBin',
    description: 'The binary format that spaCy 3 trains on: tokens, entities, span groups and classes.',
    extensions: ['.spacy'],
    unit: 'tokens',
  },
  reader: spacyReader,
  writer: spacyWriter,
};

export const spacyJson: Codec = {
  about: {
    ...SHARED,
    format: 'spacy-json',
    title: 'spaCy JSON',
    description: 'JSON lines of documents as spaCy’s Doc.from_json takes them.',
    extensions: ['.jsonl', '.json'],
    unit: 'code-points',
  },
  reader: spacyJsonReader,
  writer: spacyJsonWriter,
};
