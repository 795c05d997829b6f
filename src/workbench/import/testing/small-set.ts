import { codecs } from '../../../formats/annotations/foreign/codecs.ts';
import type { ForeignWriter } from '../../../formats/annotations/foreign/format.ts';
import { bundleOf } from '../../../formats/annotations/foreign/testing/memory-bundle.ts';
import { writtenBy } from '../../../formats/annotations/foreign/testing/round-trip.ts';
import { setOf } from '../../../formats/annotations/foreign/testing/taking.ts';

const bratReader = codecs.find(({ about }) => about.format === 'brat')?.reader;

/** The formats that are both read and written. */
export const formats: readonly { readonly format: string; readonly writer: ForeignWriter }[] = codecs.flatMap(
  ({ about, reader, writer }) => (reader && writer ? [{ format: about.format, writer }] : []),
);

/** Of these half is a file too: each line stands for itself, and what is whole is taken. */
export const BY_LINES: ReadonlySet<string> = new Set(['brat', 'webanno-tsv', 'conll', 'conllu', 'pubtator']);
/** Of these each record stands for itself: those before a broken one are taken. */
export const BY_RECORDS: ReadonlySet<string> = new Set([
  'label-studio',
  'doccano',
  'spacy-json',
  'hugging-face',
  'pubannotation',
  'prodigy',
  'argilla',
]);
export const BINARY: ReadonlySet<string> = new Set(['spacy']);

export interface WrittenFiles {
  /** that with the annotations, which is to be broken */
  readonly broken: readonly [name: string, content: Buffer];
  readonly beside: readonly (readonly [name: string, content: Buffer])[];
}

/** What a format that is written, or one of its kinds, makes of one small set: three annotations and a relation. */
export async function written(format: string): Promise<WrittenFiles> {
  const writer = codecs.find(({ about }) => about.format === format)?.writer;
  if (!writer || !bratReader) throw new Error(`no ${format}`);
  const { set } = await setOf(
    bratReader,
    bundleOf({
      'a.txt': 'Ana 😀 met Bo in Minsk.\nShe left with Bo.\n',
      'a.ann': 'T1\tPER 0 3\tAna\nT2\tPER 10 12\tBo\nR1\tMet Arg1:T1 Arg2:T2\nT3\tLOC 16 21\tMinsk\n',
    }),
  );
  const { bundle } = await writtenBy(writer, set);
  const files: [string, Buffer][] = [];
  for (const file of bundle.files) files.push([file.path, Buffer.from(await file.bytes(1e9))]);
  files.sort(
    ([one], [other]) =>
      Number(/\.(?:txt|conf)$|TypeSystem/.test(one)) - Number(/\.(?:txt|conf)$|TypeSystem/.test(other)),
  );
  const [broken, ...beside] = files;
  if (!broken) throw new Error('nothing was written');
  return { broken, beside };
}
