import { SaxesParser } from 'saxes';

/*
 * A CAS as another reader than ours sees it, without what the specification leaves free: the numbers of structures, their order, that of attributes, and
 * prefixes of namespaces.
 */

export interface PlainStructure {
  readonly type: string;
  /** null: it stands at no text */
  readonly place: readonly [begin: number, end: number] | null;
  readonly words: Readonly<Record<string, string>>;
  /** by feature: what it leads to */
  readonly references: Readonly<Record<string, readonly PlainStructure[]>>;
  readonly indexed: boolean;
}

export interface PlainCas {
  readonly texts: readonly Readonly<Record<string, string>>[];
  readonly structures: readonly PlainStructure[];
}

/** The features of the samples that lead to other structures (`tags`, which no type system beside its sample knows, is left a word). */
const REFERRING: ReadonlySet<string> = new Set([
  'Governor',
  'Dependent',
  'source',
  'target',
  'links',
  'arguments',
  'next',
  'first',
  'pos',
  'lemma',
  'morph',
  'head',
  'tail',
  'elements',
]);

interface Raw {
  readonly type: string;
  readonly values: Readonly<Record<string, string>>;
}

function rawXmi(content: string): readonly Raw[] {
  const found: Raw[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  let feature: [name: string, text: string] | null = null;
  parser.on('opentag', ({ uri, local, attributes }) => {
    depth += 1;
    const space = uri.replace(/^http:\/\/\/|\.ecore$/g, '').replaceAll('/', '.');
    const values = Object.values(attributes).map(
      (each) => [each.name === 'xmi:id' ? '%ID' : each.local, each.value] as const,
    );
    if (depth === 2) found.push({ type: `${space}.${local}`, values: Object.fromEntries(values) });
    if (depth === 3) feature = [local, ''];
  });
  parser.on('text', (text) => {
    if (feature) feature[1] += text;
  });
  parser.on('closetag', () => {
    const values = found.at(-1)?.values as Record<string, string> | undefined;
    if (feature && values) values[feature[0]] = [values[feature[0]], feature[1]].filter(Boolean).join('; ');
    feature = null;
    depth -= 1;
  });
  parser.write(content).close();
  return found;
}

interface JsonCas {
  readonly '%FEATURE_STRUCTURES': readonly Readonly<Record<string, unknown>>[];
  readonly '%VIEWS': Readonly<
    Record<string, { readonly '%SOFA': number; readonly '%MEMBERS': readonly number[] }>
  >;
}

function rawJson(content: string): readonly Raw[] {
  const cas = JSON.parse(content) as JsonCas;
  const structures = cas['%FEATURE_STRUCTURES'].map((each): Raw => {
    const values = Object.entries(each).map(([name, value]) => {
      const plain = name === '%ID' ? name : name === '%ELEMENTS' ? 'elements' : name.replace(/^[@#^]/, '');
      return [plain, Array.isArray(value) ? value.join(' ') : String(value)] as const;
    });
    return {
      type: String(each['%TYPE']),
      values: Object.fromEntries(values.filter(([name]) => name !== '%TYPE')),
    };
  });
  const views = Object.values(cas['%VIEWS']).map((view): Raw => {
    return {
      type: 'uima.cas.View',
      values: { sofa: String(view['%SOFA']), members: view['%MEMBERS'].join(' ') },
    };
  });
  return [...structures, ...views];
}

/** Reads CAS XMI, or CAS JSON where it begins with a brace. */
export function plainCas(content: string): PlainCas {
  const raws = content.trimStart().startsWith('{') ? rawJson(content) : rawXmi(content);
  const members = new Set(
    raws
      .filter(({ type }) => type === 'uima.cas.View')
      .flatMap(({ values }) => (values.members ?? '').split(' ')),
  );
  const byId = new Map(raws.map((raw) => [raw.values['%ID'] ?? '', raw]));
  const plain = ({ type, values }: Raw, depth: number): PlainStructure => {
    const { '%ID': id = '', sofa: _, begin, end, ...others } = values;
    const words: Record<string, string> = {};
    const references: Record<string, readonly PlainStructure[]> = {};
    for (const [name, value] of Object.entries(others)) {
      const targets = REFERRING.has(name) ? value.split(' ').map((each) => byId.get(each)) : [undefined];
      const known = targets.filter((each) => each !== undefined);
      if (known.length < targets.length) words[name] = value;
      // What a structure is, is said by what it leads to, but not by all that leads on from there.
      else references[name] = depth === 0 ? [] : known.map((each) => plain(each, depth - 1));
    }
    const place = begin === undefined || end === undefined ? null : ([Number(begin), Number(end)] as const);
    return { type, place, words, references, indexed: members.has(id) };
  };
  const own = raws.filter(({ type }) => !/^uima\.cas\.(?:NULL|View|Sofa)$/.test(type));
  return {
    texts: raws
      .filter(({ type }) => type === 'uima.cas.Sofa')
      .map(({ values: { '%ID': _, ...values } }) => values),
    structures: own.map((each) => plain(each, 2)),
  };
}
