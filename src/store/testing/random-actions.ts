import fc from 'fast-check';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Code, CountedCode } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import type { DocumentRecord, ListedDocument } from '../../core/project/records.ts';
import type { WriteTransaction } from '../types.ts';
import { linkActions } from './random-links.ts';
import { pick, type World } from './random-world.ts';
import { newCode, putDocument, type Scratch } from './scratch.ts';

/** Includes lone surrogates, NUL, and what is special to JSON and to SQL. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    maxLength: 8,
  }),
  fc.constantFrom('', '\0', '\ud800', 'a\udc00', '"\\', "'; --", '\u2028', '😀'),
);

type Actions = Readonly<Record<string, (world: World) => void>>;

function codeRecord({ annotations: _, ...code }: CountedCode): Code {
  return code;
}

function documentRecord(listed: ListedDocument): DocumentRecord {
  const { annotations: _, length: __, codeIds: ___, progress: ____, ...document } = listed;
  return document;
}

function tag({ scratch, tx, document, code, choice, other, text, ever }: World, times: number): void {
  for (let i = 0; document && code && i < times; i++) {
    const start = Math.min((other * 7 + i) % 40, document.length);
    const end = Math.min(start + (choice % 30), document.length);
    const made = scratch.annotation(document, code, [start, end]);
    ever.push(made.id);
    tx.putAnnotation({ ...made, note: text });
  }
}

/** What a user might do to documents, codes and annotations; what there is nothing for changes nothing. */
const actions = {
  import: ({ tx, text, choice }) => {
    putDocument(tx, text, `${text} ${'words and words '.repeat(choice % 5)}`);
  },
  tag: (world) => tag(world, 1),
  'tag many': (world) => tag(world, 70),
  'edit annotation': ({ tx, annotation, code, text }) => {
    if (annotation && code) tx.putAnnotation({ ...annotation, codeId: code.id, note: text, updatedAt: text });
  },
  'describe annotation': ({ tx, annotation, choice, text }) => {
    if (!annotation) return;
    const status = pick(['draft', 'final', 'flagged'] as const, choice) ?? 'draft';
    const attributes = choice % 2 ? { [text]: text, n: choice / 8, all: [text] } : { sure: choice % 3 === 0 };
    tx.putAnnotation({ ...annotation, status, attributes, codeVersion: 1 + (choice % 3) });
  },
  'lose or find annotation': ({ tx, annotation, choice }) => {
    if (annotation) tx.putAnnotation({ ...annotation, lost: choice % 3 > 0 });
  },
  'delete annotations': ({ tx, annotations, choice }) => {
    for (const one of annotations.slice(0, choice % 80)) tx.putAnnotation({ ...one, deleted: true });
  },
  'revive annotation': ({ tx, ever, choice }) => {
    const id = pick(ever, choice);
    const found = id === undefined ? undefined : tx.annotation(id);
    if (found) tx.putAnnotation({ ...found, deleted: false });
  },
  'create code': ({ tx, code, choice, text }) => {
    const kind = pick(['span', 'document', 'relation'] as const, choice) ?? 'span';
    tx.putCode({ ...newCode(text, choice % 2 ? (code?.id ?? null) : null), kind });
  },
  'edit code': ({ tx, code, choice, other, text }) => {
    if (!code) return;
    const key = choice % 2 ? null : text;
    tx.putCode({ ...codeRecord(code), name: text, key, position: choice / 4, colour: other });
  },
  'redefine code': ({ tx, code, codes, choice, text }) => {
    if (!code) return;
    const id = text;
    const definition = { id, name: text, type: 'text', required: true, choices: [], initial: text } as const;
    const others = codes.filter((_, i) => (i + choice) % 3 === 0).map((other) => other.id);
    tx.putCode({
      ...codeRecord(code),
      description: text,
      attributes: choice % 3 ? [definition] : [],
      ends: choice % 2 ? { from: others, to: [], directed: choice % 4 === 1 } : null,
      otherParentIds: others,
      version: code.version + 1,
    });
  },
  'delete code': ({ tx, code, annotations }) => {
    if (!code) return;
    for (const one of annotations.filter(({ codeId }) => codeId === code.id)) {
      tx.putAnnotation({ ...one, deleted: true });
    }
    tx.putCode({ ...codeRecord(code), deleted: true });
  },
  'edit document': ({ tx, document, choice, text }) => {
    if (!document) return;
    const fields = { [text]: text, kind: 'news' };
    const date = choice % 2 ? '2022' : '2024-05';
    tx.putDocument({
      ...documentRecord(document),
      title: text,
      fields,
      date,
      attributes: { [text]: choice },
    });
  },
  'delete document': ({ tx, document }) => {
    if (document) tx.putDocument({ ...documentRecord(document), deleted: true });
  },
  'rename project': ({ tx, choice, text }) => {
    const field = {
      id: text,
      name: text,
      type: 'number',
      required: false,
      choices: [],
      initial: choice,
    } as const;
    tx.putProject({ ...tx.project(), name: text, documentFields: choice % 2 ? [field] : [] });
  },
  nothing: ({ tx, annotation }) => {
    if (annotation) tx.putAnnotation(annotation);
  },
} satisfies Actions;

