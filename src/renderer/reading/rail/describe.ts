import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';

/** How an annotation is named to people. */
export interface TagNames {
  codeName(codeId: Id): string;
  personName(personId: Id): string;
  isMine(annotation: Annotation): boolean;
}

const QUOTED = 120;

/** The quotation on one line, its parts joined by an ellipsis, cut where it is long. */
export function shortQuote(annotation: Annotation, limit = QUOTED): string {
  const whole = annotation.spans
    .map((span) =>
      (span.quote.length > limit ? span.quote.slice(0, limit + 1) : span.quote).replace(/\s+/gu, ' ').trim(),
    )
    .join(' … ');
  if (whole.length <= limit) return whole;
  const space = whole.lastIndexOf(' ', limit);
  const cut = space > limit / 2 ? space : limit;
  // Never between the two halves of a character.
  const end = /[\ud800-\udbff]/.test(whole.charAt(cut - 1)) ? cut - 1 : cut;
  return `${whole.slice(0, end)}…`;
}

/** "Claim, ‘the river rose’, by Ann" */
export function accessibleName(annotation: Annotation, names: TagNames): string {
  return `${names.codeName(annotation.codeId)}, ‘${shortQuote(annotation)}’, by ${names.personName(annotation.personId)}`;
}

/** First letters of the first and last word of a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined]
    .map((word) =>
      word ? (new Intl.Segmenter().segment(word)[Symbol.iterator]().next().value?.segment ?? '') : '',
    )
    .join('');
  return letters.toUpperCase();
}
