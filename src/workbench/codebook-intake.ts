import { isDeepStrictEqual } from 'node:util';
import type { AttributeDefinition } from '../core/attribute/attribute.ts';
import { sameLabel, withIdsOf } from '../core/attribute/definitions.ts';
import { fitsDefinition } from '../core/attribute/values.ts';
import type { Code } from '../core/codebook/code.ts';
import { OPEN_ENDS } from '../core/codebook/definition.ts';
import { checkOtherParents } from '../core/codebook/places.ts';
import { checkCodeKey, refuseCycle } from '../core/codebook/tree.ts';
import { GlossatorError, type Warning } from '../core/errors.ts';
import { type Id, newId } from '../core/ids.ts';
import type { CodebookCode, ReadCodebook } from '../formats/codebooks/index.ts';
import type { WriteTransaction } from '../store/types.ts';
import { countBearers } from './bearers.ts';
import { redefine } from './code-definition.ts';
import { freeName, placeAt, withoutCount } from './codebook.ts';
import { codeOf } from './find-record.ts';
import { revised } from './revised.ts';

/** 'new': made; 'same': there by its id or path and alike; 'differs': there, and brought to what the file says */
export type IntakeEffect = 'new' | 'same' | 'differs';

/** Definitions of a table, which does not say what records begin with: that stays as it is here, where it still fits. */
function beginningAsHere(
  definitions: readonly AttributeDefinition[],
  here: readonly AttributeDefinition[],
): readonly AttributeDefinition[] {
  return definitions.map((definition) => {
    const initial = here.find(({ id }) => id === definition.id)?.initial ?? null;
    return fitsDefinition(definition, initial) ? { ...definition, initial } : definition;
  });
}

/** What the write compares of a code before and after. */
function content(code: Code): object {
  const { updatedAt: _, version: __, position: ___, ...fields } = code;
  return fields;
}

/**
 * Brings the codes of a file into the project: those known by id, else by path, to what the file says; the others are made. Nothing
 * is deleted. A format that cannot hold a field leaves it as it is here.
 */
export class CodebookIntake {
  readonly warnings: Warning[] = [];
  readonly #codebook: ReadCodebook;
  /** codes of the project by the file's ids */
  readonly #here = new Map<Id, Id>();
  readonly #effects = new Map<Id, IntakeEffect>();

  constructor(codebook: ReadCodebook) {
    this.#codebook = codebook;
  }

  effectOn(fileId: Id): IntakeEffect {
    return this.#effects.get(fileId) ?? 'same';
  }

