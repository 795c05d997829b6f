import type {
  AttributeChoice,
  AttributeDefinition,
  AttributeType,
  AttributeValue,
  AttributeValues,
} from '../../../core/attribute/attribute.ts';
import { labelKey, tidyLabel } from '../../../core/attribute/definitions.ts';
import { isNothing } from '../../../core/attribute/values.ts';
import { type CodeKind, PLAIN_CODE } from '../../../core/codebook/code.ts';
import { CODE_COLOURS } from '../../../core/codebook/colours.ts';
import type { Id } from '../../../core/ids.ts';
import type { ReadCode, ReadRecord } from '../reader.ts';
import { nearestHexColour } from './hex-colour.ts';
import { stableId } from './stable-id.ts';
import type { ForeignCode, ForeignValue } from './types.ts';

/** What a label is called that has no name. */
const UNNAMED = '(no label)';

interface KnownCode {
  code: ReadCode;
  /** changed since it was last handed on */
  changed: boolean;
  readonly definitions: Map<string, AttributeDefinition>;
}

function typeOf(value: ForeignValue): AttributeType {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : 'text';
  return typeof value === 'boolean' ? 'boolean' : 'choices';
}

/** The path with each name as codes have it: trimmed, in NFC, not empty. */
export function tidyPath(path: readonly string[]): readonly string[] {
  const tidy = path.map((name) => name.trim().normalize('NFC') || UNNAMED);
  return tidy.length > 0 ? tidy : [UNNAMED];
}

/** The codes that a foreign set names, with the attributes that its values call for: both grow while documents come. */
export class IntakeCodes {
  readonly #codes = new Map<string, KnownCode>();
  readonly #said = new Map<string, ForeignCode>();
  readonly #now: string;

  constructor(now: string) {
    this.#now = now;
  }

  /** What the file says of a code; before it is first used. */
  describe(code: ForeignCode): void {
    this.#said.set(JSON.stringify(tidyPath(code.path)), code);
  }

  /** The code of this path, made with those above it where they are new. */
  code(kind: CodeKind, path: readonly string[]): ReadCode {
    return this.#known(kind, tidyPath(path)).code;
  }

  /** The values under the definitions of a code, which gets those that it lacks. */
  values(
    kind: CodeKind,
    path: readonly string[],
    given: Readonly<Record<string, ForeignValue>> | undefined,
  ): AttributeValues {
    if (!given) return {};
    const known = this.#known(kind, tidyPath(path));
    const values: Record<Id, AttributeValue> = {};
    for (const [name, value] of Object.entries(given)) {
      if (isNothing(value)) continue;
      let definition = this.#definition(known, name, value);
      if (definition.type === 'choices')
        definition = this.#withChoices(known, definition, value as readonly string[]);
      values[definition.id] = this.#value(definition, value);
    }
    return values;
  }

  /** Those made or changed since they were last taken, parents before children. */
  *take(): Generator<ReadRecord> {
    for (const known of this.#codes.values()) {
      if (!known.changed) continue;
      known.changed = false;
      yield { kind: 'code', line: 0, code: { ...known.code, attributes: [...known.definitions.values()] } };
    }
  }

  #known(kind: CodeKind, path: readonly string[]): KnownCode {
    const key = JSON.stringify([kind, ...path]);
    const there = this.#codes.get(key);
    if (there) return there;
    const parent = path.length > 1 ? this.#known(kind, path.slice(0, -1)).code : null;
    const said = this.#said.get(JSON.stringify(path));
    const place = this.#codes.size;
    const code: ReadCode = {
      ...PLAIN_CODE,
      kind,
      id: stableId(null, 'code', kind, ...path.map((name) => name.toLowerCase())),
      name: path.at(-1) ?? UNNAMED,
      path,
      parentId: parent?.id ?? null,
      colour:
        (said?.colour === undefined ? null : nearestHexColour(said.colour)) ?? place % CODE_COLOURS.length,
      key: said?.key ?? null,
      description: said?.description ?? '',
      ends: kind === 'relation' ? { from: [], to: [], directed: true } : null,
      position: place,
      createdAt: this.#now,
      updatedAt: this.#now,
    };
    const known: KnownCode = { code, changed: true, definitions: new Map() };
    this.#codes.set(key, known);
    return known;
  }

  /** The definition of this name and the value's type; where the name is taken by another type, it has the type in its name. */
  #definition(known: KnownCode, rawName: string, value: ForeignValue): AttributeDefinition {
    const type = typeOf(value);
    const plain = tidyLabel(rawName) || 'value';
    let name = plain;
    for (let n = 1; ; n++) {
      const there = known.definitions.get(labelKey(name));
      if (there?.type === type) return there;
      if (!there) break;
      name = n === 1 ? `${plain} (${type})` : `${plain} (${type} ${n})`;
    }
    const definition: AttributeDefinition = {
      id: stableId(null, 'attribute', known.code.id, type, labelKey(name)),
      name,
      type,
      required: false,
      choices: [],
      initial: null,
    };
    known.definitions.set(labelKey(name), definition);
    known.changed = true;
    return definition;
  }

  #withChoices(
    known: KnownCode,
    definition: AttributeDefinition,
    labels: readonly string[],
  ): AttributeDefinition {
    const choices: AttributeChoice[] = [...definition.choices];
    for (const raw of labels) {
      const label = tidyLabel(raw) || UNNAMED;
      if (choices.some((choice) => labelKey(choice.label) === labelKey(label))) continue;
      choices.push({ id: stableId(null, 'choice', definition.id, labelKey(label)), label });
    }
    if (choices.length === definition.choices.length) return definition;
    const wider = { ...definition, choices };
    known.definitions.set(labelKey(definition.name), wider);
    known.changed = true;
    return wider;
  }

  #value(definition: AttributeDefinition, value: ForeignValue): AttributeValue {
    if (typeof value === 'string') return value.toWellFormed().replace(/\r\n?/g, '\n');
    if (typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value);
    const wanted = new Set(value.map((label) => labelKey(tidyLabel(label) || UNNAMED)));
    return definition.choices.filter(({ label }) => wanted.has(labelKey(label))).map(({ id }) => id);
  }
}
