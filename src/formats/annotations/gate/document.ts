import { FileText } from '../foreign/canonical.ts';
import { fromFeatures } from '../foreign/features.ts';
import { type JsonObject, textOf } from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { problem } from '../foreign/problem.ts';
import type { ForeignAnnotation, ForeignDocument, ForeignItem } from '../foreign/types.ts';

/*
 * A document of GATE, whichever way it is stored: text, features, and named sets of annotations with types and features.
 */

export interface GateAnnotation {
  readonly id: string;
  readonly type: string;
  /** in the document's unit; undefined where the file does not say */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly features: JsonObject;
  readonly line?: number;
}

export interface GateDocument {
  readonly name: string | undefined;
  readonly text: string;
  /** 'j': UTF-16 code units, as Java counts; 'p': code points, as Python does */
  readonly unit: 'j' | 'p';
  readonly features: JsonObject;
  /** the default set has no name */
  readonly sets: readonly { readonly name: string; readonly annotations: readonly GateAnnotation[] }[];
}

/** The document feature in which codes of the whole are written. */
export const CODES_FEATURE = 'document_codes';

export function* itemsOf(
  gate: GateDocument,
  path: string,
  key: string,
  original: ForeignDocument['original'],
): Generator<ForeignItem> {
  const text = new FileText(gate.text);
  const ours = (offset: number): number => (gate.unit === 'p' ? text.codePoint(offset) : text.utf16(offset));
  const annotations: ForeignAnnotation[] = [];
  for (const { name, annotations: own } of gate.sets) {
    const taken = new Set<string>();
    for (const { id, type, start, end, features, line } of own) {
      const place = { path, ...(line === undefined ? {} : { line }), recordKind: 'annotation', recordId: id };
      if (start === undefined || end === undefined || type === '') {
        yield problem('error', 'record-malformed', `The annotation ${id} has no type, start and end.`, place);
      } else if (taken.has(id)) {
        yield problem('error', 'record-malformed', `The id ${id} is given twice in a set.`, place);
      } else {
        taken.add(id);
        annotations.push({
          ...(name === '' ? {} : { person: name }),
          ...fromFeatures(features),
          key: `${name}/${id}`,
          code: pathOf(type),
          ranges: [{ start: ours(start), end: ours(end) }],
          ...(line === undefined ? {} : { line }),
        });
      }
    }
  }
  const { [CODES_FEATURE]: codes, ...features } = gate.features;
  const labels = (Array.isArray(codes) ? codes : [codes]).map(textOf).filter((label) => label !== undefined);
  yield {
    kind: 'document',
    document: {
      key,
      metadata: metadataFrom(features),
      structured: text.structured(),
      original,
      annotations,
      relations: [],
      documentCodes: labels.map((label, index) => ({ key: `c${index + 1}`, code: pathOf(label) })),
    },
  };
}
