import type { AttributeDefinition, AttributeValues } from '../../core/attribute/attribute.ts';
import type { Code } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import type { ReadCode } from '../../formats/annotations/reader.ts';
import type { StoreReader } from '../../store/types.ts';
import { entityNaming } from '../migrate-values.ts';
import { bringValues } from './bring-values.ts';
import type { MappedCode } from './code-mapping.ts';
import type { SetTally, TargetDocument } from './set-tally.ts';

interface StandIn {
  readonly read: ReadCode;
  readonly here: Code;
  readonly how: MappedCode['how'];
}

/** Knows the records of the project that stand for those of a file, by the file's ids. */
export class FileKeys {
  readonly #tally: SetTally;
  readonly #codes = new Map<string, StandIn>();
  readonly #persons = new Map<string, Id>();
  readonly #entities = new Map<string, Id>();
  readonly #documents = new Map<string, TargetDocument>();
  readonly #targets = new Map<Id, TargetDocument>();
  readonly #fields: AttributeDefinition[] = [];

  constructor(tally: SetTally) {
    this.#tally = tally;
  }

  /** `here`: who stands for this person in the project */
  addPerson(id: string, here: Id): void {
    this.#persons.set(id, here);
  }

  person(id: string): Id {
    return this.#persons.get(id) ?? missing(id);
  }

  addEntity(id: string, here: Id): void {
    this.#entities.set(id, here);
  }

  entity(id: string): Id {
    return this.#entities.get(id) ?? missing(id);
  }

  addCode(read: ReadCode, here: Code, how: MappedCode['how']): void {
    this.#codes.set(read.id, { read, here, how });
  }

  code(id: string): Id {
    return this.#standIn(id).here.id;
  }

  /** Undefined where it has not come yet, or was left out. */
  codeIfCome(id: string): Id | undefined {
    return this.#codes.get(id)?.here.id;
  }

  addDocument(id: string, target: TargetDocument): void {
    this.#documents.set(id, target);
    this.#targets.set(target.id, target);
  }

  document(id: string): TargetDocument {
    const target = this.#documents.get(id);
    if (!target) throw notCome(id);
    return target;
  }

  /** By the project's id: the document of this import that it is, if it is one. */
  target(id: Id): TargetDocument | undefined {
    return this.#targets.get(id);
  }

  /** Documents whose counts have changed since they were last set to 0. */
  *touched(): Generator<TargetDocument> {
    for (const target of this.#targets.values()) {
      if (target.pending > 0 || target.pendingRelations > 0) yield target;
    }
  }

  addField(definition: AttributeDefinition): void {
    this.#fields.push(definition);
  }

  /** Values of the file's document fields under those of the project. */
  fieldValues(read: StoreReader, values: AttributeValues): AttributeValues {
    return this.#brought(read, this.#fields, read.project().documentFields, values);
  }

  /** What is said under a code of the file, under the one that stands for it. */
  coded(
    read: StoreReader,
    codeId: string,
    said: { readonly codeVersion: number; readonly attributes: AttributeValues },
  ): { readonly codeVersion: number; readonly attributes: AttributeValues } {
    const { read: code, here, how } = this.#standIn(codeId);
    if (how === 'made' || how === 'same') return said;
    if (how === 'widened') return { codeVersion: here.version, attributes: said.attributes };
    // Versions of two codes do not compare; what was up to date there counts as that here.
    const upToDate = how === 'same-path' && said.codeVersion >= code.version;
    return {
      codeVersion: upToDate ? here.version : Math.min(said.codeVersion, here.version),
      attributes: this.#brought(read, code.attributes, here.attributes, said.attributes),
    };
  }

  #brought(
    read: StoreReader,
    from: readonly AttributeDefinition[],
    to: readonly AttributeDefinition[],
    given: AttributeValues,
  ): AttributeValues {
    const { values, lost } = bringValues(from, to, given, entityNaming(read));
    this.#tally.valuesLost += lost;
    return values;
  }

  #standIn(id: string): StandIn {
    const standIn = this.#codes.get(id);
    if (!standIn) throw notCome(id);
    return standIn;
  }
}

function missing(key: string): never {
  throw notCome(key);
}

function notCome(key: string): Error {
  return new Error(`The record ${key} of the file has not come yet.`);
}
