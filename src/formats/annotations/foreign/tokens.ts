import type { TextRange } from '../../../core/text/structure.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import type { WriteOptions } from './format.ts';

/** A sentence with its tokens: UTF-16 offsets, in text order, tokens inside their sentence and not empty. */
export interface TokenSentence extends TextRange {
  readonly tokens: readonly TextRange[];
}

/** Finds the tokens in what a document was imported from, by the format that it was imported in; null where they do not fit the text. */
export type TokenReader = (bytes: Uint8Array, text: string) => readonly TokenSentence[] | null;

const words = new Intl.Segmenter('und', { granularity: 'word' });
const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });

function sentenceAt(text: string, start: number): TokenSentence | null {
  const tokens: TextRange[] = [];
  for (const { segment, index } of words.segment(text)) {
    if (segment.trim() !== '') tokens.push({ start: start + index, end: start + index + segment.length });
  }
  const [first] = tokens;
  const last = tokens.at(-1);
  return first && last ? { start: first.start, end: last.end, tokens } : null;
}

/** The words of a text, by its blocks or by the sentences in these. */
function wordsOf(
  source: ExportSource,
  entry: SourceDocument,
  by: 'block' | 'sentence',
): readonly TokenSentence[] {
  const found: TokenSentence[] = [];
  for (const { text, start, blocks } of source.chunks(entry.text.id)) {
    for (const block of blocks) {
      const passage = text.slice(block.start - start, block.end - start);
      const parts = by === 'block' ? [{ segment: passage, index: 0 }] : sentences.segment(passage);
      for (const { segment, index } of parts) {
        const sentence = sentenceAt(segment, block.start + index);
        if (sentence) found.push(sentence);
      }
    }
  }
  return found;
}

/**
 * The tokens that a format of tokens writes: those of the import where there are such and they are wanted, else words, in
 * sentences or, where the text between sentences would be lost, in blocks.
 */
export function tokensOf(
  source: ExportSource,
  entry: SourceDocument,
  text: string,
  { tokens }: WriteOptions,
  readers: Readonly<Record<string, TokenReader>>,
  by: 'block' | 'sentence',
): readonly TokenSentence[] {
  const read = readers[entry.text.format];
  const imported =
    tokens === 'imported' && read ? read(source.originalBytes(entry.text.sourceSha256), text) : null;
  return imported ?? wordsOf(source, entry, by);
}
