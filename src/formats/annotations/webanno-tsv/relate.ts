/*
 * Codes of relations that come from slots and chains.
 */

/** `Host:feature`, above the role */
export function slotCode(host: string, feature: string): string {
  return `${host}:${feature}`;
}

export function slotOf(name: string): { readonly host: string; readonly feature: string } | null {
  const at = name.lastIndexOf(':');
  return at > 0 && at < name.length - 1 ? { host: name.slice(0, at), feature: name.slice(at + 1) } : null;
}

const CHAIN = ' chain';

export function chainCode(layer: string): string {
  return layer + CHAIN;
}

export function chainOf(name: string): string | null {
  return name.endsWith(CHAIN) ? name.slice(0, -CHAIN.length) : null;
}

/** An attribute that stands for a relation from an annotation to itself. */
export function loopAttribute(layer: string): string {
  return `${layer} to itself`;
}

export function loopOf(name: string): string | null {
  return name.endsWith(' to itself') ? name.slice(0, -' to itself'.length) : null;
}
