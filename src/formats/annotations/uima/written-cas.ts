import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import { conllTokens } from '../conll/read.ts';
import { conlluTokens } from '../conll-u/read.ts';
import type { Describer, LossCounter } from '../foreign/describe.ts';
import { attributeWords, flatFeatures } from '../foreign/flat-features.ts';
import type { WriteOptions } from '../foreign/format.ts';
import { labelOf } from '../foreign/label.ts';
import { partsOf } from '../foreign/parts.ts';
import { tokensOf } from '../foreign/tokens.ts';
import { encodeIdentifier, typeOf, writtenLabelFeature } from '../foreign/uima-names.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import { tsvTokens } from '../webanno-tsv/read.ts';
import type { ExportTally } from '../writer.ts';
import { casJsonTokens, xmiTokens } from './read.ts';

/** A structure to be written: numbers from 2, since 1 is the text. */
export interface WrittenStructure {
  readonly id: number;
  readonly type: string;
  /** null of a link, which stands at no text */
  readonly range: { readonly begin: number; readonly end: number } | null;
  readonly words: Readonly<Record<string, string>>;
  readonly references: Readonly<Record<string, number | readonly number[]>>;
}

/** The features of each type that a set is written with: 'word', 'one' structure, 'many'. */
export class WrittenTypeSystem {
  readonly types = new Map<string, Map<string, 'word' | 'one' | 'many'>>();
  /** types that are no annotations */
  readonly links = new Set<string>();

  note({ type, range, words, references }: WrittenStructure): void {
    const features = this.types.get(type) ?? new Map<string, 'word' | 'one' | 'many'>();
    this.types.set(type, features);
    if (!range) this.links.add(type);
    for (const name of Object.keys(words)) features.set(name, 'word');
    for (const [name, ids] of Object.entries(references))
      features.set(name, typeof ids === 'number' ? 'one' : 'many');
  }
}

const SENTENCE = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence';
const TOKEN = typeOf('Token');
const READERS = {
  conll: conllTokens,
  conllu: conlluTokens,
  'webanno-tsv': tsvTokens,
  'cas-xmi': xmiTokens,
  'cas-json': casJsonTokens,
};

/** Whether there is nothing to say of it but its code and place. */
function isBare({ note, status, entityId, attributes }: Annotation): boolean {
  return note === '' && status === 'draft' && entityId === null && Object.keys(attributes).length === 0;
}

/** The features that lead to a relation's ends: INCEpTION has the same for all of its layers as DKPro for dependencies. */
function endsOf(type: string): readonly [from: string, to: string] {
  return /^webanno\.custom\.|\.type\.dependency\.\w+$/.test(type)
    ? ['Governor', 'Dependent']
    : ['source', 'target'];
}

