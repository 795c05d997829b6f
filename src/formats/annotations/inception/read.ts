import { decodeText, wholeBytes } from '../foreign/decode.ts';
import { problem } from '../foreign/problem.ts';
import { headText } from '../foreign/recognise.ts';
import { canonicalText, structuredText } from '../foreign/text.ts';
import type { Bundle, BundleFile, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { withoutArrays } from '../uima/cas.ts';
import { parseCasJson } from '../uima/json.ts';
import { casItems } from '../uima/translate.ts';
import { TypeSystem } from '../uima/type-system.ts';
import { parseXmi } from '../uima/xmi.ts';
import { readTsv } from '../webanno-tsv/read.ts';

const PROJECT = /^exportedproject\d*\.json$/;
const EXPORTED = /^(annotation|curation)\/(.+)\/([^/]+)\.(\w+)$/;
/** What the curated annotations of a project are called: nobody's own. */
const CURATION = 'CURATION_USER';
const INITIAL = 'INITIAL_CAS';

interface Exported {
  readonly file: BundleFile;
  readonly document: string;
  readonly user: string;
  readonly ending: string;
}

function exportedIn(bundle: Bundle): readonly Exported[] {
  return bundle.files.flatMap((file) => {
    const found = EXPORTED.exec(file.path);
    if (!found) return [];
    const [, , document = '', user = '', ending = ''] = found;
    return user === INITIAL ? [] : [{ file, document, user, ending: ending.toLowerCase() }];
  });
}

async function* readOne({ file, document, user, ending }: Exported): AsyncGenerator<ForeignItem> {
  const as = { key: document, person: user === CURATION ? 'Curation' : user };
  const head = await headText(file);
  if (/^\uFEFF?#FORMAT=WebAnno TSV/.test(head)) yield* readTsv(file, as);
  else if (ending === 'xmi') {
    const types = new TypeSystem();
    const bytes = await wholeBytes(file);
    const cas = parseXmi(decodeText(bytes, file.path), file.path, (type, feature) =>
      types.isReference(type, feature),
    );
    yield* casItems(withoutArrays(cas), bytes, 'application/vnd.xmi+xml', file.path, as);
  } else if (ending === 'json') {
    const bytes = await wholeBytes(file);
    const cas = parseCasJson(decodeText(bytes, file.path), file.path);
    yield* casItems(withoutArrays(cas), bytes, 'application/json', file.path, as);
  } else {
    yield problem(
      'warning',
      'file-format-unknown',
      `What ${as.person} annotated in ‘${document}’ was exported as ‘.${ending}’, which holds no annotations that are read here.`,
      { path: file.path },
      'Export the project again with WebAnno TSV or UIMA CAS as its format.',
    );
  }
}

async function* readSource(file: BundleFile, document: string): AsyncGenerator<ForeignItem> {
  const bytes = await wholeBytes(file);
  const { text } = canonicalText(decodeText(bytes, file.path));
  yield {
    kind: 'document',
    document: {
      key: document,
      metadata: { title: document.replace(/\.[^.]{1,8}$/, '') },
      structured: structuredText(text),
      original: { bytes, mediaType: 'text/plain', encoding: 'utf-8' },
      annotations: [],
      relations: [],
    },
  };
}

async function* read(bundle: Bundle): AsyncGenerator<ForeignItem> {
  const exported = exportedIn(bundle);
  const seen = new Set<string>();
  for (const each of exported) {
    for await (const item of readOne(each)) {
      if (item.kind === 'document') seen.add(each.document);
      yield item;
    }
  }
  // Documents that nobody has annotated are there as they were imported.
  for (const file of bundle.files) {
    const document = /^source\/(.+)$/.exec(file.path)?.[1];
    if (document !== undefined && !seen.has(document) && /\.txt$/i.test(document))
      yield* readSource(file, document);
  }
}

/** Reads the project archive that INCEpTION and WebAnno export: everyone's annotations and the curated ones, as far as they were exported as TSV or CAS. */
export const inceptionReader: ForeignReader = {
  format: 'inception',
  title: 'INCEpTION project',
  async recognise(bundle) {
    const project = bundle.files.find(({ path }) => PROJECT.test(path));
    return project && /"source_documents"/.test(await headText(project)) ? 0.99 : project ? 0.9 : 0;
  },
  read,
};