  takeIn(tx: WriteTransaction): void {
    const before = new Map<Id, Code>();
    for (const read of this.#codebook.codes) {
      const parentId = read.parentId === null ? null : (this.#here.get(read.parentId) ?? null);
      const there = this.#standIn(tx, read, parentId);
      if (there) before.set(there.id, there);
      this.#here.set(
        read.id,
        there ? this.#bring(tx, there, read, parentId) : this.#make(tx, read, parentId),
      );
      if (!there) this.#effects.set(read.id, 'new');
    }
    for (const read of this.#codebook.codes) this.#connect(tx, read);
    for (const read of this.#codebook.codes) {
      const was = before.get(this.#here.get(read.id) ?? '');
      if (!was) continue;
      const same = isDeepStrictEqual(content(was), content(codeOf(tx, was.id)));
      this.#effects.set(read.id, same ? 'same' : 'differs');
    }
  }

  #standIn(tx: WriteTransaction, read: CodebookCode, parentId: Id | null): Code | undefined {
    const sameId = tx.code(read.id);
    if (sameId && !sameId.deleted && this.#fitsKind(tx, sameId, read)) return sameId;
    const taken = new Set(this.#here.values());
    const sibling = tx
      .codes()
      .map(withoutCount)
      .find((code) => code.parentId === parentId && sameLabel(code.name, read.name) && !taken.has(code.id));
    return sibling && this.#fitsKind(tx, sibling, read) ? codeOf(tx, sibling.id) : undefined;
  }

  /** REFI-QDA knows codes for passages only. What nothing bears yet can become a code for something else. */
  #fitsKind(tx: WriteTransaction, code: Code, read: CodebookCode): boolean {
    return code.kind === read.kind || this.#codebook.format === 'qdc' || countBearers(tx, code) === 0;
  }

  #make(tx: WriteTransaction, read: CodebookCode, parentId: Id | null): Id {
    const now = new Date().toISOString();
    const there = tx.code(read.id);
    // A code of that id for something else keeps the id to itself.
    const id = there && !there.deleted ? newId() : read.id;
    const code: Code = {
      ...read,
      id,
      name: freeName(tx, read.name, parentId, id),
      parentId,
      otherParentIds: [],
      key: this.#freeKey(tx, read, id, null),
      ends: read.kind === 'relation' ? OPEN_ENDS : null,
      attributes: this.#withoutEntities(tx, read.attributes),
      createdAt: there && id === read.id ? there.createdAt : now,
      updatedAt: now,
      deleted: false,
    };
    tx.putCode(code);
    return code.id;
  }

  #bring(tx: WriteTransaction, code: Code, read: CodebookCode, parentId: Id | null): Id {
    const isPlain = this.#codebook.format === 'qdc';
    const adopted = withIdsOf(code.attributes, read.attributes);
    const isTable = this.#codebook.format === 'csv';
    const stated = isTable ? beginningAsHere(adopted, code.attributes) : adopted;
    const attributes = isPlain ? code.attributes : this.#withoutEntities(tx, stated);
    const { colour, description } = read;
    const key = isPlain || read.key === null ? code.key : this.#freeKey(tx, read, code.id, code.key);
    const name = sameLabel(code.name, read.name)
      ? read.name
      : freeName(tx, read.name, code.parentId, code.id);
    const kind = isPlain ? code.kind : read.kind;
    const ends = kind === code.kind ? code.ends : kind === 'relation' ? OPEN_ENDS : null;
    redefine(tx, code, revised(code, { name, kind, ends, colour, description, key, attributes }));
    if (parentId === code.parentId) return code.id;
    try {
      refuseCycle(code, parentId, tx.codes());
      const free = freeName(tx, name, parentId, code.id);
      const otherParentIds = code.otherParentIds.filter((id) => id !== parentId);
      const moved = revised(codeOf(tx, code.id), { name: free, otherParentIds });
      placeAt(tx, moved, parentId, Number.MAX_SAFE_INTEGER);
    } catch (thrown) {
      this.#tell(thrown);
    }
    return code.id;
  }

  /** Further places and ends, once all codes are there. */
  #connect(tx: WriteTransaction, read: CodebookCode): void {
    const code = codeOf(tx, this.#here.get(read.id) ?? read.id);
    const here = (ids: readonly Id[]): readonly Id[] => [
      ...new Set(ids.map((id) => this.#here.get(id)).filter((id) => id !== undefined)),
    ];
    const isPlain = this.#codebook.format === 'qdc';
    let otherParentIds = isPlain ? code.otherParentIds : [];
    for (const id of here(read.otherParentIds)) {
      try {
        otherParentIds = checkOtherParents(code, [...otherParentIds, id], tx.codes());
      } catch (thrown) {
        this.#tell(thrown);
      }
    }
    const spans = (ids: readonly Id[]) => here(ids).filter((id) => tx.code(id)?.kind === 'span');
    const ends =
      isPlain || !read.ends || code.kind !== 'relation'
        ? code.ends
        : { from: spans(read.ends.from), to: spans(read.ends.to), directed: read.ends.directed };
    const wanted = revised(code, { otherParentIds, ends });
    // What has just been made is of the version that the file says.
    if (this.#effects.get(read.id) === 'new') tx.putCode(wanted);
    else redefine(tx, code, wanted);
  }

  #freeKey(tx: WriteTransaction, read: CodebookCode, id: Id, instead: string | null): string | null {
    try {
      return checkCodeKey(read.key, tx.codes(), id);
    } catch (thrown) {
      this.#tell(thrown);
      return instead;
    }
  }

  /** Without entities to begin with that are not in the project. */
  #withoutEntities(
    tx: WriteTransaction,
    definitions: readonly AttributeDefinition[],
  ): readonly AttributeDefinition[] {
    return definitions.map((definition) => {
      const { type, initial } = definition;
      const isGone =
        type === 'entity' && typeof initial === 'string' && tx.entity(initial)?.deleted !== false;
      return isGone ? { ...definition, initial: null } : definition;
    });
  }

  #tell(thrown: unknown): void {
    if (!(thrown instanceof GlossatorError)) throw thrown;
    this.warnings.push(thrown.toValue());
  }
}
