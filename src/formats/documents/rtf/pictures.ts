import { altText } from '../html/alt-text.ts';
import type { Destination } from './state.ts';

/** A property's name or value is as long at most; more is left out. */
const MAX_LENGTH = 4_096;

/** The property of a picture or shape that says what it shows (RTF 1.9.1, “Drawing Object Properties”). */
const DESCRIPTION = 'wzDescription';

/** Reads the properties of pictures and shapes, `{\\sp{\\sn name}{\\sv value}}`, for what they are called. */
export class PictureProperties {
  #name = '';
  #value = '';

  begin(part: 'property-name' | 'property-value'): void {
    if (part === 'property-name') this.#name = '';
    this.#value = '';
  }

  text(part: 'property-name' | 'property-value', text: string): void {
    if (part === 'property-name') this.#name = (this.#name + text).slice(0, MAX_LENGTH);
    else if (this.#value.length < MAX_LENGTH) this.#value += text;
  }

  /** At the end of a value: the alternative text, where that is what it is; empty otherwise. */
  ended(): string {
    const text = this.#name.trim() === DESCRIPTION ? altText(this.#value) : '';
    this.#name = '';
    this.#value = '';
    return text;
  }
}

/** Bytes of a run of text that are taken where its group stands: a picture's own are none, and a property may hold a picture. */
export function longestIn(destination: Destination): number {
  if (destination === 'skipped' || destination === 'picture') return 0;
  return destination === 'property-name' || destination === 'property-value'
    ? MAX_LENGTH
    : Number.POSITIVE_INFINITY;
}
