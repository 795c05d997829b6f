import { PLAIN_ANNOTATION } from '../../../core/annotation/annotation.ts';
import type { CodeKind } from '../../../core/codebook/code.ts';
import type { ErrorCode, ErrorValue } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import type { Person } from '../../../core/project/records.ts';
import type { ReadRecord } from '../reader.ts';
import { IntakeCodes, tidyPath } from './intake-codes.ts';
import { readComment } from './intake-comments.ts';
import { readDocument } from './intake-document.ts';
import { IntakeNames } from './intake-names.ts';
import { takeSpans } from './intake-spans.ts';
import { moment } from './moment.ts';
import { stableId } from './stable-id.ts';
import type { ForeignAnnotation, ForeignDocument, ForeignItem } from './types.ts';

export interface IntakeOptions {
  /** the codec's name, kept with each text */
  readonly format: string;
  /** whose it is where the file names nobody */
  readonly nobody: Person;
  /** ISO 8601, UTC: for what the file gives no time of */
  readonly now: string;
  /** what a label of the file is to be called here; null: what bears it is left out. Absent: as in the file */
  readonly rename?: (kind: CodeKind, path: readonly string[]) => readonly string[] | null;
}

/** Annotations handed on together. */
const BATCH = 4_000;
/** Problems told one by one. */
const MAX_PROBLEMS = 1_000;

/**
 * Gives what a codec read ids that follow from content (so that importing a file again adds nothing), code trees, attribute definitions, people and
 * checked spans. Documents of the same title and text in one bundle are one document, however many files tag it.
 */
