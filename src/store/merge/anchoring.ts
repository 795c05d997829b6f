import type { Span } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { FieldValue } from '../../core/journal/action.ts';
import { describeSpan } from '../../core/text/anchor.ts';
import { reanchor } from '../../core/text/reanchor.ts';
import { Passages } from '../check/passages.ts';
import type { Connection } from '../connection.ts';

/** Of a span what says whether it stands in a text. */
export type Quoted = Pick<Span, 'start' | 'end' | 'quote'>;

interface AnchoredText {
  readonly row: number;
  readonly length: number;
  readonly deleted: 0 | 1;
  readonly passages: Passages;
}

type Fields = Record<string, FieldValue>;

function areApart(spans: readonly Span[]): boolean {
  return spans.every((span, i) => i === 0 || (spans[i - 1]?.end ?? 0) <= span.start);
}

/** Annotations in the texts that their documents have here, which may be others than those they were made in. */
export class Anchoring {
  readonly #connection: Connection;
  readonly #rows = new Map<Id, number>();
  /** by the document's row */
  readonly #texts = new Map<number, AnchoredText | undefined>();
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

  /** Whether these spans stand as they are in the present text of a document, given by its row, that is not deleted. */
  stands(document: number, spans: readonly Quoted[]): boolean {
    const text = this.#textOfRow(document);
    return text?.deleted === 0 && spans.every((span) => this.#stands(text, span));
  }

  #stands({ length, passages }: AnchoredText, { start, end, quote }: Quoted): boolean {
    return end <= length && end - start === quote.length && passages.slice(start, end) === quote;
  }

  #textOf(documentId: Id): AnchoredText | undefined {
    if (this.#rows.has(documentId)) return this.#textOfRow(this.#rows.get(documentId) ?? -1);
    const found = this.#connection
      .prepare<{ row: number }>('SELECT row FROM document WHERE id = ?')
      .get(documentId);
    this.#rows.set(documentId, found?.row ?? -1);
    return this.#textOfRow(found?.row ?? -1);
  }

  #textOfRow(document: number): AnchoredText | undefined {
    if (this.#texts.has(document)) return this.#texts.get(document);
    const found = this.#connection
      .prepare<Omit<AnchoredText, 'passages'>>(
        'SELECT text.row AS row, length, deleted FROM document JOIN text ON text.row = document.text WHERE document.row = ?',
      )
      .get(document);
    const text = found && { ...found, passages: new Passages(this.#connection, found.row) };
    this.#texts.set(document, text);
    return text;
  }

  #wholeOf({ row, length, passages }: AnchoredText): string {
    if (this.#whole?.row !== row) this.#whole = { row, text: passages.slice(0, length) };
    return this.#whole.text;
  }
}
