import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import { graphemeEnd } from '../../../core/text/graphemes.ts';

/** How an annotation is named to people. */
export interface TagNames {
  codeName(codeId: Id): string;
  personName(personId: Id): string;
  isMine(annotation: Annotation): boolean;
  /** whether a thread on it is open */
  isDiscussed(annotationId: Id): boolean;
  /** its relations in words: "contradicts ‘the dam holds’ in ‘Lakes’" */
  relationsOf(annotationId: Id): readonly string[];
}

const QUOTED = 120;
/** More relations than this are counted only. */
const RELATIONS_SAID = 3;

/** Quotations on one line, joined by an ellipsis, cut where it is long. */
export function shortQuotes(quotes: readonly string[], limit = QUOTED): string {
  const whole = quotes
    .map((quote) => (quote.length > limit ? quote.slice(0, limit + 1) : quote).replace(/\s+/gu, ' ').trim())
    .join(' … ');
  if (whole.length <= limit) return whole;
  const space = whole.lastIndexOf(' ', limit);
  const cut = space > limit / 2 ? space : limit;
  // Never between the two halves of a character.
  const end = /[\ud800-\udbff]/.test(whole.charAt(cut - 1)) ? cut - 1 : cut;
  return `${whole.slice(0, end)}…`;
}

export function shortQuote(annotation: Annotation, limit = QUOTED): string {
  return shortQuotes(
    annotation.spans.map(({ quote }) => quote),
    limit,
  );
}

/** "Claim, ‘the river … rose’, by Ann, flagged, 2 fragments, open discussion, contradicts ‘it fell’ in ‘Lakes’" */
export function accessibleName(annotation: Annotation, names: TagNames): string {
  const { codeId, personId, status, spans, id } = annotation;
  const relations = names.relationsOf(id);
  const more = relations.length - RELATIONS_SAID;
  return [
    names.codeName(codeId),
    `‘${shortQuote(annotation)}’`,
    `by ${names.personName(personId)}`,
    status,
    ...(spans.length > 1 ? [`${spans.length} fragments`] : []),
    ...(names.isDiscussed(id) ? ['open discussion'] : []),
    ...relations.slice(0, RELATIONS_SAID),
    ...(more > 0 ? [`${more} more ${more === 1 ? 'relation' : 'relations'}`] : []),
  ].join(', ');
}

/** First letters of the first and last word of a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined]
    .map((word) => (word ? word.slice(0, graphemeEnd(word, 1)) : ''))
    .join('');
  return letters.toUpperCase();
}
