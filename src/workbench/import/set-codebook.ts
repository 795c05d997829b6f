import { isDeepStrictEqual } from 'node:util';
import type { AttributeDefinition } from '../../core/attribute/attribute.ts';
import { labelKey } from '../../core/attribute/definitions.ts';
import type { Code, RelationEnds } from '../../core/codebook/code.ts';
import { checkOtherParents } from '../../core/codebook/places.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ReadCode } from '../../formats/annotations/reader.ts';
import type { WriteTransaction } from '../../store/types.ts';
import { codeOf } from '../find-record.ts';
import { mapCode, widenCode } from './code-mapping.ts';
import type { FileKeys } from './file-keys.ts';
import type { SetTally } from './set-tally.ts';

/** What of a code's further parents and ends a file says. */
interface Naming {
  readonly read: ReadCode;
  readonly id: Id;
}

/** Brings a file's codes and document fields into the project. */
export class CodebookImport {
  readonly #keys: FileKeys;
  readonly #tally: SetTally;
  readonly #isForeign: boolean;
  /** codes made here whose further parents or ends have not all come yet */
  #incomplete: Naming[] = [];

  constructor(keys: FileKeys, tally: SetTally, isForeign: boolean) {
    this.#keys = keys;
    this.#tally = tally;
    this.#isForeign = isForeign;
  }

  code(tx: WriteTransaction, read: ReadCode): void {
    const keys = this.#keys;
    const parentId = read.parentId === null ? null : keys.code(read.parentId);
    const { code, how, lostKey } = this.#isForeign
      ? widenCode(tx, read, parentId)
      : mapCode(tx, read, parentId);
    const isNew = keys.codeIfCome(read.id) === undefined;
    keys.addCode(read, code, how);
    if (how === 'differs') this.#tally.differs('code');
    if (code.id !== read.id && isNew) this.#tally.codesByPath += 1;
    if (lostKey !== null && isNew) this.#tally.keysLost += 1;
    if (how === 'made' && namedBy(read).length > 0) this.#incomplete.push({ read, id: code.id });
    this.#complete(tx);
  }

  /** Gives the codes that were made their further parents and ends, as far as these have come. */
  #complete(tx: WriteTransaction): void {
    const waiting: Naming[] = [];
    for (const naming of this.#incomplete) {
      const code = codeOf(tx, naming.id);
      tx.putCode(this.#named(tx, code, naming.read));
      if (namedBy(naming.read).some((id) => this.#keys.codeIfCome(id) === undefined)) waiting.push(naming);
    }
    this.#incomplete = waiting;
  }

  #named(tx: WriteTransaction, code: Code, read: ReadCode): Code {
    const come = (ids: readonly string[]): readonly Id[] => [
      ...new Set(ids.map((id) => this.#keys.codeIfCome(id)).filter((id) => id !== undefined)),
    ];
    const otherParentIds: Id[] = [];
    for (const id of come(read.otherParentIds)) {
      if (id === code.parentId) continue;
      try {
        otherParentIds.push(...checkOtherParents(code, [id], tx.codes()));
      } catch (thrown) {
        if (!(thrown instanceof GlossatorError)) throw thrown;
        this.#tally.parentsLost += 1;
      }
    }
    const ends: RelationEnds | null = read.ends && {
      from: come(read.ends.from),
      to: come(read.ends.to),
      directed: read.ends.directed,
    };
    return { ...code, otherParentIds, ends };
  }

  /** One of the same id, else of the same name and type, stands for it; else it is made. */
  field(tx: WriteTransaction, read: AttributeDefinition): void {
    const project = tx.project();
    const { documentFields } = project;
    this.#keys.addField(read);
    const there = documentFields.find(({ id }) => id === read.id);
    if (there) {
      if (!isDeepStrictEqual(there, read)) this.#tally.differs('documentField');
      return;
    }
    const namesake = documentFields.find(({ name }) => labelKey(name) === labelKey(read.name));
    if (namesake && namesake.type === read.type) {
      this.#tally.fieldsByName += 1;
      return;
    }
    const names = new Set(documentFields.map(({ name }) => labelKey(name)));
    let { name } = read;
    for (let n = 2; names.has(labelKey(name)); n++) name = `${read.name} (${n})`;
    tx.putProject({ ...project, documentFields: [...documentFields, { ...read, name }] });
  }
}

function namedBy({ otherParentIds, ends }: ReadCode): readonly string[] {
  return [...otherParentIds, ...(ends?.from ?? []), ...(ends?.to ?? [])];
}
