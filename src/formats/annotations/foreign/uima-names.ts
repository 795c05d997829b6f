/*
 * How types of UIMA (WebAnno TSV, CAS XMI, CAS JSON) are called as codes: the well-known ones by their short names, those of INCEpTION's projects
 * without their prefix, others by their whole names.
 */

const DKPRO = 'de.tudarmstadt.ukp.dkpro.core.api.';
const CUSTOM = 'webanno.custom.';

/** short name → type, and the feature that says which of its kind an annotation is */
const KNOWN: Readonly<Record<string, readonly [type: string, label: string | null]>> = {
  NamedEntity: [`${DKPRO}ner.type.NamedEntity`, 'value'],
  POS: [`${DKPRO}lexmorph.type.pos.POS`, 'PosValue'],
  MorphologicalFeatures: [`${DKPRO}lexmorph.type.morph.MorphologicalFeatures`, 'value'],
  Lemma: [`${DKPRO}segmentation.type.Lemma`, null],
  Stem: [`${DKPRO}segmentation.type.Stem`, null],
  SurfaceForm: [`${DKPRO}segmentation.type.SurfaceForm`, null],
  Token: [`${DKPRO}segmentation.type.Token`, null],
  Chunk: [`${DKPRO}syntax.type.chunk.Chunk`, 'chunkValue'],
  Dependency: [`${DKPRO}syntax.type.dependency.Dependency`, 'DependencyType'],
  SemPred: [`${DKPRO}semantics.type.SemPred`, 'category'],
  SemArg: [`${DKPRO}semantics.type.SemArg`, null],
};
const SHORT = new Map(Object.entries(KNOWN).map(([short, [type]]) => [type, short]));

/** The code's name for a type. */
export function codeNameOf(type: string): string {
  const short = SHORT.get(type);
  if (short !== undefined) return short;
  const own = type.startsWith(CUSTOM) ? type.slice(CUSTOM.length) : type;
  return decodeIdentifier(own);
}

/** The type for a top code's name. */
export function typeOf(name: string): string {
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  if (known) return known[0];
  return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(name) ? name : CUSTOM + encodeIdentifier(name);
}

/** The feature whose value is the name below the top code's; null where the type has none. `features`: those that the file declares */
export function labelFeature(type: string, features: readonly string[]): string | null {
  const known = KNOWN[SHORT.get(type) ?? ''];
  if (known) return known[1] !== null && features.includes(known[1]) ? known[1] : null;
  return features.includes('value') ? 'value' : null;
}

/** The same for a type that is to be written. */
export function writtenLabelFeature(type: string): string {
  return KNOWN[SHORT.get(type) ?? '']?.[1] ?? 'value';
}

/** Of letters and digits those that XML 1.0 lets stand in names: not ª, µ, º, nor superscripts and fractions. */
const IN_NAMES =
  /^(?=[\p{L}\p{N}_])[\w\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}]$/u;

/** A name as an identifier: what is no letter, digit or line of a name in XML stands as its code point between `_x` and `_`. */
export function encodeIdentifier(name: string): string {
  const encoded = name
    .replace(/_(?=x[0-9a-f]+_)/g, '_x5f_')
    .replace(/[^A-Za-z0-9_]/gu, (character) =>
      IN_NAMES.test(character) ? character : `_x${(character.codePointAt(0) ?? 0).toString(16)}_`,
    );
  return /^\p{N}/u.test(encoded) || encoded === '' ? `_x_${encoded}` : encoded;
}

export function decodeIdentifier(identifier: string): string {
  return identifier.replace(/^_x_(?=\p{N}|$)/u, '').replace(/_x([0-9a-f]{1,6})_/g, (whole, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
