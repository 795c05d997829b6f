import type { BlockShape } from '../../src/core/text/blocks.ts';
import { StructuredTextBuilder } from '../../src/core/text/blocks.ts';
import type { StructuredText } from '../../src/core/text/structure.ts';
import type { Chance } from './random.ts';
import { type Script, vocabulary } from './words.ts';

export interface TextShape {
  /** at least so many UTF-16 code units */
  readonly length: number;
  readonly scripts: readonly Script[];
}

const VOCABULARY = 4_000;

function sentence(chance: Chance, words: readonly string[]): string {
  const count = chance.int(5, 22);
  let text = '';
  for (let i = 0; i < count; i++)
    text += `${i === 0 ? '' : i % 7 === 6 ? ', ' : ' '}${chance.pickFrequent(words)}`;
  return `${text}.`;
}

function paragraph(chance: Chance, words: readonly string[]): string {
  return Array.from({ length: chance.int(1, 4) }, () => sentence(chance, words)).join(' ');
}

/** What block comes next: mostly paragraphs of about 200 units, as in news and reports. */
function nextShape(chance: Chance, index: number): BlockShape {
  const die = chance.int(0, 99);
  if (index === 0) return { kind: 'heading', level: 1 };
  if (die < 3) return { kind: 'heading', level: 2 };
  if (die < 9) return { kind: 'list-item', level: 1 };
  if (die < 13) return { kind: 'paragraph', quote: 1 };
  return { kind: 'paragraph' };
}

/** A text of headings, paragraphs, lists and quotes with some emphasis, in one script a paragraph. */
export function generateText(chance: Chance, { length, scripts }: TextShape): StructuredText {
  const words = new Map(scripts.map((script) => [script, vocabulary(chance, script, VOCABULARY)]));
  const builder = new StructuredTextBuilder();
  for (let index = 0; builder.length < length; index++) {
    const shape = nextShape(chance, index);
    const script = words.get(chance.pick(scripts)) ?? [];
    const text = shape.kind === 'paragraph' ? paragraph(chance, script) : sentence(chance, script);
    const emphasis =
      chance.int(0, 9) === 0 ? [{ kind: 'emphasis' as const, start: 0, end: text.indexOf(' ') }] : [];
    builder.separate(index === 0 ? '' : '\n\n').block(shape, text, emphasis);
  }
  return builder.finish();
}
