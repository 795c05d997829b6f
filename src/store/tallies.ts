import type { Connection } from './connection.ts';

/** The row number that stands for all documents, codes or persons in the tally; rows are numbered from 1. */
const ALL = 0;

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
    const isLive = this.#connection.prepare<{ live: number }>(
      'SELECT deleted = 0 AS live FROM document WHERE row = ?',
    );
    for (const { document, code, person, count } of this.#pending.values()) {
      if (count === 0) continue;
      this.#add(document, code, person, count);
      this.#add(document, ALL, ALL, count);
      if (isLive.get(document)?.live === 1) this.#addToProject(code, count);
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
    const gained = (after.live ? after.length : 0) - (before?.live ? before.length : 0);
    if (gained !== 0) {
      this.#connection.prepare("UPDATE total SET value = value + ? WHERE name = 'textLength'").run(gained);
    }
    if (before === null || before.live === after.live) return;
    const sign = after.live ? 1 : -1;
    const inside = this.#connection
      .prepare<{ code: number; annotations: number }>(
        'SELECT code, sum(annotations) AS annotations FROM tally WHERE document = ? AND code > 0 GROUP BY code',
      )
      .all(document);
    for (const { code, annotations } of inside) this.#addToProject(code, sign * annotations);
  }

  #addToProject(code: number, count: number): void {
    this.#add(ALL, code, ALL, count);
    this.#add(ALL, ALL, ALL, count);
  }

  #add(document: number, code: number, person: number, count: number): void {
    this.#connection
      .prepare(
        `INSERT INTO tally (document, code, person, annotations) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET annotations = annotations + excluded.annotations`,
      )
      .run(document, code, person, count);
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
