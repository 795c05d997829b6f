import fc from 'fast-check';
import type { Id } from '../../core/ids.ts';
import type { WriteTransaction } from '../types.ts';
import { newCode, putDocument, type Scratch } from './scratch.ts';

/** What a user might do next; numbers choose among what there is. */
export interface RandomAction {
  readonly kind:
    | 'import'
    | 'tag'
    | 'tag many'
    | 'edit annotation'
    | 'delete annotations'
    | 'revive annotation'
    | 'create code'
    | 'edit code'
    | 'delete code'
    | 'edit document'
    | 'delete document'
    | 'rename project'
    | 'nothing';
  readonly choice: number;
  readonly other: number;
  readonly text: string;
}

const kinds: readonly RandomAction['kind'][] = [
  'import',
  'tag',
  'tag many',
  'edit annotation',
  'delete annotations',
  'revive annotation',
  'create code',
  'edit code',
  'delete code',
  'edit document',
  'delete document',
  'rename project',
  'nothing',
];

/** Includes lone surrogates, NUL, and what is special to JSON and to SQL. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    maxLength: 8,
  }),
  fc.constantFrom('', '\0', '\ud800', 'a\udc00', '"\\', "'; --", '\u2028', '😀'),
);

export const randomAction: fc.Arbitrary<RandomAction> = fc.record({
  kind: fc.constantFrom(...kinds),
  choice: fc.nat(1_000),
  other: fc.nat(1_000),
  text: anyText,
});

function pick<T>(of: readonly T[], choice: number): T | undefined {
  return of.length === 0 ? undefined : of[choice % of.length];
}

/** Does what `action` says to what there is; what there is nothing for changes nothing. */
export function perform(scratch: Scratch, tx: WriteTransaction, action: RandomAction, ever: Id[]): void {
  const { choice, other, text } = action;
  const document = pick(tx.documents(), choice);
  const code = pick(tx.codes(), other);
  const annotations = [...tx.everyAnnotation({})];
  const annotation = pick(annotations, choice);
  switch (action.kind) {
    case 'import':
      putDocument(tx, text, `${text} ${'words and words '.repeat(choice % 5)}`);
      break;
    case 'tag':
    case 'tag many':
      for (let i = 0; document && code && i < (action.kind === 'tag' ? 1 : 70); i++) {
        const start = Math.min((other * 7 + i) % 40, document.length);
        const end = Math.min(start + (choice % 30), document.length);
        const made = scratch.annotation(document, code, [start, end]);
        ever.push(made.id);
        tx.putAnnotation({ ...made, note: text });
      }
      break;
    case 'edit annotation':
      if (annotation && code)
        tx.putAnnotation({ ...annotation, codeId: code.id, note: text, updatedAt: text });
      break;
    case 'delete annotations':
      for (const one of annotations.slice(0, choice % 80)) tx.putAnnotation({ ...one, deleted: true });
      break;
    case 'revive annotation': {
      const id = pick(ever, choice);
      const found = id === undefined ? undefined : tx.annotation(id);
      if (found) tx.putAnnotation({ ...found, deleted: false });
      break;
    }
    case 'create code':
      tx.putCode(newCode(text, choice % 2 ? (code?.id ?? null) : null));
      break;
    case 'edit code':
      if (code) {
        const { annotations: _, ...record } = code;
        tx.putCode({
          ...record,
          name: text,
          key: choice % 2 ? null : text,
          position: choice / 4,
          colour: other,
        });
      }
      break;
    case 'delete code':
      if (code) {
        const { annotations: _, ...record } = code;
        for (const one of annotations.filter(({ codeId }) => codeId === code.id)) {
          tx.putAnnotation({ ...one, deleted: true });
        }
        tx.putCode({ ...record, deleted: true });
      }
      break;
    case 'edit document':
      if (document) {
        const { annotations: _, length: __, ...record } = document;
        tx.putDocument({ ...record, title: text, fields: { [text]: text, kind: 'news' } });
      }
      break;
    case 'delete document':
      if (document) {
        const { annotations: _, length: __, ...record } = document;
        tx.putDocument({ ...record, deleted: true });
      }
      break;
    case 'rename project':
      tx.putProject({ ...tx.project(), name: text });
      break;
    case 'nothing':
      if (annotation) tx.putAnnotation(annotation);
      break;
  }
}
