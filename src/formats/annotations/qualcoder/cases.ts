import type { TextRange } from '../../../core/text/structure.ts';
import { type ForeignDatabase, GroupedRows, integerIn, textIn } from '../foreign/database.ts';
import type { Unheld } from '../foreign/problem.ts';

export interface CasePassage {
  readonly key: string;
  readonly name: string;
  readonly person: string;
  /** as the database counts */
  readonly range: TextRange;
}

/** What is said of one source beyond its text. */
export interface SourceFacts {
  readonly fields: Readonly<Record<string, string>>;
  /** cases that only a part of the text belongs to */
  readonly passages: readonly CasePassage[];
}

/** Names and values, a second value of the same name behind the first. */
function put(fields: Record<string, string>, name: string, value: string): void {
  if (name === '' || value.trim() === '') return;
  const there = fields[name];
  if (there === undefined) fields[name] = value;
  else if (!there.split('; ').includes(value)) fields[name] = `${there}; ${value}`;
}

/** Cases and attributes by source. Sources are asked for in ascending order of their numbers. */
export class Cases {
  readonly #names = new Map<number, string>();
  readonly #values = new Map<number, [string, string][]>();
  readonly #ofFiles: GroupedRows;
  readonly #ofCases: GroupedRows;

  constructor(database: ForeignDatabase, unheld: Unheld) {
    for (const row of database.rows('cases', { columns: ['caseid', 'name', 'memo'] })) {
      this.#names.set(integerIn(row, 'caseid') ?? -1, textIn(row, 'name'));
      if (textIn(row, 'memo').trim() !== '') unheld.add('memos on cases');
    }
    const columns = ['name', 'attr_type', 'value', 'id'];
    const where = (kind: string) => ({ column: 'attr_type', equals: kind });
    for (const row of database.rows('attribute', { columns, where: where('case') })) {
      const id = integerIn(row, 'id') ?? -1;
      const values = this.#values.get(id) ?? [];
      values.push([textIn(row, 'name'), textIn(row, 'value')]);
      this.#values.set(id, values);
    }
    this.#ofFiles = new GroupedRows(
      database.rows('attribute', { columns, where: where('file'), orderBy: ['id'] }),
      'id',
    );
    this.#ofCases = new GroupedRows(
      database.rows('case_text', {
        columns: ['caseid', 'fid', 'pos0', 'pos1', 'owner'],
        orderBy: ['fid', 'caseid', 'pos0'],
      }),
      'fid',
    );
  }

  /** @param length of the text, however the database counts: a case over all of it is the document's own */
  of(source: number, length: number): SourceFacts {
    const fields: Record<string, string> = {};
    for (const row of this.#ofFiles.of(source)) put(fields, textIn(row, 'name'), textIn(row, 'value'));
    const passages: CasePassage[] = [];
    for (const row of this.#ofCases.of(source)) {
      const id = integerIn(row, 'caseid') ?? -1;
      const name = this.#names.get(id);
      if (name === undefined) continue;
      const [start, end] = [integerIn(row, 'pos0') ?? 0, integerIn(row, 'pos1') ?? 0];
      if (start <= 0 && (end <= 0 || end >= length - 1)) {
        put(fields, 'Case', name);
        for (const [attribute, value] of this.#values.get(id) ?? []) put(fields, attribute, value);
      } else {
        passages.push({
          key: `case ${id} ${start}-${end}`,
          name,
          person: textIn(row, 'owner'),
          range: { start, end },
        });
      }
    }
    return { fields, passages };
  }
}
