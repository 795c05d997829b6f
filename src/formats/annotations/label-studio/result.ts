import type { FileText } from '../foreign/canonical.ts';
import { fromFeatures, instantOf } from '../foreign/features.ts';
import {
  foreignValue,
  isObject,
  type JsonObject,
  listOf,
  objectsOf,
  offsetOf,
  textOf,
} from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import type { Unheld } from '../foreign/problem.ts';
import type {
  ForeignAnnotation,
  ForeignComment,
  ForeignDocumentCode,
  ForeignRelation,
  ForeignValue,
} from '../foreign/types.ts';

/*
 * The `result` of a Label Studio annotation: regions, what is said of a region (results that repeat its id), what is said of the
 * whole task, and relations. Offsets count UTF-16 code units, as JavaScript does.
 */

export interface TaskParts {
  readonly annotations: ForeignAnnotation[];
  readonly relations: ForeignRelation[];
  readonly documentCodes: ForeignDocumentCode[];
  readonly comments: ForeignComment[];
}

/** Who made a result, when, and where it stands. */
export interface ResultContext {
  readonly person: string | undefined;
  /** sets the ids of one annotation's regions apart from those of another */
  readonly key: string;
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
  readonly line: number;
  readonly unheld: Unheld;
  /** takes the ids that two regions at different places share: the second is left out */
  readonly twice: string[];
}

const LABEL_TYPES = ['labels', 'hypertextlabels', 'paragraphlabels'] as const;

/** Labels of a region; undefined where the result is none. */
export function labelsOf(value: JsonObject): readonly string[] | undefined {
  const lists = LABEL_TYPES.map((type) => value[type]).filter(Array.isArray);
  return lists.length === 0 ? undefined : lists.flat().filter((label) => typeof label === 'string');
}

/** Where a region stands; undefined for one that is not in plain text. */
function rangeOf(value: JsonObject, text: FileText) {
  const start = offsetOf(value.start);
  const end = offsetOf(value.end);
  // Regions of HTML and of dialogues give an XPath or a paragraph's number, and offsets within it.
  if (start === undefined || end === undefined || 'startOffset' in value) return undefined;
  return { start: text.utf16(start), end: text.utf16(end) };
}

/** What the file says stands there. Line ends are written as the two characters `\n` by some versions. */
function quoteOf(
  value: JsonObject,
  text: FileText,
  range: { start: number; end: number },
): string | undefined {
  if (typeof value.text !== 'string') return undefined;
  const quote = value.text.replace(/\r\n?/g, '\n');
  const found = text.text.slice(range.start, range.end);
  return quote !== found && quote.replaceAll('\\n', '\n') === found ? found : quote;
}

/** A result that says something by a value: choices, words, a number. */
function saidOf(type: string, value: JsonObject): ForeignValue | undefined {
  if (type === 'taxonomy') return listOf(value.taxonomy).map((path) => listOf(path).join(' / '));
  if (type === 'textarea') {
    const texts = Array.isArray(value.text) ? value.text : [value.text];
    return texts.filter((text) => typeof text === 'string').join('\n') || undefined;
  }
  const held = foreignValue(value[type]);
  return Array.isArray(held) && held.length === 1 ? held[0] : held;
}

const SAYING = new Set(['choices', 'taxonomy', 'textarea', 'number', 'rating', 'datetime', 'pairwise']);

function readWhole(
  type: string,
  name: string,
  value: JsonObject,
  key: string,
  parts: TaskParts,
  by: ResultContext,
): void {
  const person = by.person === undefined ? {} : { person: by.person };
  const said = saidOf(type, value);
  if (said === undefined) return;
  if (type === 'choices' || type === 'taxonomy') {
    for (const [index, choice] of (Array.isArray(said) ? said : [String(said)]).entries()) {
      parts.documentCodes.push({ key: `${key}:${index}`, code: pathOf(choice), ...person });
    }
  } else if (type === 'textarea') parts.comments.push({ key, body: String(said), ...person });
  else parts.documentCodes.push({ key, code: [name], attributes: { [type]: said }, ...person });
}

