import { type Annotation, PLAIN_ANNOTATION } from '../../core/annotation/annotation.ts';
import { ID_LENGTH, TIME_LENGTH } from '../../core/annotation/packed.ts';
import {
  type AnnotationRun,
  RUN_CREATED,
  RUN_NUMBERS,
  RUN_SPANS,
  RUN_UPDATED,
} from '../../core/annotation/run.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { SqlRow, SqlValue } from '../connection.ts';
import { extentClass } from '../rows/extent.ts';
import type { Identities } from '../rows/identities.ts';
import { MAX_OFFSET } from '../rows/spans.ts';
import { packText } from '../rows/text-value.ts';
import { madeLineBeside } from './change-log.ts';
import type { LineGatherer } from './line-gatherer.ts';
import { type NewRow, newRow, newRowJsonBeside, placesOf, type RecordFields } from './new-rows.ts';

/** Bytes of the JSON of no note. */
const NO_NOTE = 2;

const PLACES = placesOf('annotation', [
  'id',
  'created_at',
  'updated_at',
  'spans',
  'start',
  '"end"',
  'extent_class',
  'note',
]) as readonly [number, number, number, number, number, number, number, number];

/** Fields that differ between annotations of one code and person, as canonical JSON has them. */
const OPEN = ['createdAt', 'note', 'spans', 'updatedAt'] as const;

/** What the annotations of a run with one code and person have in common. */
interface Shared {
  readonly row: NewRow;
  readonly followed: SqlRow;
  /** of a line of the journal: before, between and behind the fields that are open and the id; in UTF-8 */
  readonly line: readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  /** bytes of these together */
  readonly length: number;
}

/** Rows and lines of the journal of the annotations of a run, made from its bytes as they stand. */
export class RunRows {
  readonly #run: AnnotationRun;
  readonly #identities: Identities;
  readonly #followedBy: (row: NewRow) => SqlRow;
  readonly #bytes: Buffer;
  readonly #shared = new Map<number, Shared>();
  /** the time that was asked for last: many annotations have the same */
  #time = '';
  #timeAt = -1;

