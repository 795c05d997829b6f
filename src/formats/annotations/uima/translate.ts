import { FileText } from '../foreign/canonical.ts';
import { decodeText } from '../foreign/decode.ts';
import { fromFlat } from '../foreign/flat-features.ts';
import { pathOf } from '../foreign/label.ts';
import { problem, Unheld } from '../foreign/problem.ts';
import type { TokenReader, TokenSentence } from '../foreign/tokens.ts';
import type { ForeignAnnotation, ForeignItem, ForeignRelation, ForeignValue } from '../foreign/types.ts';
import { codeNameOf, decodeIdentifier, typeOf, writtenLabelFeature } from '../foreign/uima-names.ts';
import { type Cas, type FeatureStructure, type Sofa, withOwnIds } from './cas.ts';

const TOKEN = typeOf('Token');
const SENTENCE = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence';
/** Types that say something of the whole text or of other structures. */
const DOCUMENT_TYPES: ReadonlySet<string> = new Set([
  'uima.tcas.DocumentAnnotation',
  'de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData',
]);
/** References by which a structure is a relation between two others: those of DKPro and of INCEpTION's layers, and of other programs. */
const ENDS: readonly (readonly [from: string, to: string])[] = [
  ['Governor', 'Dependent'],
  ['source', 'target'],
];

/** Tokens and sentences are places: what else they say of themselves is said by annotations over them. */
function isPlace({ type }: FeatureStructure): boolean {
  return type === TOKEN || type === SENTENCE;
}

function isAnnotation(structure: FeatureStructure): boolean {
  return structure.begin !== null && structure.end !== null && structure.sofa !== null;
}

function endsOf({ references }: FeatureStructure): readonly [number, number] | null {
  for (const [from, to] of ENDS) {
    const [source, target] = [references[from]?.[0], references[to]?.[0]];
    if (source !== undefined && target !== undefined) return [source, target];
  }
  return null;
}

/** Turns one view of a CAS into annotations and relations. */
class View {
  readonly unheld = new Unheld();
  readonly problems: ForeignItem[] = [];
  readonly #cas: Cas;
  readonly #sofa: Sofa;
  readonly #file: FileText;
  readonly #path: string;
  readonly #byId: ReadonlyMap<number, FeatureStructure>;
  readonly #annotations = new Map<number, ForeignAnnotation>();
  readonly #relations: ForeignRelation[] = [];

  constructor(cas: Cas, sofa: Sofa, file: FileText, path: string) {
    this.#cas = cas;
    this.#sofa = sofa;
    this.#file = file;
    this.#path = path;
    this.#byId = new Map(cas.structures.map((structure) => [structure.id, structure]));
  }

  read(): {
    readonly annotations: readonly ForeignAnnotation[];
    readonly relations: readonly ForeignRelation[];
  } {
    const here = this.#cas.structures.filter((each) => each.sofa === this.#sofa.id && isAnnotation(each));
    for (const structure of here) {
      const { type, id } = structure;
      const isPlain = isPlace(structure) || DOCUMENT_TYPES.has(type);
      if (!isPlain && endsOf(structure) === null) this.#annotations.set(id, this.#annotation(structure));
    }
    for (const structure of here) {
      const ends = endsOf(structure);
      if (ends) this.#relation(structure, ...ends);
      else if (this.#annotations.has(structure.id) && !isPlace(structure)) this.#links(structure);
    }
    for (const structure of this.#cas.structures) {
      if (!isAnnotation(structure)) this.#other(structure);
    }
    return { annotations: [...this.#annotations.values()], relations: this.#relations };
  }

  /** Link structures are read where they are linked to. */
  #other({ type, line, references }: FeatureStructure): void {
    if (references.target || type.startsWith('uima.cas.')) return;
    this.unheld.add(`structures of the type ${codeNameOf(type)}, which stand at no text`, line ?? undefined);
  }

  #said({ type, features }: FeatureStructure) {
    const labelled = writtenLabelFeature(type);
    const label = features[labelled];
    const others: Record<string, ForeignValue> = {};
    for (const [name, value] of Object.entries(features)) {
      if (name !== labelled) others[decodeIdentifier(name)] = value;
    }
    const path = typeof label === 'string' && label !== '' ? pathOf(label) : [];
    if (label !== undefined && path.length === 0) others[labelled] = label;
    return { code: [codeNameOf(type), ...path], said: fromFlat(others) };
  }

  #annotation(structure: FeatureStructure): ForeignAnnotation {
    const { id, begin, end, line } = structure;
    const { code, said } = this.#said(isPlace(structure) ? { ...structure, features: {} } : structure);
    const range = { start: this.#file.utf16(begin ?? 0), end: this.#file.utf16(end ?? 0) };
    return { key: String(id), code, ranges: [range], ...said, ...(line === null ? {} : { line }) };
  }

  /** The annotation with this id; a token or sentence becomes one where something leads to it. */
  #end(id: number): string | null {
    const structure = this.#byId.get(id);
    if (!structure || !isAnnotation(structure) || structure.sofa !== this.#sofa.id || endsOf(structure))
      return null;
    if (!this.#annotations.has(id)) this.#annotations.set(id, this.#annotation(structure));
    return String(id);
  }

  #relation(structure: FeatureStructure, source: number, target: number): void {
    const [from, to] = [this.#end(source), this.#end(target)];
    const place = { path: this.#path, ...(structure.line === null ? {} : { line: structure.line }) };
    if (from === null || to === null) {
      const message = `The structure ${structure.id} leads to ${from === null ? source : target}, which is no annotation.`;
      this.problems.push(problem('error', 'record-unknown-reference', message, place));
      return;
    }
    const { code, said } = this.#said(structure);
    const { attributes, note, person } = said;
    if (from === to) {
      this.unheld.add('relations from an annotation to itself', structure.line ?? undefined);
      return;
    }
    this.#relations.push({
      key: String(structure.id),
      code,
      from,
      to,
      ...(attributes ? { attributes } : {}),
      ...(note === undefined ? {} : { note }),
      ...(person === undefined ? {} : { person }),
    });
  }

  /** Features that lead to annotations, at once or through link structures with a role, are relations `Type:feature`. */
  #links(structure: FeatureStructure): void {
    for (const [feature, ids] of Object.entries(structure.references)) {
      for (const [place, id] of ids.entries()) {
        const linked = this.#byId.get(id);
        const role = linked?.features.role;
        const through = linked && !isAnnotation(linked) ? linked.references.target?.[0] : id;
        const to = through === undefined ? null : this.#end(through);
        if (to === null || to === String(structure.id)) {
          this.unheld.add(
            `values of the feature ${feature}, which lead to no other annotation`,
            structure.line ?? undefined,
          );
          continue;
        }
        this.#relations.push({
          key: `${structure.id} ${feature} ${place}`,
          code: [
            `${codeNameOf(structure.type)}:${decodeIdentifier(feature)}`,
            ...(typeof role === 'string' && role !== '' ? [role] : []),
          ],
          from: String(structure.id),
          to,
        });
      }
    }
  }
}

