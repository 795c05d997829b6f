import { describe, expect, it } from 'vitest';
import { bundleOf } from '../foreign/testing/memory-bundle.ts';
import { itemsOf, problemsIn } from '../foreign/testing/reading.ts';
import { setOf } from '../foreign/testing/taking.ts';
import { inceptionReader } from './read.ts';

const NE = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';
const tsv = (label: string) =>
  `#FORMAT=WebAnno TSV 3.3\n#T_SP=${NE}|value\n\n\n#Text=Ana 😀 met Bo\n1-1\t0-3\tAna\t${label}\t\n1-2\t4-6\t😀\t_\t\n1-3\t7-10\tmet\t_\t\n1-4\t11-13\tBo\t_\t\n`;

describe('an INCEpTION project', () => {
  const bundle = bundleOf({
    'exportedproject123.json': '{"name":"p","source_documents":[{"name":"a.txt"}]}',
    'source/a.txt': 'Ana 😀 met Bo',
    'source/b.txt': 'Nobody was here.',
    'annotation/a.txt/ann.tsv': tsv('PER'),
    'annotation/a.txt/INITIAL_CAS.tsv': tsv('_'),
    'annotation/a.txt/old.ser': 'x',
    'curation/a.txt/CURATION_USER.tsv': tsv('ORG'),
  });

  it('is one document with everyone’s annotations, and those that nobody annotated', async () => {
    expect(await inceptionReader.recognise(bundle)).toBeGreaterThan(0.9);
    const { set } = await setOf(inceptionReader, bundle);
    expect(set.documents.map(({ record }) => record.title)).toEqual(['a', 'b']);
    const people = new Map(set.persons.map(({ id, name }) => [id, name]));
    const codes = new Map(set.codes.map(({ id, name }) => [id, name]));
    expect(
      set.annotations.map(({ personId, codeId, spans }) => [
        people.get(personId),
        codes.get(codeId),
        spans[0]?.quote,
      ]),
    ).toEqual([
      ['ann', 'PER', 'Ana'],
      ['Curation', 'ORG', 'Ana'],
    ]);
  });

  it('tells what was exported in a format without annotations', async () => {
    expect(problemsIn(await itemsOf(inceptionReader, bundle))).toMatchObject([
      { code: 'file-format-unknown', place: { path: 'annotation/a.txt/old.ser' } },
    ]);
  });
});
