import type { TextRange } from '../../../core/text/structure.ts';
import type { TokenSentence } from '../foreign/tokens.ts';
import { unescaped } from './cells.ts';
import { parseLayer, type TsvLayer } from './header.ts';

/** A token, or a part of one: `1-3`, `1-3.1`. */
export interface TsvUnit extends TextRange {
  readonly id: string;
  readonly cells: readonly string[];
  readonly line: number;
}

export interface TsvFault {
  readonly message: string;
  readonly line: number;
}

export interface TsvDocument {
  readonly layers: readonly TsvLayer[];
  readonly text: string;
  readonly units: readonly TsvUnit[];
  readonly sentences: readonly TokenSentence[];
  readonly faults: readonly TsvFault[];
}

/** Characters that no sentence has: beyond them an offset is wrong. */
const MAX_GAP = 1_000_000;

/** Text that grows to offsets which the file gives: between sentences line ends, before the first spaces. */
class Assembled {
  readonly #parts: string[] = [];
  length = 0;

  /** Puts a sentence where its first token says; false where that lies before what is there already. */
  put(start: number, sentence: string): boolean {
    if (start < this.length || start - this.length > MAX_GAP) return false;
    if (start > this.length)
      this.#add((this.length > 0 ? '\n' : ' ').repeat(Math.min(MAX_GAP, start - this.length)));
    this.#add(sentence);
    return true;
  }

  get text(): string {
    return this.#parts.join('');
  }

  #add(part: string): void {
    this.#parts.push(part);
    this.length += part.length;
  }
}

/** Reads the rows of WebAnno TSV 3: the text from its sentences, UTF-16 offsets as they stand. */
export function parseRows(content: string): TsvDocument {
  const layers: TsvLayer[] = [];
  const units: TsvUnit[] = [];
  const sentences: TokenSentence[] = [];
  const faults: TsvFault[] = [];
  const assembled = new Assembled();
  let column = 0;
  let waiting: string[] = [];
  let tokens: TextRange[] = [];
  let extent: TextRange = { start: 0, end: 0 };
  const endSentence = (): void => {
    const last = tokens.at(-1);
    if (last) sentences.push({ start: extent.start, end: Math.max(last.end, extent.end), tokens });
    tokens = [];
  };
  for (const [index, line] of content.split(/\r?\n/).entries()) {
    const number = index + 1;
    if (line === '') continue;
    if (line.startsWith('#')) {
      const layer = parseLayer(line, column);
      if (layer) {
        layers.push(layer);
        column += layer.columns;
      } else if (line.startsWith('#Text=')) {
        if (waiting.length === 0) endSentence();
        waiting.push(unescaped(line.slice(6)));
      }
      continue;
    }
    const [id = '', place = '', form = '', ...cells] = line.split('\t');
    const found = /^(\d+)-(\d+)$/.exec(place);
    if (!/^\d+-\d+(?:\.\d+)?$/.test(id) || !found) {
      faults.push({ message: 'This is no row of a token.', line: number });
      continue;
    }
    const [start, end] = [Number(found[1]), Number(found[2])];
    const word = unescaped(form);
    if (waiting.length > 0) {
      const sentence = waiting.join('\n');
      waiting = [];
      const at = start - Math.max(0, sentence.indexOf(word));
      extent = { start: at, end: at + sentence.length };
      if (!assembled.put(at, sentence)) {
        faults.push({ message: `The sentence begins at ${at}, where it cannot be.`, line: number });
      }
    }
    if (cells.length < column) {
      faults.push({
        message: `The row has ${cells.length} columns of annotations, not ${column}.`,
        line: number,
      });
      continue;
    }
    units.push({ id, start, end, cells, line: number });
    if (!id.includes('.') && end > start) tokens.push({ start, end });
  }
  endSentence();
  const { text } = assembled;
  return { layers, text, units, sentences, faults };
}