class Intake {
  readonly #options: IntakeOptions;
  readonly #codes: IntakeCodes;
  readonly #names: IntakeNames;
  readonly #documents = new Map<string, Id>();
  readonly #seenDocuments = new Set<Id>();
  #records: ReadRecord[] = [];
  #problems = 0;
  #untold = 0;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#codes = new IntakeCodes(options.now);
    this.#names = new IntakeNames(options.nobody, options.now, (record) => this.#records.push(record));
  }

  take(): readonly ReadRecord[] {
    const taken = this.#records;
    this.#records = [];
    return taken;
  }

  *item(item: ForeignItem): Generator<readonly ReadRecord[]> {
    if (item.kind === 'document') yield* this.#document(item.document);
    else if (item.kind === 'code') {
      const path = this.#named('span', item.code.path);
      if (path) {
        this.#codes.describe({ ...item.code, path });
        this.#codes.code('span', path);
        this.#records.push(...this.#codes.take());
      }
    } else if (item.kind === 'memo') this.#memo(item);
    else this.#problem(item.severity, item.error);
    if (this.#records.length > 0) yield this.take();
  }

  finish(): readonly ReadRecord[] {
    if (this.#untold > 0) {
      const message = `There are ${this.#untold} further problems.`;
      this.#records.push({
        kind: 'problem',
        severity: 'warning',
        error: { code: 'record-malformed', message },
      });
    }
    return this.take();
  }

  #problem(severity: 'error' | 'warning', error: ErrorValue): void {
    this.#problems += 1;
    if (this.#problems <= MAX_PROBLEMS) this.#records.push({ kind: 'problem', severity, error });
    else this.#untold += 1;
  }

  #named(kind: CodeKind, path: readonly string[]): readonly string[] | null {
    const tidy = tidyPath(path);
    return this.#options.rename ? this.#options.rename(kind, tidy) : tidy;
  }

  *#document(document: ForeignDocument): Generator<readonly ReadRecord[]> {
    const read = readDocument(document, this.#options.format, this.#options.now);
    const { id } = read;
    this.#documents.set(document.key, id);
    if (!this.#seenDocuments.has(id)) {
      this.#seenDocuments.add(id);
      this.#records.push({ kind: 'document', line: 0, document: read });
    }
    const ids = new Map<string, Id>();
    yield* this.#annotations(document, id, ids);
    this.#relations(document, id, ids);
    this.#documentCodes(document, id);
    this.#comments(document, id, ids);
    yield this.take();
  }

  *#annotations(
    document: ForeignDocument,
    documentId: Id,
    ids: Map<string, Id>,
  ): Generator<readonly ReadRecord[]> {
    const { annotations } = document;
    for (let from = 0; from < annotations.length; from += BATCH) {
      const batch: ReadRecord[] = [];
      for (const annotation of annotations.slice(from, from + BATCH)) {
        const record = this.#annotation(annotation, document, documentId, ids);
        if (record) batch.push(record);
      }
      // What they refer to comes before them: it has been gathered meanwhile.
      this.#records.push(...this.#codes.take(), ...batch);
      yield this.take();
    }
  }

  #annotation(
    foreign: ForeignAnnotation,
    document: ForeignDocument,
    documentId: Id,
    ids: Map<string, Id>,
  ): ReadRecord | null {
    const path = this.#named('span', foreign.code);
    if (!path) return null;
    const { spans, lost, error, warning } = takeSpans(document.structured.text, foreign);
    if (warning) this.#problem('warning', this.#placed(warning, document, foreign.key, foreign.line));
    if (!spans) {
      if (error) this.#problem('error', this.#placed(error, document, foreign.key, foreign.line));
      return null;
    }
    const { now } = this.#options;
    const personId = this.#names.person(foreign.person);
    const code = this.#codes.code('span', path);
    const attributes = this.#codes.values('span', path, foreign.attributes);
    const places = spans.map(({ start, end }) => `${start}-${end}`).join(';');
    const id = this.#distinct(documentId, ids, foreign.key, personId, code.id, places);
    return {
      kind: 'annotation',
      line: foreign.line ?? 0,
      annotation: {
        ...PLAIN_ANNOTATION,
        id,
        documentId,
        codeId: code.id,
        personId,
        spans,
        attributes,
        status: foreign.status ?? PLAIN_ANNOTATION.status,
        entityId: this.#names.entity(foreign.entity),
        lost,
        note: (foreign.note ?? '').replace(/\r\n?/g, '\n'),
        createdAt: moment(foreign.createdAt, now),
        updatedAt: moment(foreign.updatedAt ?? foreign.createdAt, now),
      },
    };
  }

  /** Stacked annotations that are alike get ids by their order. */
  #distinct(documentId: Id, ids: Map<string, Id>, key: string, ...content: readonly string[]): Id {
    const place = `\u0000${content.join('\u0000')}`;
    for (let n = 0; ; n++) {
      const seen = `${place}\u0000${n}`;
      if (ids.has(seen)) continue;
      const id = stableId(documentId, ...content, String(n));
      ids.set(seen, id);
      ids.set(key, id);
      return id;
    }
  }

  #placed(error: ErrorValue, document: ForeignDocument, recordId: string, line?: number): ErrorValue {
    const named = line === undefined ? `${recordId}: ${error.message}` : error.message;
    const where = {
      path: document.path ?? document.key,
      recordKind: 'annotation',
      recordId,
      ...(line === undefined ? {} : { line }),
    };
    return { ...error, message: `${document.key}: ${named}`, place: { ...error.place, ...where } };
  }

  #relations(document: ForeignDocument, documentId: Id, ids: ReadonlyMap<string, Id>): void {
    const seen = new Map<string, Id>();
    const records: ReadRecord[] = [];
    for (const { key, code: given, person, from, to, attributes, note, line } of document.relations) {
      const path = this.#named('relation', given);
      if (!path) continue;
      const [fromId, toId] = [ids.get(from), ids.get(to)];
      if (fromId === undefined || toId === undefined || fromId === toId) {
        const [errorCode, message]: [ErrorCode, string] =
          fromId !== undefined && fromId === toId
            ? ['relation-to-itself', 'It leads from an annotation to itself, and was left out.']
            : [
                'record-unknown-reference',
                `It connects ${fromId === undefined ? from : to}, which was not read.`,
              ];
        this.#problem('error', this.#placed({ code: errorCode, message }, document, key, line));
        continue;
      }
      const code = this.#codes.code('relation', path);
      const personId = this.#names.person(person);
      const { now } = this.#options;
      records.push({
        kind: 'relation',
        line: line ?? 0,
        relation: {
          id: this.#distinct(documentId, seen, key, 'relation', personId, code.id, fromId, toId),
          personId,
          codeId: code.id,
          codeVersion: 1,
          fromId,
          toId,
          attributes: this.#codes.values('relation', path, attributes),
          note: (note ?? '').replace(/\r\n?/g, '\n'),
          createdAt: now,
          updatedAt: now,
        },
      });
    }
    this.#records.push(...this.#codes.take(), ...records);
  }

  #documentCodes(document: ForeignDocument, documentId: Id): void {
    const records: ReadRecord[] = [];
    const { now } = this.#options;
    for (const { code: given, person, attributes, note } of document.documentCodes ?? []) {
      const path = this.#named('document', given);
      if (!path) continue;
      const code = this.#codes.code('document', path);
      const personId = this.#names.person(person);
      // A code on a document has no note of its own: it is kept as one of its attributes.
      const values = note ? { ...attributes, note } : attributes;
      const documentCode = {
        id: stableId(documentId, 'document-code', personId, code.id),
        documentId,
        personId,
        codeId: code.id,
        codeVersion: 1,
        attributes: this.#codes.values('document', path, values),
        createdAt: now,
        updatedAt: now,
      };
      records.push({ kind: 'documentCode', line: 0, documentCode });
    }
    this.#records.push(...this.#codes.take(), ...records);
  }

  #comments(document: ForeignDocument, documentId: Id, ids: ReadonlyMap<string, Id>): void {
    for (const foreign of document.comments ?? []) {
      const targetId = foreign.on === undefined ? documentId : ids.get(foreign.on);
      if (targetId === undefined) {
        const error: ErrorValue = {
          code: 'record-unknown-reference',
          message: `It is on ${foreign.on}, which was not read.`,
        };
        this.#problem('error', this.#placed(error, document, foreign.key));
      } else if (foreign.body.trim() !== '') {
        const comment = readComment(foreign, targetId, documentId, this.#names, this.#options.now);
        this.#records.push({ kind: 'comment', line: 0, comment });
      }
    }
  }

  #memo(memo: Extract<ForeignItem, { readonly kind: 'memo' }>): void {
    const targetId = this.#memoTarget(memo);
    if (targetId === undefined) {
      const message = `The memo ‘${memo.title}’ is on ${memo.target ?? memo.path?.join(' / ') ?? 'nothing'}, which was not read.`;
      this.#problem('error', { code: 'record-unknown-reference', message });
      return;
    }
    const { now } = this.#options;
    const { on, title, body } = memo;
    this.#records.push(...this.#codes.take());
    const personId = this.#names.person(memo.person);
    const id = stableId(null, 'memo', on, targetId ?? '', title, body);
    this.#records.push({
      kind: 'memo',
      line: 0,
      memo: { id, targetKind: on, targetId, personId, title, body, createdAt: now, updatedAt: now },
    });
  }

  #memoTarget({
    on,
    target,
    path: given,
  }: Extract<ForeignItem, { readonly kind: 'memo' }>): Id | null | undefined {
    if (on === 'project') return null;
    if (on === 'document') return this.#documents.get(target ?? '');
    const path = given ? this.#named('span', given) : null;
    return path ? this.#codes.code('span', path).id : undefined;
  }
}

/** The items of a foreign reader as the records that an import takes, some thousand at a time; see the class above for how. */
export async function* intake(
  items: AsyncIterable<ForeignItem>,
  options: IntakeOptions,
): AsyncGenerator<readonly ReadRecord[]> {
  const taking = new Intake(options);
  for await (const item of items) yield* taking.item(item);
  yield taking.finish();
}
