import { decodeText, wholeBytes } from '../foreign/decode.ts';
import { oneOfSeveral } from '../foreign/one-of-several.ts';
import { leastCertainty } from '../foreign/recognise.ts';
import { structuredText } from '../foreign/text.ts';
import type { TokenReader } from '../foreign/tokens.ts';
import type { Bundle, BundleFile, ForeignDocument, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { TsvAnnotations } from './document.ts';
import { parseRows } from './rows.ts';
import { toVersion3 } from './version-2.ts';

const VERSION_3 = /^\uFEFF?#FORMAT=WebAnno TSV 3/;
const VERSION_2 = /^\uFEFF? ?# ?[\w.]+ (?:\||#).*|^#id=\d+\r?\n#text=/;

function sniff(head: string): number {
  if (VERSION_3.test(head)) return 0.98;
  return VERSION_2.test(head) && /^#text=/m.test(head) ? 0.95 : 0;
}

/** The items of one TSV file; `as` says whose it is and which document, where the place of the file tells. */
export async function* readTsv(
  file: BundleFile,
  as: { readonly person?: string; readonly key?: string } = {},
): AsyncGenerator<ForeignItem> {
  const bytes = await wholeBytes(file);
  const content = decodeText(bytes, file.path);
  const rows = parseRows(VERSION_3.test(content) ? content : toVersion3(content));
  const found = new TsvAnnotations(rows, file.path);
  const { annotations, relations } = found.finish();
  yield* found.problems;
  const { person, key = file.path } = as;
  const by = person === undefined ? {} : { person };
  const document: ForeignDocument = {
    key,
    metadata: { title: (key.split('/').at(-1) ?? key).replace(/\.(?:tsv|txt)$/i, '') },
    structured: structuredText(rows.text),
    original: {
      bytes,
      mediaType: 'text/tab-separated-values',
      encoding: 'utf-8',
    },
    annotations: annotations.map((each) => ({ ...by, ...each })),
    relations: relations.map((each) => ({ ...by, ...each })),
  };
  yield { kind: 'document', document };
}

async function* read(bundle: Bundle): AsyncGenerator<ForeignItem> {
  const several = bundle.files.length > 1;
  for (const file of bundle.files) {
    if (/\.tsv$/i.test(file.path) || !several) yield* oneOfSeveral(readTsv(file), file.path, several);
  }
}

/** The tokens of a TSV file that a document was imported from. */
export const tsvTokens: TokenReader = (bytes, text) => {
  const content = decodeText(bytes, '');
  const rows = parseRows(VERSION_3.test(content) ? content : toVersion3(content));
  return rows.text === text ? rows.sentences : null;
};

/** Reads WebAnno TSV 3 (and 2); offsets are UTF-16 code units. */
export const tsvReader: ForeignReader = {
  format: 'webanno-tsv',
  title: 'WebAnno TSV',
  recognise: (bundle) => leastCertainty(bundle, sniff),
  read,
};
