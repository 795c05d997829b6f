import { GlossatorError } from '../../../core/errors.ts';
import { parseJson } from '../foreign/decode.ts';
import { RecordLines } from '../foreign/json-lines.ts';
import type { Cas, FeatureStructure, Sofa } from './cas.ts';

type Raw = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function idsOf(value: unknown): readonly number[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((each): each is number => typeof each === 'number');
}

function structureOf(raw: Raw, lines: RecordLines): FeatureStructure {
  const features: Record<string, string | number | boolean> = {};
  const references: Record<string, readonly number[]> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (name.startsWith('%') || name === 'begin' || name === 'end' || name === '@sofa') continue;
    if (name.startsWith('@')) references[name.slice(1)] = idsOf(value);
    // Numbers that JSON has no words for: NaN, Infinity.
    else if (name.startsWith('#')) features[name.slice(1)] = String(value);
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      features[name] = value;
    else if (Array.isArray(value)) features[name] = value.map(String).join('; ');
  }
  const elements = raw['%ELEMENTS'];
  if (Array.isArray(elements)) references.elements = idsOf(elements);
  const id = number(raw['%ID']) ?? -1;
  return {
    id,
    type: String(raw['%TYPE'] ?? ''),
    features,
    references,
    sofa: number(raw['@sofa']),
    begin: number(raw.begin),
    end: number(raw.end),
    line: raw['%ID'] === undefined ? null : lines.of('%ID', id),
  };
}

/**
 * Reads CAS JSON 0.4 (https://github.com/apache/uima-uimaj-io-jsoncas/blob/main/SPECIFICATION.adoc), feature structures as a list or by their numbers.
 * @throws GlossatorError record-malformed
 */
export function parseCasJson(content: string, path: string): Cas {
  const root = parseJson(content, path, 1);
  const listed = isRecord(root) ? (root['%FEATURE_STRUCTURES'] ?? []) : null;
  const raws = Array.isArray(listed)
    ? listed
    : isRecord(listed)
      ? Object.entries(listed).map(([id, raw]) => ({ '%ID': Number(id), ...(isRecord(raw) ? raw : {}) }))
      : null;
  if (!raws?.every(isRecord)) {
    throw new GlossatorError('record-malformed', 'This is no CAS: it has no list of feature structures.', {
      place: { path, line: 1 },
    });
  }
  const lines = new RecordLines(content);
  const sofas: Sofa[] = [];
  const structures: FeatureStructure[] = [];
  for (const raw of raws) {
    if (raw['%TYPE'] !== 'uima.cas.Sofa') structures.push(structureOf(raw, lines));
    else {
      const { sofaID, sofaString } = raw;
      const text = typeof sofaString === 'string' ? sofaString : null;
      sofas.push({ id: number(raw['%ID']) ?? -1, name: String(sofaID ?? ''), text });
    }
  }
  return { sofas, structures };
}
