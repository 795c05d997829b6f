import { SaxesParser, type SaxesTagNS } from 'saxes';
import { GlossatorError } from '../../../core/errors.ts';
import { damagedXml } from '../../xml/tree.ts';
import type { Cas, FeatureStructure, Sofa } from './cas.ts';

const CAS = 'http:///uima/cas.ecore';
const XMI = 'http://www.omg.org/XMI';

/** `http:///a/b.ecore` and `C` → `a.b.C`; types without a package have the namespace of none. */
function typeName(uri: string, local: string): string {
  const path = /^http:\/\/\/(.*)\.ecore$/.exec(uri)?.[1] ?? '';
  return path === '' || path === 'uima/noNamespace' ? local : `${path.replaceAll('/', '.')}.${local}`;
}

/** Attributes by which UIMA's own structures refer; of others it is only known by what stands at the number. */
function idsOf(text: string): readonly number[] | null {
  return /^\d+(?: \d+)*$/.test(text) ? text.split(' ').map(Number) : null;
}

interface Draft {
  readonly type: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly elements: Map<string, string[]>;
  readonly line: number;
}

/**
 * Reads CAS XMI (UIMA References, chapter 7: XMI CAS Serialization Reference). Without the type system a number may be a value or a reference: it is taken
 * for a reference where the type system says so, else where its feature is one by name or where it leads to what nothing but references lead to.
 * @throws GlossatorError record-malformed with the line where it is not well-formed, structure-too-deep
 */
export function parseXmi(
  content: string,
  path: string,
  isReference: (type: string, feature: string) => boolean,
): Cas {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const drafts: Draft[] = [];
  const sofas: Sofa[] = [];
  let depth = 0;
  let text: string | null = null;
  let current: Draft | null = null;
  parser.on('error', (error) => {
    throw damagedXml(error, parser.line, path);
  });
  parser.on('opentag', (tag: SaxesTagNS) => {
    depth += 1;
    if (depth > 16) {
      throw new GlossatorError('structure-too-deep', 'Elements stand too deep in one another for a CAS.', {
        place: { path, line: parser.line },
      });
    }
    if (depth === 2) {
      const attributes = new Map<string, string>();
      for (const { local, uri, value } of Object.values(tag.attributes)) {
        attributes.set(uri === XMI ? `xmi:${local}` : local, value);
      }
      current = { type: typeName(tag.uri, tag.local), attributes, elements: new Map(), line: parser.line };
      if (tag.uri === CAS && tag.local === 'Sofa') {
        const id = Number(attributes.get('xmi:id'));
        sofas.push({ id, name: attributes.get('sofaID') ?? '', text: attributes.get('sofaString') ?? null });
      } else if (tag.uri !== CAS || !['NULL', 'View'].includes(tag.local)) drafts.push(current);
    } else if (depth === 3) text = '';
  });
  parser.on('text', (more) => {
    if (text !== null) text += more;
  });
  parser.on('closetag', (tag) => {
    if (depth === 3 && current && text !== null) {
      const values = current.elements.get(tag.local) ?? [];
      values.push(text);
      current.elements.set(tag.local, values);
      text = null;
    }
    depth -= 1;
  });
  parser.write(content.replace(/^\uFEFF/, '')).close();
  const leads = leadingIn(drafts);
  return {
    sofas,
    structures: drafts.map((draft) =>
      structureOf(draft, (feature, ids) => isReference(draft.type, feature) || leads(draft, feature, ids)),
    ),
  };
}

/** What is a reference even where no type system says so: to link structures, which stand at no text and lead on, and to the next one of a chain. */
function leadingIn(drafts: readonly Draft[]) {
  const byId = new Map(drafts.map((draft) => [Number(draft.attributes.get('xmi:id')), draft]));
  return ({ type }: Draft, feature: string, ids: readonly number[]): boolean => {
    const targets = ids.map((id) => byId.get(id));
    if (feature === 'next') return targets.every((target) => target?.type === type);
    return targets.every((target) => target?.attributes.has('target') && !target.attributes.has('begin'));
  };
}

function structureOf(
  { type, attributes, elements, line }: Draft,
  isReference: (feature: string, ids: readonly number[]) => boolean,
): FeatureStructure {
  const features: Record<string, string> = {};
  const references: Record<string, readonly number[]> = {};
  for (const [name, value] of attributes) {
    if (name.startsWith('xmi:') || name === 'sofa' || name === 'begin' || name === 'end') continue;
    const ids = idsOf(value);
    if (ids && isReference(name, ids)) references[name] = ids;
    else features[name] = value;
  }
  for (const [name, values] of elements) features[name] = values.join('; ');
  const offset = (name: string): number | null => {
    const value = attributes.get(name);
    return value === undefined || !/^-?\d+$/.test(value) ? null : Number(value);
  };
  return {
    id: Number(attributes.get('xmi:id') ?? -1),
    type,
    features,
    references,
    sofa: offset('sofa'),
    begin: offset('begin'),
    end: offset('end'),
    line,
  };
}
