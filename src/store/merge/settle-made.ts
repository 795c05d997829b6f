import type { Id } from '../../core/ids.ts';
import { type NewRow, ROWS_AT_ONCE } from '../journal/new-rows.ts';
import type { Anchoring } from './anchoring.ts';
import { type MadeRow, REPEATED_FROM } from './gather.ts';
import { MadeAnnotations } from './made-annotations.ts';
import type { SettlementParts } from './settlement-parts.ts';

const NOT_DELETED = { deleted: false };

/** A line that makes an annotation which is to stand here just as it arrived. */
interface MadeLine {
  readonly from: MadeRow;
  readonly index: number;
  readonly made: NewRow;
  readonly line: string;
}

function areAll<T>(values: readonly (T | undefined)[]): values is readonly T[] {
  return values.every((one) => one !== undefined);
}

/**
 * Makes the annotations that arrive made, left at that and unknown here, as nearly all of a colleague's are, from the lines that tell of
 * them. Those for which that cannot be are left to be decided like any other record.
 */
export class MadeSettlement {
  readonly #parts: SettlementParts;
  readonly #reader: MadeAnnotations;
  #waiting: MadeLine[] = [];

  constructor(parts: SettlementParts, anchoring: Anchoring) {
    this.#parts = parts;
    this.#reader = new MadeAnnotations({
      identities: parts.context.identities,
      aliases: parts.decider.aliases,
      stands: (document, spans) => anchoring.stands(document, spans),
    });
  }

  run(): void {
    for (const row of this.#parts.gathered.made) this.#settle(row);
    this.#flush();
  }

  #settle(row: MadeRow): void {
    const { utf8 } = row.arrived;
    const { makes, others } = row;
    const made = this.#reader.read(utf8, makes);
    if (makes.length >= REPEATED_FROM && others.size === 0 && areAll(made)) {
      this.#settleWhole(row, made, utf8);
      return;
    }
    utf8
      .toString('utf8')
      .split('\n')
      .forEach((line, index) => {
        const one = made[index];
        if (others.has(index)) return;
        if (one) this.#waiting.push({ from: row, index, made: one, line });
        else this.#parts.gathered.decide(row, index, line);
        if (this.#waiting.length >= ROWS_AT_ONCE) this.#flush();
      });
  }

  #settleWhole(from: MadeRow, made: readonly NewRow[], utf8: Buffer): void {
    const numbers: (number | undefined)[] = [];
    for (let at = 0; at < made.length; at += ROWS_AT_ONCE) {
      numbers.push(...this.#make(made.slice(at, at + ROWS_AT_ONCE)));
    }
    if (areAll(numbers)) {
      this.#parts.writer.log.repeatRow('annotation', numbers, {
        row: from.changeRow,
        stored: from.arrived.stored,
        utf8,
      });
      return;
    }
    const lines = utf8.toString('utf8').split('\n');
    numbers.forEach((row, index) => {
      this.#tell(from, index, row, lines[index] ?? '');
    });
  }

  #flush(): void {
    const lines = this.#waiting;
    this.#waiting = [];
    const numbers = this.#make(lines.map(({ made }) => made));
    lines.forEach(({ from, index, line }, i) => {
      this.#tell(from, index, numbers[i], line);
    });
  }

  #make(rows: readonly NewRow[]): readonly (number | undefined)[] {
    if (rows.length === 0) return [];
    const numbers = this.#parts.writer.addTold('annotation', rows);
    rows.forEach(([id], i) => {
      if (numbers[i] === undefined) return;
      this.#parts.outcome.note('annotation', id as Id, NOT_DELETED, 'made');
    });
    return numbers;
  }

  /** `row` is undefined where the id was taken: then the annotation is known here, and more is said of it. */
  #tell(from: MadeRow, index: number, row: number | undefined, line: string): void {
    if (row === undefined) this.#parts.gathered.decide(from, index, line);
    else this.#parts.writer.log.repeatLine('annotation', row, line, from.changeRow);
  }
}
