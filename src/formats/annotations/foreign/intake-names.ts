import { CODE_COLOURS } from '../../../core/codebook/colours.ts';
import { checkEntity } from '../../../core/entity/rules.ts';
import type { Id } from '../../../core/ids.ts';
import type { Person } from '../../../core/project/records.ts';
import type { ReadRecord } from '../reader.ts';
import { stableId } from './stable-id.ts';
import type { ForeignEntity } from './types.ts';

/** The people and entities that a foreign set names; each is handed to `emit` when it is first met. */
export class IntakeNames {
  readonly #nobody: Person;
  readonly #now: string;
  readonly #emit: (record: ReadRecord) => void;
  readonly #persons = new Map<string, Person>();
  readonly #entities = new Map<string, Id>();

  /** @param now ISO 8601, UTC */
  constructor(nobody: Person, now: string, emit: (record: ReadRecord) => void) {
    this.#nobody = nobody;
    this.#now = now;
    this.#emit = emit;
  }

  /** Whose it is: one person for names that differ in case and spacing only; nobody's where there is none. */
  person(name: string | undefined): Id {
    const tidy = name?.trim().replace(/\s+/gu, ' ') ?? '';
    const key = tidy.toLowerCase();
    const there = this.#persons.get(key);
    if (there) return there.id;
    const person: Person =
      tidy === ''
        ? this.#nobody
        : {
            id: stableId(null, 'person', key),
            name: tidy,
            colour: (this.#persons.size + 1) % CODE_COLOURS.length,
          };
    this.#persons.set(key, person);
    this.#emit({ kind: 'person', line: 0, person });
    return person.id;
  }

  /** The entity, one by identifier, else by name and kind; null where nothing is named. */
  entity(entity: ForeignEntity | undefined): Id | null {
    if (!entity || entity.name.trim() === '') return null;
    const fields = checkEntity({
      name: entity.name,
      kind: entity.kind ?? '',
      aliases: [],
      identifiers: entity.identifiers ?? [],
      description: '',
    });
    const [first] = fields.identifiers;
    const key = JSON.stringify(
      first ? [first.scheme, first.value] : [fields.name.toLowerCase(), fields.kind.toLowerCase()],
    );
    const there = this.#entities.get(key);
    if (there) return there;
    const id = stableId(null, 'entity', key);
    const now = this.#now;
    this.#entities.set(key, id);
    this.#emit({
      kind: 'entity',
      line: 0,
      entity: { ...fields, id, createdAt: now, updatedAt: now },
    });
    return id;
  }
}
