import type { Annotation } from '../../../core/annotation/annotation.ts';

/** Milliseconds that the caret rests before what it stands in is said. */
const REST = 250;

/** Says politely which annotations the caret has come into: to those who do not see the highlights. */
export class Announcer {
  readonly #element: HTMLElement;
  readonly #name: (annotation: Annotation) => string;
  #timer = 0;
  #said = '';

  constructor(element: HTMLElement, name: (annotation: Annotation) => string) {
    this.#element = element;
    this.#name = name;
  }

  caretIn(annotations: readonly Annotation[]): void {
    window.clearTimeout(this.#timer);
    const words = annotations.map((annotation) => this.#name(annotation)).join('; ');
    if (words === this.#said) return;
    this.#timer = window.setTimeout(() => {
      this.#said = words;
      this.#element.textContent = words === '' ? 'No annotation' : words;
    }, REST);
  }

  /** Says it at once. */
  say(words: string): void {
    window.clearTimeout(this.#timer);
    this.#said = words;
    this.#element.textContent = words;
  }

  close(): void {
    window.clearTimeout(this.#timer);
  }
}
