import type { Connection } from './connection.ts';

/** Where an annotation counts, by row numbers. */
export interface TallyPlace {
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
  readonly #pending = new Map<string, TallyPlace & { count: number }>();
  /** the one counted last: mostly the next is of the same place, so that its key need not be made */
  #latest: (TallyPlace & { count: number }) | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** An annotation appears (+1) or goes (−1). */
  count({ document, code, person }: TallyPlace, by: 1 | -1): void {
    let pending = this.#latest;
    if (pending?.document !== document || pending.code !== code || pending.person !== person) {
      const key = `${document} ${code} ${person}`;
      pending = this.#pending.get(key);
      if (!pending) {
        pending = { document, code, person, count: 0 };
        this.#pending.set(key, pending);
      }
      this.#latest = pending;
    }
    pending.count += by;
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
    this.#clear();
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
    this.#clear();
  }

  #clear(): void {
    this.#pending.clear();
    this.#latest = undefined;
  }
}
