import { fromFeatures, instantOf, type Said } from '../foreign/features.ts';
import { isObject, type JsonObject, textOf } from '../foreign/json-value.ts';

/*
 * What the bodies of an annotation say.
 */

export interface BodiesSaid extends Said {
  /** labels, in order */
  readonly tags: readonly string[];
  readonly metadata?: JsonObject;
}

export function each(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** The last part of an address, for names. */
function nameIn(address: string): string {
  return address.replace(/[/#?]+$/, '').replace(/^.*[/#]/s, '') || address;
}

/** The name of an agent; its address where it has none. */
export function agentName(agent: unknown): string | undefined {
  const [first] = each(agent);
  if (!isObject(first)) return textOf(first);
  return textOf(first.name) ?? textOf(first.nickname) ?? textOf(first.email) ?? textOf(first.id);
}

function jsonIn(body: JsonObject): JsonObject | undefined {
  if (body.format !== 'application/json' || typeof body.value !== 'string') return undefined;
  try {
    const value = JSON.parse(body.value) as unknown;
    return isObject(value) ? value : undefined;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** Reads tags, notes, and what our own export says in JSON; other bodies are kept as an attribute `body` of addresses. */
export function readBodies(annotation: JsonObject): BodiesSaid {
  const tags: string[] = [];
  const notes: string[] = [];
  const others: string[] = [];
  let features: JsonObject = {};
  const motives = each(annotation.motivation);
  const taggedAsWhole =
    motives.includes('tagging') || motives.includes('classifying') || motives.includes('linking');
  for (const body of [
    ...each(annotation.body),
    ...each(annotation.bodyValue).map((value) => ({ type: 'TextualBody', value })),
  ]) {
    if (!isObject(body)) {
      if (typeof body === 'string') others.push(body);
      continue;
    }
    const purposes = each(body.purpose);
    const isTag =
      purposes.includes('tagging') ||
      purposes.includes('classifying') ||
      (purposes.length === 0 && taggedAsWhole);
    const json = jsonIn(body);
    const value = textOf(body.value);
    const address = textOf(body.source) ?? textOf(body.id);
    if (json) features = { ...features, ...json };
    else if (isTag && value !== undefined) tags.push(value);
    else if (isTag && purposes.length > 0 && address !== undefined) tags.push(nameIn(address));
    else if (value !== undefined) notes.push(value);
    else if (address !== undefined) others.push(address);
  }
  const said = fromFeatures({
    ...(notes.length > 0 ? { note: notes.join('\n\n') } : {}),
    ...(others.length > 0 ? { body: others } : {}),
    ...features,
  });
  const person = agentName(annotation.creator);
  const createdAt = instantOf(annotation.created);
  const updatedAt = instantOf(annotation.modified) ?? createdAt;
  return {
    tags,
    ...(person === undefined ? {} : { person }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    ...said,
    ...(motives.includes('describing') ? { metadata: features } : {}),
  };
}
