import { decodeMulti } from '@msgpack/msgpack';
import { parseDocument } from 'yaml';
import { GlossatorError } from '../../../core/errors.ts';
import { decodeText, parseJson } from '../foreign/decode.ts';
import { RecordLines } from '../foreign/json-lines.ts';
import { isObject, type JsonObject, objectsOf, offsetOf, textOf } from '../foreign/json-value.ts';
import type { GateAnnotation, GateDocument } from './document.ts';

/*
 * GATE's interchange formats: one structure as JSON (`.bdocjs`), YAML (`.bdocym`) and MessagePack (`.bdocmp`).
 */

function bad(path: string, message: string): GlossatorError {
  return new GlossatorError('record-malformed', message, { place: { path, line: 1 } });
}

function annotationOf(annotation: JsonObject, lines: RecordLines | null): GateAnnotation {
  const { id } = annotation;
  const isNamed = typeof id === 'string' || typeof id === 'number';
  return {
    id: textOf(annotation.id) ?? '',
    type: textOf(annotation.type) ?? '',
    start: offsetOf(annotation.start),
    end: offsetOf(annotation.end),
    features: isObject(annotation.features) ? annotation.features : {},
    ...(lines && isNamed ? { line: lines.of('id', id) } : {}),
  };
}

function documentOf(value: unknown, path: string, lines: RecordLines | null): GateDocument {
  if (!isObject(value) || typeof value.text !== 'string') throw bad(path, 'The file has no text.');
  if (value.offset_type !== 'j' && value.offset_type !== 'p' && value.offset_type !== undefined) {
    throw new GlossatorError(
      'format-version-unknown',
      `Offsets of the type “${String(value.offset_type)}” are not known.`,
      {
        place: { path, line: 1, field: 'offset_type' },
      },
    );
  }
  const sets = isObject(value.annotation_sets) ? value.annotation_sets : {};
  return {
    name: textOf(value.name),
    text: value.text,
    unit: value.offset_type === 'j' ? 'j' : 'p',
    features: isObject(value.features) ? value.features : {},
    sets: Object.entries(sets).map(([name, set]) => ({
      name,
      annotations: objectsOf(isObject(set) ? set.annotations : []).map((each) => annotationOf(each, lines)),
    })),
  };
}

function readYaml(content: string, path: string): unknown {
  const parsed = parseDocument(content);
  const [fault] = parsed.errors;
  if (fault) {
    const line = fault.linePos?.[0].line ?? 1;
    throw new GlossatorError('record-malformed', 'The YAML is broken.', {
      place: { path, line },
      cause: fault,
    });
  }
  try {
    return parsed.toJS({ maxAliasCount: 10_000 }) as unknown;
  } catch (cause) {
    throw new GlossatorError('record-malformed', 'The YAML repeats itself beyond measure.', {
      place: { path, line: 1 },
      cause,
    });
  }
}

/** Values one after another: version, unit, text, name, features, count of sets; of each set name, next id, count, annotations. */
function readPacked(bytes: Uint8Array, path: string): unknown {
  let values: unknown[];
  try {
    values = [...decodeMulti(bytes)];
  } catch (cause) {
    throw new GlossatorError('record-malformed', 'The file breaks off or is no MessagePack.', {
      place: { path },
      cause,
    });
  }
  const [version, unit, text, name, features, count, ...rest] = values;
  if (typeof version !== 'string' || !version.startsWith('sm'))
    throw bad(path, 'The file is no packed document of GATE.');
  const sets: Record<string, unknown> = {};
  let at = 0;
  for (let set = 0; set < Number(count); set += 1) {
    const [setName, _next, size] = rest.slice(at, at + 3);
    at += 3;
    const annotations: JsonObject[] = [];
    for (let index = 0; index < Number(size); index += 1) {
      if (at + 5 > rest.length) throw bad(path, 'The file breaks off.');
      const [type, start, end, id, own] = rest.slice(at, at + 5);
      annotations.push({ type, start, end, id, features: own });
      at += 5;
    }
    sets[String(setName)] = { annotations };
  }
  return { text, name, features, offset_type: unit, annotation_sets: sets };
}

/** @throws GlossatorError record-malformed, format-version-unknown, encoding-mismatch */
export function readBdoc(bytes: Uint8Array, kind: 'js' | 'ym' | 'mp', path: string): GateDocument {
  if (kind === 'mp') return documentOf(readPacked(bytes, path), path, null);
  const content = decodeText(bytes, path);
  if (kind === 'ym') return documentOf(readYaml(content, path), path, null);
  return documentOf(parseJson(content, path, 1), path, new RecordLines(content));
}
