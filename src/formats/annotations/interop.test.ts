import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCodebook } from '../codebooks/index.ts';
import { ZipArchive } from '../zip/archive.ts';
import { codecs } from './foreign/codecs.ts';
import type { Codec } from './foreign/format.ts';
import { contentOf } from './foreign/testing/content.ts';
import { HAS_INTEROP, interopPath, type Sample, samples } from './foreign/testing/interop.ts';
import { bundleOf } from './foreign/testing/memory-bundle.ts';
import { itemsOf, problemsIn } from './foreign/testing/reading.ts';
import { writtenBy } from './foreign/testing/round-trip.ts';
import { setOf } from './foreign/testing/taking.ts';
import type { Bundle, ForeignItem, ForeignReader } from './foreign/types.ts';
import type { AnnotatedSet } from './testing/arbitrary-set.ts';
import { parseCasJson } from './uima/json.ts';
import { parseXmi } from './uima/xmi.ts';

/*
 * Every file that others made is read with the counts that its manifest states, or is known to be no annotated set. So no
 * sample is forgotten: one that is neither fails.
 */

/** What is no annotated set by itself, and why. */
const BESIDE: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/(?:^|\/)(?:README\.(?:md|txt))$/, 'says something of the files beside it'],
  [/^brat\/.*\.(?:txt|conf)$/, 'is a text, or configures: read with the .ann beside it'],
  [/typesystem[^/]*\.xml$|\/typesystems\/|_TypeSystem\.xml$/i, 'names types: read with the CAS beside it'],
  [/\.(?:xsd|dtd)$|bioc_schema\.json$/, 'is a schema'],
  [/^webannotation\/w3c-(?:assertions|definitions)/, 'is a JSON schema of what is to hold of annotations'],
  [/^webannotation\/apache-annotator/, 'is a table of test cases: named tests of w3c read it'],
  [/^gate\/testdocument1\.txt$|^uima_xmi\/dkpro-core\/texts\//, 'is a text'],
  [/^qualcoder\/Examples\//, 'is a document, or a table of attributes'],
  [/text_classification\/example_one_column_no_header\.xlsx$/, 'is a workbook of texts without labels'],
  [/^taguette\/(?:highlights-export\.csv|document-export\.html)$/, 'is a table, or a page, made for people'],
  [/w3c-samples-incorrect\/anno(?:1|15|16|19|21)\.json$/, 'is no JSON'],
];

/** Columns of tasks that mark no passages as CoNLL-2002 or -U do: recognised, and refused with a way out. */
const REFUSED = /^conll\/dkpro-core\/(?:2008|2012|corenlp)/;

const CODEBOOKS = /\.qdc$|^taguette\/codebook-import/;

const readers = codecs.filter(
  (codec): codec is Codec & { reader: ForeignReader } => codec.reader !== undefined,
);

async function bundleFor(file: string, reader: ForeignReader): Promise<Bundle> {
  const at = interopPath(...file.split('/'));
  const name = path.basename(at);
  const bytes = new Uint8Array(readFileSync(at));
  const files: Record<string, Uint8Array> = {};
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && !name.endsWith('.xlsx')) {
    const zip = await ZipArchive.open(bytes);
    for (const entry of zip.entries) {
      const content = entry.name.endsWith('/') ? undefined : await zip.read(entry.name);
      if (content) files[entry.name] = content;
    }
  } else {
    files[name] = bytes;
    for (const companion of reader.companions?.(name) ?? []) {
      const beside = path.join(path.dirname(at), companion);
      if (existsSync(beside)) files[companion] = new Uint8Array(readFileSync(beside));
    }
  }
  return bundleOf(files, name);
}

async function recognised(file: string): Promise<{ codec: (typeof readers)[number]; bundle: Bundle } | null> {
  let best: { codec: (typeof readers)[number]; bundle: Bundle } | null = null;
  let certainty = 0.5;
  for (const codec of readers) {
    const bundle = await bundleFor(file, codec.reader);
    const sure = await codec.reader.recognise(bundle);
    if (best ? sure > certainty : sure >= certainty) {
      best = { codec, bundle };
      certainty = sure;
    }
  }
  return best;
}

interface Found {
  readonly items: readonly ForeignItem[];
  readonly documents: number;
  readonly annotations: number;
  readonly relations: number;
  readonly codes: number;
  readonly errors: number;
  readonly content: string;
}

type Counter = (found: Found, sample: Sample) => Readonly<Record<string, unknown>>;

