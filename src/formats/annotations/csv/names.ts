import type { AttributeDefinition, AttributeValues } from '../../../core/attribute/attribute.ts';
import { showValue } from '../../../core/attribute/wording.ts';
import type { CodeKind } from '../../../core/codebook/code.ts';
import type { Id } from '../../../core/ids.ts';
import { formatCodePath } from '../code-path.ts';
import type { ExportSource } from '../source.ts';
import type { Row } from './table.ts';

interface AttributeColumn {
  readonly column: string;
  readonly definition: AttributeDefinition;
}

/** What the cells of tables call the records of a set. */
export class Names {
  readonly codes: ReadonlyMap<Id, string>;
  readonly persons: ReadonlyMap<Id, string>;
  readonly entities: ReadonlyMap<Id, string>;

  constructor({ codes, persons, entities }: ExportSource) {
    this.codes = new Map(codes.map((code) => [code.id, formatCodePath(code.path)]));
    this.persons = new Map(persons.map((person) => [person.id, person.name]));
    this.entities = new Map(entities.map((entity) => [entity.id, entity.name]));
  }

  code(id: Id): string {
    return this.codes.get(id) ?? '';
  }

  person(id: Id): string {
    return this.persons.get(id) ?? '';
  }

  entity(id: Id | null): string {
    return (id === null ? undefined : this.entities.get(id)) ?? '';
  }

  /** The value as people read it. */
  value(definition: AttributeDefinition, values: AttributeValues): string {
    const value = values[definition.id];
    return value === undefined ? '' : showValue(definition, value, (id) => this.entities.get(id));
  }
}

/** A column for each attribute of the codes of a kind: `Code: attribute`. */
export class AttributeColumns {
  readonly columns: readonly string[];
  readonly #byCode: ReadonlyMap<Id, readonly AttributeColumn[]>;
  readonly #names: Names;

  constructor({ codes }: ExportSource, kind: CodeKind, names: Names) {
    this.#names = names;
    const asking = codes.filter((code) => code.kind === kind && code.attributes.length > 0);
    this.#byCode = new Map(
      asking.map((code) => [
        code.id,
        code.attributes.map((definition) => ({
          definition,
          column: `${names.code(code.id)}: ${definition.name}`,
        })),
      ]),
    );
    this.columns = [...this.#byCode.values()].flat().map(({ column }) => column);
  }

  cells({ codeId, attributes }: { readonly codeId: Id; readonly attributes: AttributeValues }): Row {
    const asked = this.#byCode.get(codeId);
    if (!asked) return {};
    return Object.fromEntries(
      asked.map(({ column, definition }) => [column, this.#names.value(definition, attributes)]),
    );
  }
}
