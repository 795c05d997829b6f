import type { Span } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { FieldValue } from '../../core/journal/action.ts';
import { describeSpan } from '../../core/text/anchor.ts';
import { reanchor } from '../../core/text/reanchor.ts';
import { Passages } from '../check/passages.ts';
import type { Connection } from '../connection.ts';

interface AnchoredText {
  readonly row: number;
  readonly length: number;
  readonly passages: Passages;
}

type Fields = Record<string, FieldValue>;

function areApart(spans: readonly Span[]): boolean {
  return spans.every((span, i) => i === 0 || (spans[i - 1]?.end ?? 0) <= span.start);
}

/** Annotations in the texts that their documents have here, which may be others than those they were made in. */
export class Anchoring {
  readonly #connection: Connection;
  readonly #texts = new Map<Id, AnchoredText | undefined>();
  #whole: { readonly row: number; readonly text: string } | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The annotation's fields, with its spans where they are in the present text: as they are, found anew, or lost. */
  place(fields: Fields): { readonly fields: Fields; readonly how: 'kept' | 'found' | 'lost' } {
    const spans = fields.spans as unknown as readonly Span[];
    const text = this.#textOf(fields.documentId as Id);
    if (!text || fields.lost === true || spans.every((span) => this.#stands(text, span))) {
      return { fields, how: 'kept' };
    }
    const whole = this.#wholeOf(text);
    const found = spans.map((span) => reanchor(span, whole)?.range);
    const placed = found.flatMap((range) => (range ? [describeSpan(whole, range)] : []));
    if (placed.length < spans.length || !areApart(placed)) {
      return { fields: { ...fields, lost: true }, how: 'lost' };
    }
    return { fields: { ...fields, spans: placed as unknown as FieldValue }, how: 'found' };
  }

  #stands({ length, passages }: AnchoredText, { start, end, quote }: Span): boolean {
    return end <= length && end - start === quote.length && passages.slice(start, end) === quote;
  }

  #textOf(documentId: Id): AnchoredText | undefined {
    if (this.#texts.has(documentId)) return this.#texts.get(documentId);
    const found = this.#connection
      .prepare<{ row: number; length: number }>(
        'SELECT text.row AS row, length FROM document JOIN text ON text.row = document.text WHERE document.id = ?',
      )
      .get(documentId);
    const text = found && { ...found, passages: new Passages(this.#connection, found.row) };
    this.#texts.set(documentId, text);
    return text;
  }

  #wholeOf({ row, length, passages }: AnchoredText): string {
    if (this.#whole?.row !== row) this.#whole = { row, text: passages.slice(0, length) };
    return this.#whole.text;
  }
}