/** Structures of a CAS by the last part of their type, as the manifest counts them. */
function structuresIn(content: string): Record<string, number> {
  const counts: Record<string, number> = {};
  const { structures, sofas } = parseXmi(content, '', () => false);
  for (const { type } of structures) {
    const name = type.split('.').at(-1) ?? type;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  if (sofas.length > 0) counts.Sofa = sofas.length;
  return counts;
}

/** What of the manifest's counts is found, under its own names; formats that are not here compare theirs in their own tests. */
const COUNTERS: Readonly<Record<string, Counter>> = {
  'cas-xmi': ({ content }, { expected }) => {
    const counts = structuresIn(content);
    return Object.fromEntries(
      Object.keys(expected)
        .filter((key) => key !== 'sofa_utf16_len')
        .map((key) => [key, counts[key]]),
    );
  },
  'cas-json': ({ content }, { expected }) => {
    if (expected.feature_structures === undefined) return {};
    const { sofas, structures } = parseCasJson(content, '');
    return { feature_structures: sofas.length + structures.length };
  },
  gate: ({ annotations }) => ({ annotations }),
  bioc: ({ documents, annotations, relations }) => ({
    document: documents,
    annotation: annotations,
    relation: relations,
  }),
  tei: ({ documents }) => ({ TEI: documents }),
  argilla: ({ documents }) => ({ records: documents }),
  'refi-qda': ({ codes }) => ({ Code: codes }),
  'label-studio': ({ documents }) => ({ cases: documents }),
  doccano: ({ documents, errors, annotations }, { file }) => ({
    lines: documents + errors,
    // The manifest does not count what stands under the placeholder of these.
    ...(file.includes('import-examples/sequence') ? {} : { spans: annotations }),
  }),
  conll: ({ annotations }, { file }) => (file.startsWith('spacy/') ? { entities: annotations } : {}),
};

/** Problems of a reader that say that it read less than is there. */
const LESS: readonly (readonly [pattern: RegExp, codes: readonly string[]])[] = [
  [/^brat\/dkpro-core\/(?:document1-ref|event-ref)/, ['file-missing']],
  [/^conll\/doccano\/labeling\.invalid/, ['record-malformed']],
  [/^doccano\/import-tests\/(?:seq2seq|text_classification)\//, ['record-malformed']],
  [/^uima_/, ['file-empty']],
  [/^refi_qda\//, ['file-missing']],
  [/^webannotation\/w3c-samples-incorrect\//, ['record-malformed']],
];

/** What does not come back, since the format as it is written now has no place for it: it is counted as lost. */
const LOST_BY_RETURN: readonly (readonly [pattern: RegExp, what: 'attributes', why: string])[] = [
  [/^argilla\//, 'attributes', 'scores of predictions stood with each span in version 1'],
];

function withoutNames(set: AnnotatedSet): object {
  return contentOf({
    ...set,
    documents: set.documents.map((each) => ({ ...each, record: { ...each.record, title: '' } })),
    annotations: set.annotations.filter(({ lost }) => !lost),
  });
}

describe.skipIf(!HAS_INTEROP)('files of other programs', () => {
  const all = samples('').filter(({ file }) => !file.startsWith('documents/'));

  it.each(all)('$file', async (sample) => {
    const { file, expected } = sample;
    const beside = BESIDE.filter(([pattern]) => pattern.test(file));
    if (CODEBOOKS.test(file)) {
      const bytes = readFileSync(interopPath(...file.split('/')));
      if (expected.must_fail === undefined)
        expect(readCodebook(bytes).codes).toHaveLength(Number(expected.codes));
      // A code without a name is left out and told; a table without names is refused.
      else if (file.includes('emptyname')) expect(readCodebook(bytes).warnings).not.toEqual([]);
      else
        expect(() => readCodebook(bytes)).toThrow(expect.objectContaining({ code: 'codebook-unreadable' }));
      return;
    }
    const known = await recognised(file);
    if (!known || beside.length > 0) {
      expect({ recognised: known?.codec.about.format, beside: beside.length }).toEqual({ beside: 1 });
      return;
    }
    const { codec, bundle } = known;
    if (REFUSED.test(file)) {
      const refused = { code: 'file-format-unknown', remedy: expect.stringContaining('CAS XMI') };
      await expect(itemsOf(codec.reader, bundle)).rejects.toMatchObject(refused);
      return;
    }
    const items = await itemsOf(codec.reader, bundle);
    const count = (kind: string): number => items.filter((item) => item.kind === kind).length;
    const documents = items.flatMap((item) => (item.kind === 'document' ? [item.document] : []));
    const errors = items.filter((item) => item.kind === 'problem' && item.severity === 'error');
    const less = LESS.find(([pattern]) => pattern.test(file))?.[1] ?? [];
    expect(problemsIn(errors).filter(({ code }) => !less.includes(code))).toEqual([]);
    expect(problemsIn(errors).every(({ place }) => place?.path !== undefined)).toBe(true);
    const counted = COUNTERS[codec.about.format]?.(
      {
        items,
        documents: documents.length,
        annotations: documents.flatMap(({ annotations }) => annotations).length,
        relations: documents.flatMap(({ relations }) => relations).length,
        codes: count('code'),
        errors: errors.length,
        content: Buffer.from(
          (await bundle.files.find((each) => each.path === bundle.name)?.bytes(1e9)) ?? [],
        ).toString('utf8'),
      },
      sample,
    );
    for (const [name, value] of Object.entries(counted ?? {})) {
      if (expected[name] !== undefined) expect({ [name]: value }).toEqual({ [name]: expected[name] });
    }
    const writer =
      codec.about.format === 'conll'
        ? codecs.find(({ about }) => about.format === 'conll2003')?.writer
        : codec.writer;
    const first = await setOf(codec.reader, bundle);
    if (!writer || first.set.documents.length === 0) return;
    const lost = LOST_BY_RETURN.some(([pattern]) => pattern.test(file));
    const set = {
      ...first.set,
      annotations: first.set.annotations
        .filter((annotation) => !annotation.lost)
        .map((annotation) => (lost ? { ...annotation, attributes: {} } : annotation)),
    };
    const written = await writtenBy(writer, set);
    expect(withoutNames((await setOf(codec.reader, written.bundle)).set)).toEqual(withoutNames(set));
  });
});
