import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HAS_INTEROP, interopPath } from '../foreign/testing/interop.ts';
import { bundleOf } from '../foreign/testing/memory-bundle.ts';
import { documentsIn, itemsOf } from '../foreign/testing/reading.ts';
import { writtenBy } from '../foreign/testing/round-trip.ts';
import { setOf } from '../foreign/testing/taking.ts';
import { casJsonReader, xmiReader } from './read.ts';
import { type PlainCas, type PlainStructure, plainCas } from './testing/plain-cas.ts';
import { casJsonWriter, xmiWriter } from './write.ts';

/*
 * What is written as CAS is compared with what UIMA, WebAnno and cassis wrote of the same, structure by structure, but for the differences that are named here.
 */

/** How ours may differ from the reference, and why. */
const ACCEPTED = {
  'metadata of documents':
    'what a file says of itself (its address, its number) is not kept with annotations; the language is',
  'features of tokens and sentences':
    'tokens and sentences are places here: what else they say is said by annotations over them',
  'tokens and sentences': 'a file without them, or with some, gets those of the words of its sentences',
  'types of links':
    'the type of a link is of the project, not of the annotations; ours is called after its host and feature',
  'index of links': 'a link is found through its host, whether it stands in the index or not',
  'place of relations': 'a relation is written where its second end is, as most layers have it',
  'relations to itself': 'a relation connects two annotations; one to itself is told as a problem',
  'zero width': 'an annotation of no text is refused, with a problem',
  'structures at no text':
    'heads of chains, descriptions of tags and the like are told as a problem and left out',
  'views without text': 'a view is a document where it has a text',
  'media type': 'the text is always said to be text',
} as const;
type Difference = keyof typeof ACCEPTED;

const isLink = ({ place, references }: PlainStructure): boolean =>
  place === null && references.target !== undefined;
const isToken = ({ type }: PlainStructure): boolean => type.endsWith('.segmentation.type.Token');
const isSentence = ({ type }: PlainStructure): boolean => type.endsWith('.segmentation.type.Sentence');
const isPlain = (each: PlainStructure): boolean => isToken(each) || isSentence(each);
const isMetadata = ({ type }: PlainStructure): boolean =>
  /\.(?:DocumentAnnotation|DocumentMetaData)$/.test(type);
const isRelation = ({ references }: PlainStructure): boolean =>
  [references.Governor && references.Dependent, references.source && references.target].some(Boolean);

const leadsToItself = ({ references: { Governor, Dependent } }: PlainStructure): boolean =>
  Governor !== undefined && JSON.stringify(Governor) === JSON.stringify(Dependent);

/** Takes away what may differ, and notes that it was there. */
class Leveller {
  readonly found = new Set<Difference>();

