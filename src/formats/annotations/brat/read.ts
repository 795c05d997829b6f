import { FileText } from '../foreign/canonical.ts';
import { decodeText, wholeBytes, wholeText } from '../foreign/decode.ts';
import { oneOfSeveral } from '../foreign/one-of-several.ts';
import { problem } from '../foreign/problem.ts';
import { headText, isBeside } from '../foreign/recognise.ts';
import type { Bundle, BundleFile, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { type BratConfiguration, parseConfiguration } from './configuration.ts';
import { BratDocument } from './document.ts';

const STANDOFF = /\.(?:ann|a1|a2|rel)$/i;
const CONFIGURATION = /(?:^|\/)(?:annotation|visual|tools|kb_shortcuts)\.conf$/;

function stemOf(path: string): string {
  return path.replace(/\.[^./]+$/, '');
}

async function recognise(bundle: Bundle): Promise<number> {
  let any = false;
  for (const file of bundle.files) {
    if (isBeside(file.path) || CONFIGURATION.test(file.path) || /\.txt$/i.test(file.path)) continue;
    if (!STANDOFF.test(file.path)) return 0;
    const head = await headText(file);
    if (head.trim() !== '' && !/^(?:[TREAMN]\S*|\*|#\S*)\t\S/.test(head)) return 0;
    any = true;
  }
  return any ? 0.95 : 0;
}

/** The configuration that holds for a folder: its own, else that of the nearest one above. */
async function configurationFor(folder: string, bundle: Bundle): Promise<BratConfiguration> {
  const nearest = async (name: string): Promise<string | null> => {
    for (let at = folder; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
      const path = at === '' ? name : `${at}/${name}`;
      const file = bundle.files.find((each) => each.path === path);
      if (file) return wholeText(file);
      if (at === '') return null;
    }
  };
  return parseConfiguration(await nearest('annotation.conf'), await nearest('visual.conf'));
}

async function* readDocument(
  stem: string,
  text: BundleFile,
  standoff: readonly BundleFile[],
  configuration: BratConfiguration,
): AsyncGenerator<ForeignItem> {
  const bytes = await wholeBytes(text);
  const file = new FileText(decodeText(bytes, text.path));
  const document = new BratDocument(file, configuration);
  for (const each of standoff) document.add(await wholeText(each), each.path);
  const { annotations, relations } = document.finish();
  yield* document.problems;
  yield {
    kind: 'document',
    document: {
      key: `${stem}.txt`,
      metadata: { title: stem.split('/').at(-1) ?? stem },
      structured: file.structured(),
      original: { bytes, mediaType: 'text/plain', encoding: 'utf-8' },
      annotations,
      relations,
    },
  };
}

async function* read(bundle: Bundle): AsyncGenerator<ForeignItem> {
  const texts = new Map<string, BundleFile>();
  const standoff = new Map<string, BundleFile[]>();
  for (const file of bundle.files) {
    const stem = stemOf(file.path);
    if (/\.txt$/i.test(file.path)) texts.set(stem, file);
    else if (STANDOFF.test(file.path)) standoff.set(stem, [...(standoff.get(stem) ?? []), file]);
  }
  const configurations = new Map<string, BratConfiguration>();
  for (const stem of [...new Set([...texts.keys(), ...standoff.keys()])].sort()) {
    const folder = stem.includes('/') ? stem.slice(0, stem.lastIndexOf('/')) : '';
    const configuration = configurations.get(folder) ?? (await configurationFor(folder, bundle));
    configurations.set(folder, configuration);
    const text = texts.get(stem);
    if (text) {
      const files = standoff.get(stem) ?? [];
      const items = readDocument(stem, text, files, configuration);
      yield* oneOfSeveral(items, files[0]?.path ?? text.path, texts.size > 1);
    } else {
      const path = standoff.get(stem)?.[0]?.path ?? stem;
      const message = `Its text, ‘${stem}.txt’, is not beside it.`;
      yield problem(
        'error',
        'file-missing',
        message,
        { path },
        'Put the text beside the annotations, or import the folder.',
      );
    }
  }
}

/** Reads brat's stand-off format (https://brat.nlplab.org/standoff.html); offsets are code points of the text file. */
export const bratReader: ForeignReader = {
  format: 'brat',
  title: 'brat standoff',
  recognise,
  read,
  companions: (name) =>
    STANDOFF.test(name)
      ? ['.txt', '.ann', '.a1', '.a2']
          .map((ending) => stemOf(name) + ending)
          .filter((each) => each !== name)
          .concat('annotation.conf', 'visual.conf')
      : [],
};