/** Makes the structures of one document. */
export function structuresOf(
  entry: SourceDocument,
  text: string,
  {
    source,
    describer,
    losses,
    tally,
    options,
    types,
  }: {
    readonly source: ExportSource;
    readonly describer: Describer;
    readonly losses: LossCounter;
    readonly tally: ExportTally;
    readonly options: WriteOptions;
    readonly types: WrittenTypeSystem;
  },
): readonly WrittenStructure[] {
  const structures: WrittenStructure[] = [];
  const ids = new Map<Id, number>();
  let next = 2;
  const add = (structure: Omit<WrittenStructure, 'id'>, id = next++): number => {
    const made = { ...structure, id };
    structures.push(made);
    types.note(made);
    return id;
  };
  const { language } = entry.document;
  add({
    type: 'uima.tcas.DocumentAnnotation',
    range: { begin: 0, end: text.length },
    words: { language: language || 'x-unspecified' },
    references: {},
  });
  const tokensAt = new Map<string, number>();
  const sentences = tokensOf(source, entry, text, options, READERS, 'sentence');
  for (const { start, end, tokens } of sentences) {
    add({ type: SENTENCE, range: { begin: start, end }, words: {}, references: {} });
    for (const token of tokens) {
      const range = { begin: token.start, end: token.end };
      tokensAt.set(`${token.start} ${token.end}`, add({ type: TOKEN, range, words: {}, references: {} }));
    }
  }
  const relations = describer.relations(entry.document.id);
  const linked = Map.groupBy(relations, ({ fromId }) => fromId);
  const isLink = (root: string, from: Annotation | undefined): boolean => {
    const at = root.lastIndexOf(':');
    return at > 0 && from !== undefined && describer.path(from.codeId)[0] === root.slice(0, at);
  };
  const annotations = [...losses.annotations(entry.document.id)];
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  // Of an annotation that is a token and says no more, the token is written: what leads to it leads to the token.
  const ends = new Set(relations.flatMap(({ fromId, toId }) => [fromId, toId]));
  const isToken = new Set<Id>();
  for (const annotation of annotations) {
    const { id, spans } = annotation;
    const at = `${spans[0]?.start} ${spans[0]?.end}`;
    const isSaid =
      source.persons.length > 1 || !isBare(annotation) || describer.path(annotation.codeId).length > 1;
    const hosts = (linked.get(id) ?? []).some(({ codeId }) =>
      isLink(describer.path(codeId)[0] ?? '', annotation),
    );
    const token =
      isSaid ||
      hosts ||
      spans.length > 1 ||
      !ends.has(id) ||
      typeOf(describer.path(annotation.codeId)[0] ?? '') !== TOKEN
        ? undefined
        : tokensAt.get(at);
    // A second annotation of the same kind is one of its own.
    tokensAt.delete(token === undefined ? '' : at);
    if (token !== undefined) isToken.add(id);
    ids.set(id, token ?? next++);
  }
  const said = ({ codeId }: { readonly codeId: Id }, words: Readonly<Record<string, string>>) => {
    const [root = '', ...rest] = describer.path(codeId);
    const type = typeOf(root);
    const named = Object.fromEntries(
      Object.entries(words).map(([name, value]) => [encodeIdentifier(name), value]),
    );
    return {
      type,
      words: rest.length > 0 ? { ...named, [writtenLabelFeature(type)]: labelOf(rest) } : named,
    };
  };
  for (const annotation of annotations) {
    if (isToken.has(annotation.id)) continue;
    const { type, words } = said(annotation, flatFeatures(annotation, describer, source, tally));
    const references: Record<string, number | number[]> = {};
    for (const relation of linked.get(annotation.id) ?? []) {
      const [root = '', role, ...more] = describer.path(relation.codeId);
      const target = ids.get(relation.toId);
      if (!isLink(root, annotation) || more.length > 0 || target === undefined) continue;
      const feature = encodeIdentifier(root.slice(root.lastIndexOf(':') + 1));
      const to = byId.get(relation.toId);
      // The next one of a chain is led to at once.
      if (
        feature === 'next' &&
        role === undefined &&
        to &&
        typeOf(describer.path(to.codeId)[0] ?? '') === type
      ) {
        if (references.next === undefined) references.next = target;
        else tally.lose('further ways from one element of a chain', 1);
        continue;
      }
      const link = add({
        type: `${type}${feature.charAt(0).toUpperCase()}${feature.slice(1)}Link`,
        range: null,
        words: role === undefined ? {} : { role },
        references: { target },
      });
      references[feature] = [references[feature] ?? [], link].flat();
    }
    for (const [place, { start, end }] of partsOf(annotation, options.discontinuous, tally).entries()) {
      add(
        { type, words, range: { begin: start, end }, references: place === 0 ? references : {} },
        place === 0 ? ids.get(annotation.id) : next++,
      );
    }
  }
  for (const relation of relations) {
    const { fromId, toId, note } = relation;
    const [root = ''] = describer.path(relation.codeId);
    const [from, to, target] = [ids.get(fromId), ids.get(toId), byId.get(toId)];
    if (from === undefined || to === undefined || !target)
      tally.lose('relations of annotations that are not written', 1);
    else if (!isLink(root, byId.get(fromId))) {
      const { type, words } = said(relation, attributeWords(describer.attributes(relation), tally));
      const [first, second] = endsOf(type);
      const [span] = target.spans;
      add({
        type,
        range: { begin: span?.start ?? 0, end: span?.end ?? 0 },
        words: note === '' ? words : { ...words, note },
        references: { [first]: from, [second]: to },
      });
    }
  }
  return structures;
}