  /** `followedBy` takes from a new row what more follows from. */
  constructor(run: AnnotationRun, identities: Identities, followedBy: (row: NewRow) => SqlRow) {
    const { bytes } = run;
    this.#run = run;
    this.#identities = identities;
    this.#followedBy = followedBy;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Raises `record-unknown-reference`, and `invalid-input` where it has no place in a text. */
  row(place: number): NewRow {
    const start = this.#number(place, RUN_NUMBERS.start);
    const end = this.#number(place, RUN_NUMBERS.end);
    const from = this.#number(place, RUN_NUMBERS.from);
    const note = this.#number(place, RUN_NUMBERS.note);
    if (start > end || end > MAX_OFFSET) {
      throw new GlossatorError('invalid-input', `${start}–${end} is no place in a text.`, {
        place: { offset: start, recordKind: 'annotation', field: 'spans' },
      });
    }
    const row: SqlValue[] = [...this.#sharedBy(place).row];
    const [idAt, createdAt, updatedAt, spansAt, startAt, endAt, extentAt, noteAt] = PLACES;
    row[idAt] = this.id(place);
    row[createdAt] = this.#timeIn(from + RUN_CREATED);
    row[updatedAt] = this.#timeIn(from + RUN_UPDATED);
    row[spansAt] = this.#bytes.subarray(from + RUN_SPANS, note);
    row[startAt] = start;
    row[endAt] = end;
    row[extentAt] = extentClass(end - start);
    const to = this.#number(place, RUN_NUMBERS.to);
    if (to - note !== NO_NOTE) {
      row[noteAt] = packText(JSON.parse(this.#bytes.toString('utf8', note, to)) as string);
    }
    return row;
  }

  id(place: number): Id {
    const from = this.#number(place, RUN_NUMBERS.from);
    return this.#bytes.toString('latin1', from, from + ID_LENGTH);
  }

  /** What more follows from than its row and its line. */
  followed(place: number): SqlRow {
    return this.#sharedBy(place).followed;
  }

  /** Bytes of the line of its making, at most. */
  lineLength(place: number): number {
    const content = this.#number(place, RUN_NUMBERS.to) - this.#number(place, RUN_NUMBERS.from);
    return this.#sharedBy(place).length + content;
  }

  copyLine(place: number, line: LineGatherer): void {
    const bytes = this.#bytes;
    const from = this.#number(place, RUN_NUMBERS.from);
    const note = this.#number(place, RUN_NUMBERS.note);
    const to = this.#number(place, RUN_NUMBERS.to);
    const [first, beforeNote, beforeSpans, beforeUpdated, beforeId, last] = this.#sharedBy(place).line;
    line.copy(first, 0, first.length);
    line.copy(bytes, from + RUN_CREATED, from + RUN_CREATED + TIME_LENGTH);
    line.copy(beforeNote, 0, beforeNote.length);
    line.copy(bytes, note, to);
    line.copy(beforeSpans, 0, beforeSpans.length);
    line.copy(bytes, from + RUN_SPANS, note);
    line.copy(beforeUpdated, 0, beforeUpdated.length);
    line.copy(bytes, from + RUN_UPDATED, from + RUN_SPANS);
    line.copy(beforeId, 0, beforeId.length);
    line.copy(bytes, from, from + ID_LENGTH);
    line.copy(last, 0, last.length);
  }

  #number(place: number, which: number): number {
    return this.#run.numbers[place * RUN_NUMBERS.count + which] as number;
  }

  #timeIn(at: number): string {
    const bytes = this.#bytes;
    if (
      this.#timeAt >= 0 &&
      bytes.compare(bytes, this.#timeAt, this.#timeAt + TIME_LENGTH, at, at + TIME_LENGTH) === 0
    )
      return this.#time;
    this.#time = bytes.toString('latin1', at, at + TIME_LENGTH);
    this.#timeAt = at;
    return this.#time;
  }

  #sharedBy(place: number): Shared {
    const code = this.#number(place, RUN_NUMBERS.code);
    const person = this.#number(place, RUN_NUMBERS.person);
    const key = code * this.#run.personIds.length + person;
    let shared = this.#shared.get(key);
    if (!shared) {
      shared = this.#share(code, person);
      this.#shared.set(key, shared);
    }
    return shared;
  }

  #share(codePlace: number, personPlace: number): Shared {
    const { documentId, codes, personIds } = this.#run;
    const code = codes[codePlace];
    const personId = personIds[personPlace];
    if (!code || personId === undefined)
      throw new RangeError('The run names a code or a person that it does not have.');
    const any: Omit<Annotation, 'id'> = {
      ...PLAIN_ANNOTATION,
      documentId,
      codeId: code.id,
      codeVersion: code.version,
      personId,
      spans: [{ start: 0, end: 0, quote: '', prefix: '', suffix: '' }],
      createdAt: '',
      updatedAt: '',
      deleted: false,
    };
    const fields = any as object as RecordFields;
    const row = newRow('annotation', '', fields, this.#identities);
    const [first = '', beforeNote = '', beforeSpans = '', beforeUpdated = '', last = ''] = newRowJsonBeside(
      'annotation',
      fields,
      row,
      OPEN,
    );
    const [before, beforeId, behind] = madeLineBeside('annotation');
    const utf8 = (part: string): Uint8Array => Buffer.from(part);
    const line = [
      utf8(`${before}${first}"`),
      utf8(`"${beforeNote}`),
      utf8(beforeSpans),
      utf8(`${beforeUpdated}"`),
      utf8(`"${last}${beforeId}"`),
      utf8(`"${behind}`),
    ] as const;
    const length = line.reduce((sum, part) => sum + part.length, 0);
    return { row, followed: this.#followedBy(row), line, length };
  }
}
