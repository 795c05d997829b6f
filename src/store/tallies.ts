import type { Connection } from './connection.ts';

interface Place {
  readonly document: number;
  readonly code: number;
  readonly person: number;
}

/**
 * Counts of annotations, kept as changes are made and written before they are next read or committed: one row
 * a (document, code, person) however many annotations an action puts there.
 */
export class Tallies {
  readonly #connection: Connection;
  readonly #pending = new Map<string, Place & { count: number }>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** An annotation appears (+1) or goes (−1). */
  count(place: Place, by: 1 | -1): void {
    const key = `${place.document} ${place.code} ${place.person}`;
    const pending = this.#pending.get(key);
    if (pending) pending.count += by;
    else this.#pending.set(key, { ...place, count: by });
  }

  flush(): void {
    if (this.#pending.size === 0) return;
    const db = this.#connection;
    const tally = db.prepare(
      `INSERT INTO tally (document, code, person, annotations) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET annotations = annotations + excluded.annotations`,
    );
    const isLive = db.prepare<{ live: number }>('SELECT deleted = 0 AS live FROM document WHERE row = ?');
    for (const { document, code, person, count } of this.#pending.values()) {
      if (count === 0) continue;
      tally.run(document, code, person, count);
      this.#addToDocument(document, count);
      if (isLive.get(document)?.live === 1) {
        this.#addToCode(code, count);
        this.#addToTotal('annotations', count);
      }
    }
    this.#pending.clear();
  }

  /**
   * A document came, went or got another text; `before` is null where it is new, lengths in UTF-16 code units. What
   * is pending must have been flushed before its row changed.
   */
  documentChanged(
    document: number,
    before: { readonly live: boolean; readonly length: number } | null,
    after: { readonly live: boolean; readonly length: number },
  ): void {
    const was = before?.live ?? false;
    const gained = (after.live ? after.length : 0) - (before?.live ? before.length : 0);
    if (gained !== 0) this.#addToTotal('textLength', gained);
    if (was === after.live || before === null) return;
    const sign = after.live ? 1 : -1;
    const inside = this.#connection
      .prepare<{ code: number; annotations: number }>(
        'SELECT code, sum(annotations) AS annotations FROM tally WHERE document = ? GROUP BY code',
      )
      .all(document);
    for (const { code, annotations } of inside) {
      this.#addToCode(code, sign * annotations);
      this.#addToTotal('annotations', sign * annotations);
    }
  }

  #addToDocument(document: number, count: number): void {
    this.#connection
      .prepare(
        `INSERT INTO document_tally (document, annotations) VALUES (?, ?)
         ON CONFLICT DO UPDATE SET annotations = annotations + excluded.annotations`,
      )
      .run(document, count);
  }

  #addToCode(code: number, count: number): void {
    this.#connection
      .prepare(
        `INSERT INTO code_tally (code, annotations) VALUES (?, ?)
         ON CONFLICT DO UPDATE SET annotations = annotations + excluded.annotations`,
      )
      .run(code, count);
  }

  #addToTotal(name: 'annotations' | 'textLength', count: number): void {
    this.#connection.prepare('UPDATE total SET value = value + ? WHERE name = ?').run(count, name);
  }

  /** The transaction was rolled back. */
  forget(): void {
    this.#pending.clear();
  }
}
