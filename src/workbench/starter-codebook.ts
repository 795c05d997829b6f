import type { Code } from '../core/codebook/code.ts';
import { PLAIN_CODE } from '../core/codebook/code.ts';
import { CODE_COLOURS } from '../core/codebook/colours.ts';
import { newId } from '../core/ids.ts';

interface StarterCode {
  readonly name: string;
  /** name of a colour in CODE_COLOURS */
  readonly colour: string;
  readonly key: string | null;
  readonly description: string;
  readonly children?: readonly StarterCode[];
}

/** What most close readings of news and documents begin with; meant to be changed. */
const STARTER_CODES: readonly StarterCode[] = [
  {
    name: 'Actor',
    colour: 'Blue',
    key: 'a',
    description:
      'Who acts or speaks: a person, an office, a group. Tag the name as it stands, in whatever spelling or script.',
    children: [
      { name: 'Person', colour: 'Sky', key: '1', description: 'A single human being, by name or by office.' },
      {
        name: 'Institution',
        colour: 'Indigo',
        key: '2',
        description: 'A ministry, a service, a company, an association, a newspaper as a speaker.',
      },
    ],
  },
  {
    name: 'Claim',
    colour: 'Orange',
    key: 'c',
    description:
      'A statement that somebody presents as true and that could be false. Tag it whole, with the words that say whose it is.',
    children: [
      {
        name: 'Figure',
        colour: 'Brown',
        key: 'f',
        description: 'A claim that stands or falls with a number: amounts, shares, dates of an effect.',
      },
    ],
  },
  {
    name: 'Quotation',
    colour: 'Violet',
    key: 'q',
    description:
      'Words given as spoken or written by somebody, with their quotation marks. Often stands inside a claim.',
  },
  {
    name: 'Position',
    colour: 'Green',
    key: 'p',
    description: 'What an actor wants, refuses or offers.',
  },
  {
    name: 'Condition',
    colour: 'Gold',
    key: 'i',
    description: 'An “if”, “unless”, “provided that”: on what something is made to depend.',
  },
  {
    name: 'Evidence',
    colour: 'Teal',
    key: 'e',
    description: 'What a claim is rested on: readings, documents, witnesses, pictures.',
  },
  {
    name: 'Event',
    colour: 'Crimson',
    key: 'v',
    description: 'Something that happened or is to happen, with its time or place where the text gives them.',
  },
  {
    name: 'Boilerplate',
    colour: 'Slate',
    key: 'b',
    description:
      'Furniture of the page or the medium: subscription offers, captions, notices. Not part of what is said.',
  },
];

/** Place of the colour in CODE_COLOURS. */
export function colourIndex(name: string): number {
  const index = CODE_COLOURS.findIndex((colour) => colour.name === name);
  if (index < 0) throw new RangeError(`no code colour is called ${name}`);
  return index;
}

/** The starter codes as records, parents before their children. `now`: ISO 8601, UTC. */
export function starterCodes(now: string): readonly Code[] {
  const records: Code[] = [];
  const add = (codes: readonly StarterCode[], parentId: string | null) => {
    for (const [index, { name, colour, key, description, children }] of codes.entries()) {
      const code: Code = {
        ...PLAIN_CODE,
        id: newId(),
        name,
        parentId,
        colour: colourIndex(colour),
        key,
        description,
        position: index + 1,
        createdAt: now,
        updatedAt: now,
        deleted: false,
      };
      records.push(code);
      add(children ?? [], code.id);
    }
  };
  add(STARTER_CODES, null);
  return records;
}
