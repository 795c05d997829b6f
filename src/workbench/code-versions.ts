import type { CodeVersion } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { AttributeDefinition } from '../core/attribute/attribute.ts';
import { countBearers, everyBearer } from './bearers.ts';
import { codeOf } from './find-record.ts';
import type { Session } from './session.ts';

/** Entries of a code's history that are looked through for its versions. */
const HISTORY_LENGTH = 10_000;

type Described = Omit<CodeVersion, 'annotations'>;

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly AttributeDefinition[]).map(({ name }) => name) : [];
}

/**
 * The versions of a code's definition, oldest first, as the journal has them; one that was undone is left out. Raises `not-found`.
 */
export function codeVersions(
  { store: { read } }: Session,
  { codeId }: ParsedInput<'codes.versions'>,
): readonly CodeVersion[] {
  const code = codeOf(read, codeId);
  const described = new Map<number, Described>();
  let state: Pick<Described, 'version' | 'description' | 'attributes'> = {
    version: 1,
    description: '',
    attributes: [],
  };
  for (const { after, at, personName } of read.history(codeId, HISTORY_LENGTH).toReversed()) {
    const { version, description, attributes } = after;
    state = {
      version: typeof version === 'number' ? version : state.version,
      description: typeof description === 'string' ? description : state.description,
      attributes: attributes === undefined ? state.attributes : namesOf(attributes),
    };
    if (typeof version === 'number') described.set(version, { ...state, at, personName });
  }
  const counts = new Map<number, number>();
  let outdated = 0;
  if (code.version > 1) {
    for (const { codeVersion } of everyBearer(read, code)) {
      if (codeVersion >= code.version) continue;
      outdated += 1;
      counts.set(codeVersion, (counts.get(codeVersion) ?? 0) + 1);
    }
  }
  counts.set(code.version, countBearers(read, code) - outdated);
  return [...described.values()]
    .filter(({ version }) => version <= code.version)
    .sort((a, b) => a.version - b.version)
    .map((version) => ({ ...version, annotations: counts.get(version.version) ?? 0 }));
}
