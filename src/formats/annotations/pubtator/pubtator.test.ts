import { describe, expect, it } from 'vitest';
import { bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned } from '../foreign/testing/round-trip.ts';
import type { AnnotatedSet } from '../testing/arbitrary-set.ts';
import { pubTatorReader } from './read.ts';
import { pubTatorWriter } from './write.ts';

const ARTICLES = [
  '12|t|Naloxone 😀 reverses clonidine.',
  '12|a|In rats, naloxone worked.',
  '12\t0\t8\tNaloxone\tChemical\tMESH:D009270',
  '12\t20\t29\tclonidine\tChemical\tD003000',
  '12\t40\t48\tnaloxone\tChemical\tMESH:D009270',
  '12\tCID\tMESH:D009270\tD003000',
  '12\tCID\tMESH:D009270\tD999',
  '',
  'nonsense',
  '13|t|Second',
  '13\tx\ty',
  '13\t0\t6\tSecond\tThing\t-',
].join('\r\n');

/** As the format holds a text: on two lines, labels without tabs. */
function onTwoLines(set: AnnotatedSet): AnnotatedSet {
  const held = set.documents.flatMap((document) => {
    const { text } = document.structured;
    const cut = text.indexOf('\n');
    const flat =
      cut < 0
        ? text.replace(/\t/g, ' ')
        : `${text.slice(0, cut).replace(/\t/g, ' ')}\n${text.slice(cut + 1).replace(/[\n\t]/g, ' ')}`;
    if (flat.trim() === '') return [];
    return { ...document, structured: { text: flat, blocks: [], marks: [] } };
  });
  return { ...set, documents: held };
}

describe('PubTator', () => {
  it('reads articles, mentions and relations between concepts', async () => {
    const bundle = bundleOf({ 'a.pubtator': ARTICLES });
    expect(await pubTatorReader.recognise(bundle)).toBe(0.95);
    const { documents, problems } = await readAll(pubTatorReader, bundle);
    const [first, second] = documents;
    expect(
      first?.annotations.map(({ ranges: [range], quotes, entity }) => [
        first.structured.text.slice(range?.start, range?.end),
        quotes?.[0],
        entity?.identifiers?.[0],
      ]),
    ).toEqual([
      ['Naloxone', 'Naloxone', { scheme: 'MESH', value: 'D009270' }],
      ['clonidine', 'clonidine', { scheme: 'pubtator', value: 'D003000' }],
      ['naloxone', 'naloxone', { scheme: 'MESH', value: 'D009270' }],
    ]);
    expect(first?.relations.map(({ code, from, to }) => [code[0], from, to])).toEqual([['CID', 'm3', 'm4']]);
    expect(second?.annotations[0]?.entity).toBeUndefined();
    expect(problems.map(({ error }) => [error.code, error.place?.line])).toEqual([
      ['record-malformed', 9],
      ['record-unknown-reference', 7],
      ['record-malformed', 11],
    ]);
    await expectReadAgain(pubTatorReader, pubTatorWriter, documents, { relations: true, split: true });
  });

  it(
    'returns what it wrote',
    () => expectSetsReturned(pubTatorReader, pubTatorWriter, { split: true }, onTwoLines),
    120_000,
  );
});
