import type { CodeKind } from '../../../core/codebook/code.ts';
import type { Id } from '../../../core/ids.ts';
import type { ExportSource, PathedCode } from '../source.ts';
import { OUR_LABELS } from './configuration.ts';

/** brat's types have no white space and none of the marks that its files are made of. */
function slug(name: string): string {
  return (
    name
      .toWellFormed()
      .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '_')
      .replace(/^[-_]+|[-_]+$/g, '') || 'type'
  );
}

/** The types, roles and attributes that a set is written with, each with the name that it stands for. */
export class WrittenTypes {
  readonly #codes = new Map<Id, string>();
  readonly #other = new Map<string, string>();
  readonly #labels = new Map<string, string>();
  readonly #source: ExportSource;
  readonly #values = new Map<string, Set<string>>();
  readonly #equivalences = new Set<Id>();
  readonly #events = new Map<Id, Set<string>>();

  constructor(source: ExportSource) {
    this.#source = source;
    for (const code of source.codes) this.#codes.set(code.id, this.#take(code.name));
  }

  /** A type that no other name has, whatever the case of letters. */
  #take(name: string): string {
    const plain = slug(name);
    let type = plain;
    for (let n = 2; this.#labels.has(type); n++) type = `${plain}-${n}`;
    this.#labels.set(type, name);
    return type;
  }

  code(id: Id): string {
    return this.#codes.get(id) ?? 'type';
  }

  /** Of a role or an attribute: one type for one name. */
  named(name: string): string {
    const there = this.#other.get(name) ?? [...this.#labels].find(([, label]) => label === name)?.[0];
    const type = there ?? this.#take(name);
    this.#other.set(name, type);
    return type;
  }

  /** Notes an attribute for the configuration; values true and words. */
  attribute(type: string, value: string | true): void {
    const values = this.#values.get(type) ?? new Set<string>();
    this.#values.set(type, values);
    if (value !== true && !/[|,\s]/.test(value) && values.size < 200) values.add(value);
  }

  equivalence(codeId: Id): void {
    this.#equivalences.add(codeId);
  }

  event(codeId: Id, roles: Iterable<string>): void {
    const known = this.#events.get(codeId) ?? new Set<string>();
    this.#events.set(codeId, known);
    for (const role of roles) known.add(role.replace(/\d+$/, '') || role);
  }

  /** The codes of a kind below one another. Those of other kinds that they stand below are there too, marked `!`: not to be chosen. */
  #tree(kind: CodeKind, line: (code: PathedCode) => string): readonly string[] {
    const { codes } = this.#source;
    const parents = new Map(codes.map(({ id, parentId }) => [id, parentId]));
    const above = new Set<Id>();
    for (const code of codes) {
      let at = code.kind === kind ? code.parentId : null;
      for (; at !== null && !above.has(at); at = parents.get(at) ?? null) above.add(at);
    }
    return codes
      .filter((code) => code.kind === kind || above.has(code.id))
      .map(
        (code) =>
          '\t'.repeat(code.path.length - 1) + (code.kind === kind ? line(code) : `!${this.code(code.id)}`),
      );
  }

  *annotationConf(): Generator<string> {
    yield '[entities]';
    yield* this.#tree('span', (code) => this.code(code.id));
    yield '';
    yield '[relations]';
    yield* this.#tree('relation', ({ id }) => {
      const kind = this.#equivalences.has(id) ? ', <REL-TYPE>:symmetric-transitive' : '';
      return `${this.code(id)}\tArg1:<ANY>, Arg2:<ANY>${kind}`;
    });
    yield '';
    yield '[events]';
    for (const [codeId, roles] of this.#events) {
      yield `${this.code(codeId)}\t${[...roles].map((role) => `${role}*:<ANY>`).join(', ')}`;
    }
    yield '';
    yield '[attributes]';
    for (const [type, values] of this.#values) {
      yield values.size > 0 ? `${type}\tArg:<ANY>, Value:${[...values].join('|')}` : `${type}\tArg:<ANY>`;
    }
  }

  *visualConf(): Generator<string> {
    yield OUR_LABELS;
    yield '[labels]';
    for (const [type, name] of this.#labels) {
      if (!/[\r\n]/.test(name)) yield `${type} | ${name}`;
    }
    yield '';
    yield '[drawing]';
  }
}
