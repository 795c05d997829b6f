import { type Element, elementsUnder, parentElement, textUnder } from './tree.ts';

/** Elements around a picture among which its figure is sought. */
const WITHIN = 8;

/** Knows what the captions of figures say, so that the alternative texts of their pictures do not repeat it. */
export class FigureCaptions {
  readonly #captions = new Map<Element, string>();

  /** Whether the caption of the figure that a picture stands in says this, or part of it. */
  says(picture: Element, text: string): boolean {
    let outer = parentElement(picture);
    for (let step = 0; outer && outer.tagName !== 'figure' && step < WITHIN; step += 1)
      outer = parentElement(outer);
    if (outer?.tagName !== 'figure') return false;
    const caption = this.#captionOf(outer);
    const said = plain(text);
    return caption !== '' && (caption.includes(said) || said.includes(caption));
  }

  #captionOf(figure: Element): string {
    const known = this.#captions.get(figure);
    if (known !== undefined) return known;
    let caption = '';
    let looked = 0;
    for (const element of elementsUnder(figure)) {
      looked += 1;
      if (looked > ELEMENTS_MAX) break;
      if (element.tagName !== 'figcaption') continue;
      caption = plain(textUnder(element).slice(0, CAPTION_MAX));
      break;
    }
    this.#captions.set(figure, caption);
    return caption;
  }
}

const CAPTION_MAX = 4_000;
/** Figures with more elements hold more than a picture with its caption. */
const ELEMENTS_MAX = 500;

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