function readRelation(result: JsonObject, place: number, parts: TaskParts, by: ResultContext): void {
  const from = textOf(result.from_id);
  const to = textOf(result.to_id);
  if (from === undefined || to === undefined) {
    by.unheld.add('relations without two ends', by.line);
    return;
  }
  const labels = listOf(result.labels).filter((label) => typeof label === 'string');
  const [first, last] = result.direction === 'left' ? [to, from] : [from, to];
  if (result.direction === 'bi') by.unheld.add('directions “both ways” of relations', by.line);
  for (const label of labels.length > 0 ? labels : ['relation']) {
    parts.relations.push({
      key: `${by.key}/r${place}:${label}`,
      code: pathOf(label),
      from: `${by.key}/${first}`,
      to: `${by.key}/${last}`,
      ...(by.person === undefined ? {} : { person: by.person }),
      line: by.line,
    });
  }
}

interface Region {
  readonly id: string;
  readonly name: string;
  readonly range: { start: number; end: number };
  readonly quote: string | undefined;
  labels: readonly string[] | undefined;
  features: Record<string, unknown>;
}

function pushRegion(region: Region, parts: TaskParts, by: ResultContext): void {
  const said = fromFeatures(region.features);
  for (const [index, label] of (region.labels ?? [region.name]).entries()) {
    parts.annotations.push({
      ...(by.person === undefined ? {} : { person: by.person }),
      ...(by.createdAt === undefined ? {} : { createdAt: by.createdAt }),
      ...(by.updatedAt === undefined ? {} : { updatedAt: by.updatedAt }),
      ...said,
      key: `${by.key}/${region.id}${index === 0 ? '' : `:${index + 1}`}`,
      code: pathOf(label),
      ranges: [region.range],
      ...(region.quote === undefined ? {} : { quotes: [region.quote] }),
      line: by.line,
    });
  }
}

/** Adds what a list of results says to the parts of its task. */
export function readResults(results: unknown, text: FileText, parts: TaskParts, by: ResultContext): void {
  const regions = new Map<string, Region>();
  const all = objectsOf(results);
  for (const [index, result] of all.entries()) {
    const value = isObject(result.value) ? result.value : {};
    const range = rangeOf(value, text);
    if (!range) continue;
    const id = textOf(result.id) ?? `n${index + 1}`;
    const known = regions.get(id);
    if (known && (known.range.start !== range.start || known.range.end !== range.end)) {
      by.twice.push(id);
      continue;
    }
    const region: Region = known ?? {
      id,
      name: textOf(result.from_name) ?? 'region',
      range,
      quote: quoteOf(value, text, range),
      labels: undefined,
      features: {},
    };
    region.labels ??= labelsOf(value);
    const { text: notes, ...meta } = isObject(result.meta) ? result.meta : ({} as JsonObject);
    const note =
      listOf(notes)
        .filter((each) => typeof each === 'string')
        .join('\n') || textOf(notes);
    Object.assign(region.features, meta, note === undefined ? {} : { note });
    regions.set(id, region);
  }
  for (const [index, result] of all.entries()) {
    const type = textOf(result.type) ?? '';
    const value = isObject(result.value) ? result.value : {};
    const id = textOf(result.id) ?? `n${index + 1}`;
    const name = textOf(result.from_name) ?? type;
    if (type === 'relation') readRelation(result, index + 1, parts, by);
    else if (SAYING.has(type)) {
      const region = regions.get(id);
      if (!region) readWhole(type, name, value, `${by.key}/${id}`, parts, by);
      else {
        const said = saidOf(type, value);
        if (said !== undefined) region.features[name] = said;
      }
    } else if (!regions.has(id)) by.unheld.add(`results of the kind “${type || 'unknown'}”`, by.line);
  }
  for (const region of regions.values()) pushRegion(region, parts, by);
}

export function timesOf(annotation: JsonObject) {
  const createdAt = instantOf(annotation.created_at);
  return { createdAt, updatedAt: instantOf(annotation.updated_at) ?? createdAt };
}