  cas({ texts, structures }: PlainCas, isDivided: boolean): readonly unknown[] {
    const kept = structures.filter((each) => {
      const [begin, end] = each.place ?? [0, 1];
      if (isMetadata(each) || (isPlain(each) && !isDivided)) return false;
      if (leadsToItself(each)) {
        this.found.add('relations to itself');
        return false;
      }
      if (begin === end) this.found.add('zero width');
      else if (each.place === null && !isLink(each)) this.found.add('structures at no text');
      return begin !== end && (each.place !== null || isLink(each));
    });
    const words = kept.filter((each) => !isLink(each)).map((each) => JSON.stringify(this.#structure(each)));
    const read = texts.filter(({ sofaString }) => sofaString !== undefined);
    if (read.length < texts.length) this.found.add('views without text');
    return [read.map(({ mimeType: _, sofaNum: __, ...text }) => text), words.sort()];
  }

  #structure(structure: PlainStructure): unknown {
    const { type, place, words, references, indexed } = structure;
    if (isPlain(structure)) {
      if (Object.keys({ ...words, ...references }).length > 0)
        this.found.add('features of tokens and sentences');
      return { type, place, indexed };
    }
    const isBetween = isRelation(structure);
    const led = Object.entries(references).flatMap(([name, targets]) => {
      const there = targets.flatMap((each) => this.#target(each));
      return there.length > 0 ? [[name, there.sort()] as const] : [];
    });
    return {
      type,
      place: isBetween ? null : place,
      words: inOrder(Object.entries(words)),
      references: inOrder(led),
      indexed,
    };
  }

  /** A link by its role and what it leads to; another structure by its type and place. */
  #target(structure: PlainStructure): readonly string[] {
    const { type, place, words, references } = structure;
    if (place) return place[0] === place[1] ? [] : [JSON.stringify([type, place])];
    const there = (references.target ?? []).flatMap((each) => this.#target(each));
    return there.length > 0 ? [JSON.stringify([words.role ?? '', ...there])] : [];
  }
}

function inOrder<T>(entries: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The named differences; what else differs fails here. */
function differences(theirs: PlainCas, ours: PlainCas): readonly Difference[] {
  const leveller = new Leveller();
  const isDivided = theirs.structures.some(isToken) && theirs.structures.some(isSentence);
  const wanted = leveller.cas(theirs, isDivided);
  if (!isDivided) leveller.found.add('tokens and sentences');
  expect(new Leveller().cas(ours, isDivided)).toEqual(wanted);
  const { found } = leveller;
  const of = (which: (each: PlainStructure) => boolean, say: (each: PlainStructure) => unknown): boolean => {
    const [one, other] = [theirs, ours].map(({ structures }) =>
      JSON.stringify(
        structures
          .filter(which)
          .map(say)
          .map((each) => JSON.stringify(each))
          .sort(),
      ),
    );
    return one !== other;
  };
  if (of(isMetadata, ({ type, words }) => [type, words])) found.add('metadata of documents');
  if (of(isLink, ({ type }) => type)) found.add('types of links');
  if (of(isLink, ({ indexed }) => indexed)) found.add('index of links');
  if (
    of(
      (each) => isRelation(each) && !leadsToItself(each),
      ({ place }) => place,
    )
  )
    found.add('place of relations');
  if (theirs.texts.some(({ mimeType }, at) => mimeType !== ours.texts[at]?.mimeType)) found.add('media type');
  return [...found].sort();
}

const under = (root: string, ending: string): readonly string[] =>
  HAS_INTEROP
    ? readdirSync(interopPath(root), { recursive: true, encoding: 'utf8' })
        .filter((each) => each.endsWith(ending))
        .map((each) => path.posix.join(root, each))
        .sort()
    : [];

/** A sample, with the type system that stands beside it. */
function bundleOfSample(file: string) {
  const at = interopPath(...file.split('/'));
  const beside = readdirSync(path.dirname(at)).find((name) => /typesystem\.xml$/i.test(name));
  return bundleOf({
    [path.basename(at)]: readFileSync(at),
    ...(beside && file.endsWith('.xmi')
      ? { [beside]: readFileSync(path.join(path.dirname(at), beside)) }
      : {}),
  });
}

describe.skipIf(!HAS_INTEROP)('CAS beside the files of UIMA, WebAnno and cassis', () => {
  const all = new Set<Difference>();

  it.each([...under('webanno_tsv', '.xmi'), ...under('uima_xmi', '.xmi'), ...under('uima_json', '.xmi')])(
    '%s',
    async (file) => {
      const bundle = bundleOfSample(file);
      if (documentsIn(await itemsOf(xmiReader, bundle)).length === 0) return;
      const { set } = await setOf(xmiReader, bundle);
      const { bundle: written } = await writtenBy(xmiWriter, set);
      const ours = Buffer.from(
        (await written.files.find((each) => each.path.endsWith('.xmi'))?.bytes(1e9)) ?? [],
      );
      const theirs = readFileSync(interopPath(...file.split('/')), 'utf8');
      for (const each of differences(plainCas(theirs), plainCas(ours.toString('utf8')))) all.add(each);
    },
  );

  it.each(under('uima_json', 'data.json'))('%s', async (file) => {
    const bundle = bundleOfSample(file);
    if (documentsIn(await itemsOf(casJsonReader, bundle)).length === 0) return;
    const { set } = await setOf(casJsonReader, bundle);
    const { bundle: written } = await writtenBy(casJsonWriter, set);
    const ours = Buffer.from((await written.files[0]?.bytes(1e9)) ?? []).toString('utf8');
    const theirs = readFileSync(interopPath(...file.split('/')), 'utf8');
    for (const each of differences(plainCas(theirs), plainCas(ours))) all.add(each);
  });

  it('differs in no other way, and each has its reason', () => {
    expect([...all].sort()).toEqual(Object.keys(ACCEPTED).sort());
  });
});
