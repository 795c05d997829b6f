import { countForbidden, xmlAttribute, xmlText } from '../../xml/escape.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import { FileNames } from '../foreign/file-names.ts';
import type { ForeignWriter, OutputFile, WriteOptions } from '../foreign/format.ts';
import { linePieces, textPieces } from '../foreign/line-pieces.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';
import { structuresOf, type WrittenStructure, WrittenTypeSystem } from './written-cas.ts';

const BUILT_IN = /^uima\./;

function parentOf(type: string, types: WrittenTypeSystem): string {
  return types.links.has(type) ? 'uima.cas.TOP' : 'uima.tcas.Annotation';
}

const RANGES = { word: 'uima.cas.String', one: 'uima.tcas.Annotation', many: 'uima.cas.FSArray' } as const;

function* typeSystemLines(types: WrittenTypeSystem): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">';
  yield '  <types>';
  for (const [type, features] of types.types) {
    if (BUILT_IN.test(type)) continue;
    yield '    <typeDescription>';
    yield `      <name>${xmlText(type)}</name>`;
    yield '      <description/>';
    yield `      <supertypeName>${parentOf(type, types)}</supertypeName>`;
    yield '      <features>';
    for (const [name, range] of features) {
      yield `        <featureDescription><name>${xmlText(name)}</name><description/><rangeTypeName>${RANGES[range]}</rangeTypeName></featureDescription>`;
    }
    yield '      </features>';
    yield '    </typeDescription>';
  }
  yield '  </types>';
  yield '</typeSystemDescription>';
}

/** The namespace of a type's package, with a prefix of its own. */
class Prefixes {
  readonly #byUri = new Map<string, string>();

  constructor(structures: readonly WrittenStructure[]) {
    for (const { type } of structures) {
      const uri = this.#uri(type);
      if (!this.#byUri.has(uri)) this.#byUri.set(uri, `p${this.#byUri.size + 1}`);
    }
  }

  #uri(type: string): string {
    const at = type.lastIndexOf('.');
    return at < 0
      ? 'http:///uima/noNamespace.ecore'
      : `http:///${type.slice(0, at).replaceAll('.', '/')}.ecore`;
  }

  element(type: string): string {
    return `${this.#byUri.get(this.#uri(type))}:${type.slice(type.lastIndexOf('.') + 1)}`;
  }

  get declarations(): string {
    return [...this.#byUri].map(([uri, prefix]) => ` xmlns:${prefix}="${xmlAttribute(uri)}"`).join('');
  }
}

function* xmiLines(text: string, structures: readonly WrittenStructure[]): Generator<string> {
  const prefixes = new Prefixes(structures);
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"${prefixes.declarations} xmi:version="2.0">`;
  yield '  <cas:NULL xmi:id="0"/>';
  for (const { id, type, range, words, references } of structures) {
    const attributes = [
      `xmi:id="${id}"`,
      ...(range ? [`sofa="1"`, `begin="${range.begin}"`, `end="${range.end}"`] : []),
      ...Object.entries(words).map(([name, value]) => `${name}="${xmlAttribute(value)}"`),
      ...Object.entries(references).map(
        ([name, ids]) => `${name}="${typeof ids === 'number' ? ids : ids.join(' ')}"`,
      ),
    ];
    yield `  <${prefixes.element(type)} ${attributes.join(' ')}/>`;
  }
  yield `  <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="${xmlAttribute(text)}"/>`;
  yield `  <cas:View sofa="1" members="${structures
    .filter(({ range }) => range)
    .map(({ id }) => id)
    .join(' ')}"/>`;
  yield '</xmi:XMI>';
}

function jsonTypes(types: WrittenTypeSystem): Record<string, unknown> {
  const described: Record<string, unknown> = {};
  for (const [type, features] of types.types) {
    if (BUILT_IN.test(type)) continue;
    described[type] = {
      '%NAME': type,
      '%SUPER_TYPE': parentOf(type, types),
      ...Object.fromEntries(
        [...features].map(([name, range]) => [name, { '%NAME': name, '%RANGE': RANGES[range] }]),
      ),
    };
  }
  return described;
}

function* jsonLinesOf(
  text: string,
  structures: readonly WrittenStructure[],
  types: WrittenTypeSystem,
): Generator<string> {
  yield `{\n  "%TYPES" : ${JSON.stringify(jsonTypes(types))},\n  "%FEATURE_STRUCTURES" : [`;
  let next = (structures.at(-1)?.id ?? 1) + 1;
  for (const { id } of structures) next = Math.max(next, id + 1);
  yield `    ${JSON.stringify({ '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaNum: 1, sofaID: '_InitialView', mimeType: 'text', sofaString: text })}`;
  for (const { id, type, range, words, references } of structures) {
    const arrays: unknown[] = [];
    const referring = Object.entries(references).map(([name, ids]) => {
      if (typeof ids === 'number') return [`@${name}`, ids] as const;
      const array = next++;
      arrays.push({ '%ID': array, '%TYPE': 'uima.cas.FSArray', '%ELEMENTS': ids });
      return [`@${name}`, array] as const;
    });
    const place = range ? { '@sofa': 1, ...range } : {};
    const structure = { '%ID': id, '%TYPE': type, ...place, ...words, ...Object.fromEntries(referring) };
    for (const each of [structure, ...arrays]) yield `    ,${JSON.stringify(each)}`;
  }
  const members = structures.filter(({ range }) => range).map(({ id }) => id);
  yield '  ],';
  yield `  "%VIEWS" : { "_InitialView" : { "%SOFA" : 1, "%MEMBERS" : ${JSON.stringify(members)} } }`;
  yield '}';
}

function* filesOf(
  source: ExportSource,
  tally: ExportTally,
  options: WriteOptions,
  kind: 'xmi' | 'json',
): Generator<OutputFile> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, {
    relations: true,
    features: true,
    persons: true,
  });
  const names = new FileNames();
  const all = new WrittenTypeSystem();
  for (const entry of source.documents()) {
    losses.document(entry);
    const text = describer.text(entry);
    const types = kind === 'xmi' ? all : new WrittenTypeSystem();
    const structures = structuresOf(entry, text, { source, describer, losses, tally, options, types });
    if (kind === 'xmi')
      tally.lose('characters that XML cannot hold (written as U+FFFD)', countForbidden(text));
    const lines =
      kind === 'xmi' ? xmiLines(text, structures) : jsonLinesOf(text.toWellFormed(), structures, types);
    yield { path: `${names.of(entry.document)}.${kind}`, pieces: linePieces(lines) };
  }
  losses.set();
  if (kind === 'xmi')
    yield { path: 'TypeSystem.xml', pieces: textPieces([...typeSystemLines(all)].join('\n')) };
}

/** Writes UIMA CAS XMI, a file for each document, with the type system beside them. */
export const xmiWriter: ForeignWriter = {
  format: 'cas-xmi',
  write: (source, tally, options) => filesOf(source, tally, options, 'xmi'),
};

/** Writes UIMA CAS JSON 0.4, a file for each document, each with its types. */
export const casJsonWriter: ForeignWriter = {
  format: 'cas-json',
  write: (source, tally, options) => filesOf(source, tally, options, 'json'),
};
