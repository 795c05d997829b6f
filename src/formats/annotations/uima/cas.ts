/*
 * A CAS (Common Analysis System of Apache UIMA) as its serialisations have it: feature structures with features, in views over a text.
 */

export interface FeatureStructure {
  readonly id: number;
  /** with its package */
  readonly type: string;
  /** words and numbers as they stand; references to other structures are in `references` */
  readonly features: Readonly<Record<string, string | number | boolean>>;
  readonly references: Readonly<Record<string, readonly number[]>>;
  /** of an annotation: its view's text, and UTF-16 offsets into it */
  readonly sofa: number | null;
  readonly begin: number | null;
  readonly end: number | null;
  readonly line: number | null;
}

export interface Sofa {
  readonly id: number;
  readonly name: string;
  /** null: the view has no text (a picture, an address, or nothing) */
  readonly text: string | null;
}

export interface Cas {
  readonly sofas: readonly Sofa[];
  readonly structures: readonly FeatureStructure[];
}

/**
 * The CAS with each structure under a number of its own: of those that share one the first is kept and the others are handed to `onTwice`; those
 * without one get negative ones.
 */
export function withOwnIds(cas: Cas, onTwice: (structure: FeatureStructure) => void): Cas {
  const taken = new Set<number>();
  let free = -2;
  const structures = cas.structures.flatMap((structure): readonly FeatureStructure[] => {
    if (!(structure.id >= 0)) return [{ ...structure, id: free-- }];
    if (taken.has(structure.id)) {
      onTwice(structure);
      return [];
    }
    taken.add(structure.id);
    return [structure];
  });
  return { ...cas, structures };
}

/** The CAS with references to arrays of structures replaced by references to what is in them. */
export function withoutArrays(cas: Cas): Cas {
  const arrays = new Map(
    cas.structures
      .filter(({ type }) => type === 'uima.cas.FSArray' || type.endsWith('[]'))
      .map(({ id, references }) => [id, references.elements ?? []]),
  );
  if (arrays.size === 0) return cas;
  return {
    ...cas,
    structures: cas.structures
      .filter(({ id }) => !arrays.has(id))
      .map((structure) => ({
        ...structure,
        references: Object.fromEntries(
          Object.entries(structure.references).map(([name, ids]) => [
            name,
            ids.flatMap((id) => arrays.get(id) ?? [id]),
          ]),
        ),
      })),
  };
}
