import { isObject, type JsonObject } from '../foreign/json-value.ts';

/*
 * What the Web Annotation Data Model (W3C Recommendation of 23 February 2017) says an annotation must be, as far as it can be told
 * without resolving addresses.
 */

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\S+$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

export interface Fault {
  readonly field: string;
  readonly message: string;
}

export function typesOf(value: JsonObject): readonly unknown[] {
  return Array.isArray(value.type) ? value.type : [value.type];
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !/\s/.test(value);
}

function isAbsolute(value: unknown): boolean {
  return typeof value === 'string' && ABSOLUTE.test(value);
}

function each(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function* selectorFaults(selector: unknown): Generator<Fault> {
  for (const one of each(selector)) {
    if (!isObject(one)) {
      if (!isAddress(one)) yield { field: 'selector', message: 'A selector is an address or an object.' };
      continue;
    }
    const { type, value, exact, start, end } = one;
    const valued = ['FragmentSelector', 'CssSelector', 'XPathSelector'].includes(String(type));
    if (valued && typeof value !== 'string')
      yield { field: 'selector', message: `A ${String(type)} has one value, a text.` };
    if (type === 'TextQuoteSelector' && typeof exact !== 'string') {
      yield { field: 'selector', message: 'A TextQuoteSelector has an exact quotation.' };
    }
    if (type === 'TextPositionSelector' || type === 'DataPositionSelector') {
      const sound = [start, end].every((offset) => Number.isSafeInteger(offset) && Number(offset) >= 0);
      if (!sound)
        yield { field: 'selector', message: `A ${String(type)} has a start and an end, counted from 0.` };
    }
    if (type === 'RangeSelector' && (!isObject(one.startSelector) || !isObject(one.endSelector))) {
      yield {
        field: 'selector',
        message: 'A RangeSelector has a selector for its start and one for its end.',
      };
    }
    if (one.refinedBy !== undefined) yield* selectorFaults(one.refinedBy);
  }
}

function* resourceFaults(resource: unknown, field: string): Generator<Fault> {
  if (!isObject(resource)) {
    if (!isAddress(resource))
      yield { field, message: `What stands under “${field}” is neither an address nor an object.` };
    return;
  }
  if (resource.language !== undefined && !each(resource.language).every((tag) => typeof tag === 'string')) {
    yield { field: 'language', message: 'A language is a text.' };
  }
  const direction = resource.textDirection;
  if (direction !== undefined && !['ltr', 'rtl', 'auto'].includes(String(direction))) {
    yield { field: 'textDirection', message: 'A text runs “ltr”, “rtl” or “auto”.' };
  }
  if (typesOf(resource).includes('TextualBody') && typeof resource.value !== 'string') {
    yield { field, message: 'A TextualBody has one value, a text.' };
  }
  if (resource.source !== undefined && !isAddress(resource.source) && !isObject(resource.source)) {
    yield { field: 'source', message: 'A source is one address.' };
  }
  if (resource.selector !== undefined) yield* selectorFaults(resource.selector);
  if (resource.items !== undefined)
    for (const item of each(resource.items)) yield* resourceFaults(item, field);
}

function* agentFaults(annotation: JsonObject): Generator<Fault> {
  for (const field of ['creator', 'generator'] as const) {
    const agents = annotation[field] === undefined ? [] : each(annotation[field]);
    if (!agents.every((agent) => isObject(agent) || isAddress(agent))) {
      yield { field, message: `A ${field} is an address or an object.` };
    }
  }
  for (const field of ['created', 'modified', 'generated'] as const) {
    const value = annotation[field];
    if (value !== undefined && !(typeof value === 'string' && INSTANT.test(value))) {
      yield { field, message: `“${field}” is a date and time with its zone.` };
    }
  }
  for (const field of ['via', 'canonical'] as const) {
    const value = annotation[field];
    if (value !== undefined && !each(value).every(isAbsolute))
      yield { field, message: `“${field}” is an address.` };
  }
}

/** Whether a context names the one of Web annotations. */
export function hasContext({ '@context': context }: JsonObject): boolean {
  return each(context).includes(CONTEXT);
}

/** What is wrong with an annotation; nothing where it is valid. `outermost`: it is not within a collection, so it says its context. */
export function* faultsOf(annotation: JsonObject, outermost: boolean): Generator<Fault> {
  if (outermost && !hasContext(annotation))
    yield { field: '@context', message: `The context is not ${CONTEXT}.` };
  if (!typesOf(annotation).includes('Annotation'))
    yield { field: 'type', message: 'The type is not Annotation.' };
  if (typeof annotation.id !== 'string' || !isAddress(annotation.id)) {
    yield { field: 'id', message: 'An annotation has one id, an address.' };
  }
  if (annotation.target === undefined) yield { field: 'target', message: 'An annotation has a target.' };
  else for (const target of each(annotation.target)) yield* resourceFaults(target, 'target');
  if (annotation.body !== undefined)
    for (const body of each(annotation.body)) yield* resourceFaults(body, 'body');
  if (
    annotation.bodyValue !== undefined &&
    (annotation.body !== undefined || typeof annotation.bodyValue !== 'string')
  ) {
    yield { field: 'bodyValue', message: 'A bodyValue is a text, and stands in place of a body.' };
  }
  yield* agentFaults(annotation);
}
