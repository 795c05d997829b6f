import type { Block, StructuredText } from '../../../src/core/text/structure.ts';

/** Text of one style. Generated texts hold letters, spaces, commas and full stops only, so that no format has to escape them. */
export interface Run {
  readonly text: string;
  readonly style?: 'strong' | 'emphasis' | 'link';
}

const STYLES = ['strong', 'emphasis', 'link'] as const;
const ONE_IN = 12;

/** A run for each sentence, and of about one sentence in four the first word by itself: strong, emphasised or a link. */
export function runsOf(text: string): readonly Run[] {
  return text.split(/(?<=\. )/).flatMap((sentence): Run[] => {
    const style = STYLES[sentence.length % ONE_IN];
    const end = sentence.indexOf(' ');
    if (style === undefined || end < 0) return [{ text: sentence }];
    return [{ text: sentence.slice(0, end), style }, { text: sentence.slice(end) }];
  });
}

/** The text with each run written as its format does, in blocks written so too. */
export function written(
  { text, blocks }: StructuredText,
  run: (run: Run) => string,
  block: (block: Block, content: string) => string,
): readonly string[] {
  return blocks.map((each) => block(each, runsOf(text.slice(each.start, each.end)).map(run).join('')));
}

/** The letters and digits of a text that stand together, counted: what is left of it however its marks are written. */
export function wordsIn(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) count += 1;
  return count;
}
