import {
  childNamed,
  childrenNamed,
  descendantsNamed,
  parseXml,
  textOf,
  XML_SET_LIMITS,
} from '../../xml/tree.ts';

/** Features that are references where nothing is known of their type. */
const REFERRING: ReadonlySet<string> = new Set(['Governor', 'Dependent', 'source', 'target', 'elements']);
/** Ranges that are values, not other structures. */
const VALUES = /^uima\.cas\.(?:String|Integer|Float|Double|Boolean|Long|Short|Byte)(?:Array|List)?$/;

interface Type {
  readonly parent: string;
  /** by feature: whether it refers to other structures */
  readonly features: ReadonlyMap<string, boolean>;
}

/** What a type system says of features. Types that it does not know are taken by the names of their features. */
export class TypeSystem {
  readonly #types = new Map<string, Type>();

  /** @throws GlossatorError record-malformed with the line where it is not well-formed */
  add(content: string, path: string): void {
    for (const type of descendantsNamed(
      parseXml(content, { names: 'local', path, limits: XML_SET_LIMITS }),
      'typeDescription',
    )) {
      const text = (name: string): string => textOf(childNamed(type, name)).trim();
      const features = new Map<string, boolean>();
      for (const feature of childrenNamed(childNamed(type, 'features') ?? type, 'featureDescription')) {
        const name = textOf(childNamed(feature, 'name')).trim();
        const range = textOf(childNamed(feature, 'rangeTypeName')).trim();
        features.set(name, !VALUES.test(range) && !this.#isString(range));
      }
      this.#types.set(text('name'), { parent: text('supertypeName'), features });
    }
  }

  /** Types below String have values that are written like any other. */
  #isString(range: string): boolean {
    return this.#types.get(range)?.parent === 'uima.cas.String';
  }

  isReference(type: string, feature: string): boolean {
    const seen = new Set<string>();
    for (let at = type; !seen.has(at); ) {
      seen.add(at);
      const known = this.#types.get(at);
      const refers = known?.features.get(feature);
      if (refers !== undefined) return refers;
      if (!known) break;
      at = known.parent;
    }
    return REFERRING.has(feature);
  }
}