/** Reads only what the action asks for: most of a random action would else be spent on reading all annotations. */
class LazyWorld implements World {
  readonly scratch: Scratch;
  readonly tx: WriteTransaction;
  readonly choice: number;
  readonly other: number;
  readonly text: string;
  readonly ever: Id[];
  #codes: readonly CountedCode[] | undefined;
  #annotations: readonly Annotation[] | undefined;
  #documents: readonly ListedDocument[] | undefined;

  constructor(scratch: Scratch, tx: WriteTransaction, { choice, other, text }: RandomAction, ever: Id[]) {
    this.scratch = scratch;
    this.tx = tx;
    this.choice = choice;
    this.other = other;
    this.text = text;
    this.ever = ever;
  }

  get codes(): readonly CountedCode[] {
    this.#codes ??= this.tx.codes();
    return this.#codes;
  }

  get annotations(): readonly Annotation[] {
    this.#annotations ??= [...this.tx.everyAnnotation({})];
    return this.#annotations;
  }

  get document(): ListedDocument | undefined {
    this.#documents ??= this.tx.documents();
    return pick(this.#documents, this.choice);
  }

  get code(): CountedCode | undefined {
    return pick(this.codes, this.other);
  }

  get annotation(): Annotation | undefined {
    return pick(this.annotations, this.choice);
  }
}

const all: Actions = { ...actions, ...linkActions };

/** What a user does next; numbers choose among what there is. */
export interface RandomAction {
  readonly kind: string;
  readonly choice: number;
  readonly other: number;
  readonly text: string;
}

export const randomAction: fc.Arbitrary<RandomAction> = fc.record({
  kind: fc.constantFrom(...Object.keys(all)),
  choice: fc.nat(1_000),
  other: fc.nat(1_000),
  text: anyText,
});

/** A project with some of everything, so that few random actions find nothing to be done to: made in one action. */
export const FURNISHING: RandomAction = { kind: 'furnish', choice: 0, other: 0, text: '' };

const FURNITURE: readonly (readonly [kind: string, choice: number, other: number])[] = [
  ['import', 4, 0],
  ['import', 3, 0],
  ['create code', 0, 0],
  ['create code', 1, 0],
  ['create code', 2, 0],
  ['tag', 8, 0],
  ['tag', 9, 1],
  ['tag', 13, 2],
  ['create entity', 0, 0],
  ['create entity', 0, 0],
  ['link entity', 8, 0],
  ['link entity', 1, 1],
  ['relate', 0, 1],
  ['relate', 1, 2],
  ['code document', 0, 1],
  ['code document', 1, 1],
  ['comment', 0, 0],
  ['comment', 1, 1],
  ['answer', 0, 0],
  ['write memo', 0, 0],
  ['write memo', 3, 0],
  ['set progress', 0, 1],
  ['judge', 0, 1],
  ['judge', 1, 0],
  ['assign', 0, 0],
  ['edit document', 1, 0],
];

/** Does what `action` says to what there is; `ever` are annotations that were ever made. */
export function perform(scratch: Scratch, tx: WriteTransaction, action: RandomAction, ever: Id[]): void {
  const { kind } = action;
  if (kind === FURNISHING.kind) {
    for (const [part, partChoice, partOther] of FURNITURE) {
      perform(scratch, tx, { kind: part, choice: partChoice, other: partOther, text: part }, ever);
    }
    return;
  }
  all[kind]?.(new LazyWorld(scratch, tx, action, ever));
}