/** The items of a CAS: a document for each view that has a text. `stem`: what the file is called. */
export function* casItems(
  read: Cas,
  bytes: Uint8Array,
  mediaType: string,
  path: string,
  as: { readonly person?: string; readonly key?: string } = {},
): Generator<ForeignItem> {
  const key = as.key ?? path;
  const stem = (key.split('/').at(-1) ?? key).replace(/\.(?:xmi|json|txt)$/i, '');
  const twice: FeatureStructure[] = [];
  const cas = withOwnIds(read, (structure) => twice.push(structure));
  for (const { id, line } of twice) {
    const place = { path, ...(line === null ? {} : { line }), recordId: String(id) };
    yield problem(
      'error',
      'record-malformed',
      `The id ${id} is given twice; the second was left out.`,
      place,
    );
  }
  const texts = cas.sofas.filter(({ text }) => text !== null);
  if (texts.length === 0) {
    yield problem(
      'error',
      'file-empty',
      'The CAS has no text; annotations of pictures, addresses and bytes are not read.',
      { path },
    );
    return;
  }
  for (const sofa of texts) {
    const file = new FileText(sofa.text ?? '');
    const view = new View(cas, sofa, file, path);
    const { annotations, relations } = view.read();
    yield* view.problems;
    yield* view.unheld.items(path);
    const isFirst = sofa === texts[0];
    const by = as.person === undefined ? {} : { person: as.person };
    const language = cas.structures.find(({ type, sofa: at }) => DOCUMENT_TYPES.has(type) && at === sofa.id)
      ?.features.language;
    yield {
      kind: 'document',
      document: {
        key: isFirst ? key : `${key}#${sofa.name}`,
        metadata: {
          title: isFirst ? stem : `${stem} (${sofa.name})`,
          ...(typeof language === 'string' && language !== 'x-unspecified' ? { language } : {}),
        },
        structured: file.structured(),
        original: { bytes, mediaType, encoding: 'utf-8' },
        annotations: annotations.map((each) => ({ ...by, ...each })),
        relations: relations.map((each) => ({ ...by, ...each })),
      },
    };
  }
}

/** The tokens and sentences of the view that has this text. */
export function casTokens(parse: (content: string) => Cas): TokenReader {
  return (bytes, text) => {
    const cas = parse(decodeText(bytes, ''));
    const sofa = cas.sofas.find((each) => each.text !== null && new FileText(each.text).text === text);
    if (!sofa) return null;
    const file = new FileText(sofa.text ?? '');
    const ofType = (type: string) =>
      cas.structures
        .filter((each) => each.type === type && each.sofa === sofa.id && isAnnotation(each))
        .map(({ begin, end }) => ({ start: file.utf16(begin ?? 0), end: file.utf16(end ?? 0) }))
        .filter(({ start, end }) => start < end && end <= text.length)
        .sort((a, b) => a.start - b.start || a.end - b.end);
    const tokens = ofType(TOKEN);
    const sentences: TokenSentence[] = [];
    let at = 0;
    for (const { start, end } of ofType(SENTENCE)) {
      const inside: { start: number; end: number }[] = [];
      for (; at < tokens.length && (tokens[at]?.end ?? 0) <= end; at++) {
        const token = tokens[at];
        if (token && token.start >= Math.max(start, inside.at(-1)?.end ?? 0)) inside.push(token);
      }
      if (inside.length > 0 && start >= (sentences.at(-1)?.end ?? 0))
        sentences.push({ start, end, tokens: inside });
    }
    return sentences.length > 0 ? sentences : null;
  };
}
