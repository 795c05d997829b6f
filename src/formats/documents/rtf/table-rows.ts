import type { OfficeFlow } from '../office/flow.ts';

/** The table that one is in: RTF knows rows only, which follow one another without a frame around them. */
export class TableRows {
  readonly #flow: OfficeFlow;
  #open = false;
  #row = 0;
  #column = 0;
  #cells = 0;
  #header = false;
  /** for each cell of the row whether it goes on the one to its left */
  #merged: boolean[] = [];
  #merges = false;

  constructor(flow: OfficeFlow) {
    this.#flow = flow;
  }

  /** A control word that defines the row. */
  define(word: string): void {
    if (word === 'trowd') {
      this.#header = false;
      this.#merged = [];
      this.#merges = false;
    } else if (word === 'trhdr') this.#header = true;
    else if (word === 'clmrg') this.#merges = true;
    else if (word === 'cellx') {
      this.#merged.push(this.#merges);
      this.#merges = false;
    }
  }

  /** What is gathered next stands in the cell that one is in. */
  place(): void {
    if (!this.#open) {
      this.#flow.openTable();
      this.#open = true;
      this.#row = 0;
      this.#cells = 0;
    }
    let span = 1;
    while (this.#merged[this.#column + span]) span += 1;
    this.#flow.cell({
      row: this.#row,
      column: this.#column,
      ...(this.#header ? { header: true } : {}),
      ...(span > 1 ? { columnSpan: span } : {}),
    });
  }

  endCell(): void {
    this.#column += 1;
    this.#cells += 1;
  }

  endRow(): void {
    if (this.#column > 0) this.#row += 1;
    this.#column = 0;
  }

  /** A paragraph that is in no table follows. */
  close(): void {
    if (this.#open) this.#flow.closeTable(this.#cells);
    this.#open = false;
    this.#column = 0;
  }
}
