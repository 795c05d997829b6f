import type { Connection } from './connection.ts';
import { HAS_RELATIONS, LINKED_IN_DOCUMENT, LINKED_TO_ANNOTATION } from './link-queries.ts';
import { RunningCounts } from './running-counts.ts';

/** The row number that stands for all documents, codes or persons in the tally; rows are numbered from 1. */
const ALL = 0;
const EVERYWHERE: TallyPlace = { document: ALL, code: ALL, person: ALL, status: ALL, codeVersion: ALL };

/** Where an annotation counts, by row numbers; `status` is its place in ANNOTATION_STATUSES. */
export interface TallyPlace {
  readonly document: number;
  readonly code: number;
  readonly person: number;
  readonly status: number;
  readonly codeVersion: number;
}

function samePlace(a: TallyPlace, b: TallyPlace): boolean {
  return (
    a.code === b.code &&
    a.document === b.document &&
    a.person === b.person &&
    a.status === b.status &&
    a.codeVersion === b.codeVersion
  );
}

/**
 * Counts of annotations, relations and mentions, kept as changes are made and written before they are next read or
 * committed: one row a place however many annotations an action puts there.
 */
export class Tallies {
  readonly #connection: Connection;
  readonly #pending = new Map<string, TallyPlace & { count: number }>();
  /** the one counted last: mostly the next is of the same place, so that its key need not be made */
  #latest: (TallyPlace & { count: number }) | undefined;
  readonly #relations: RunningCounts;
  readonly #mentions: RunningCounts;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#relations = new RunningCounts(connection, 'relation_tally', 'code', 'relations');
    this.#mentions = new RunningCounts(connection, 'mention_tally', 'entity', 'mentions');
  }

  /** An annotation appears (+1) or goes (−1). */
  count(place: TallyPlace, by: 1 | -1): void {
    let pending = this.#latest;
    if (!pending || !samePlace(pending, place)) {
      const { document, code, person, status, codeVersion } = place;
      const key = `${document} ${code} ${person} ${status} ${codeVersion}`;
      pending = this.#pending.get(key);
      if (!pending) {
        pending = { ...place, count: 0 };
        this.#pending.set(key, pending);
      }
      this.#latest = pending;
    }
    pending.count += by;
  }

  /** An annotation in this document, which is not deleted, is linked to an entity (+1) or no longer (−1). */
  countMention(document: number, entity: number, by: 1 | -1): void {
    if (this.isLive(document)) this.#mentions.add(entity, by);
  }

  /** A relation with this code comes in sight (+1) or goes (−1). */
  countRelation(code: number, by: 1 | -1): void {
    this.#relations.add(code, by);
    this.#relations.add(ALL, by);
  }

  /** An annotation comes in sight (+1) or goes (−1), and with it the relations whose other end is in sight. */
  annotationShown(annotation: number, by: 1 | -1): void {
    if (!this.#connection.prepare(HAS_RELATIONS).get(annotation, annotation)) return;
    const linked = this.#connection
      .prepare<{ code: number }>(LINKED_TO_ANNOTATION)
      .all(annotation, annotation);
    for (const { code } of linked) this.countRelation(code, by);
  }

  isLive(document: number): boolean {
    const found = this.#connection
      .prepare<{ live: number }>('SELECT deleted = 0 AS live FROM document WHERE row = ?')
      .get(document);
    return found?.live === 1;
  }

  flush(): void {
    this.#relations.flush();
    this.#mentions.flush();
    if (this.#pending.size === 0) return;
    for (const place of this.#pending.values()) {
      if (place.count === 0) continue;
      this.#add(place, place.count);
      this.#add({ ...EVERYWHERE, document: place.document }, place.count);
      if (this.isLive(place.document)) this.#addToProject(place.code, place.count);
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
    const mentioned = this.#connection
      .prepare<{ entity: number; mentions: number }>(
        `SELECT entity, count(*) AS mentions FROM annotation
         WHERE document = ? AND deleted = 0 AND entity IS NOT NULL GROUP BY entity`,
      )
      .all(document);
    for (const { entity, mentions } of mentioned) this.#mentions.add(entity, sign * mentions);
    const linked = this.#connection
      .prepare<{ code: number }>(LINKED_IN_DOCUMENT)
      .all(document, document, document, document);
    for (const { code } of linked) this.countRelation(code, sign);
  }

  #addToProject(code: number, count: number): void {
    this.#add({ ...EVERYWHERE, code }, count);
    this.#add(EVERYWHERE, count);
  }

  #add({ document, code, person, status, codeVersion }: TallyPlace, count: number): void {
    this.#connection
      .prepare(
        `INSERT INTO tally (document, code, person, status, code_version, annotations) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET annotations = annotations + excluded.annotations`,
      )
      .run(document, code, person, status, codeVersion, count);
  }

  /** The transaction was rolled back. */
  forget(): void {
    this.#relations.forget();
    this.#mentions.forget();
    this.#clear();
  }

  #clear(): void {
    this.#pending.clear();
    this.#latest = undefined;
  }
}
