import type { Id } from '../../../core/ids.ts';

/** Bytes of a UUID. */
const WIDTH = 16;

/** Ids, each with a number, in the order in which they were added: sixteen bytes and a number each, since sets have millions. */
export class NumberedIds {
  readonly #numbers: number[] = [];
  #bytes = Buffer.alloc(8 * WIDTH);

  get length(): number {
    return this.#numbers.length;
  }

  add(id: Id, number: number): void {
    const at = this.length * WIDTH;
    if (at === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * this.#bytes.length);
    this.#bytes.write(id.replaceAll('-', ''), at, 'hex');
    this.#numbers.push(number);
  }

  *[Symbol.iterator](): Generator<readonly [id: Id, number: number]> {
    for (const [index, number] of this.#numbers.entries()) {
      const hex = this.#bytes.toString('hex', index * WIDTH, (index + 1) * WIDTH);
      yield [hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), number];
    }
  }
}
