import { decodeText, wholeBytes, wholeText } from '../foreign/decode.ts';
import { oneOfSeveral } from '../foreign/one-of-several.ts';
import { headText, isBeside, leastCertainty } from '../foreign/recognise.ts';
import type { Bundle, BundleFile, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { type Cas, withoutArrays } from './cas.ts';
import { parseCasJson } from './json.ts';
import { casItems, casTokens } from './translate.ts';
import { TypeSystem } from './type-system.ts';
import { parseXmi } from './xmi.ts';

async function isTypeSystem(file: BundleFile): Promise<boolean> {
  return /<typeSystemDescription\b/.test(await headText(file));
}

async function isXmi(file: BundleFile): Promise<boolean> {
  const head = await headText(file);
  return head.includes('http://www.omg.org/XMI') && head.includes('http:///uima/cas.ecore');
}

async function recogniseXmi(bundle: Bundle): Promise<number> {
  let any = false;
  for (const file of bundle.files) {
    if (isBeside(file.path)) continue;
    if (await isXmi(file)) any = true;
    else if (!(await isTypeSystem(file))) return 0;
  }
  return any ? 0.97 : 0;
}

async function* readXmi(bundle: Bundle): AsyncGenerator<ForeignItem> {
  const types = new TypeSystem();
  for (const file of bundle.files) {
    if (/\.xml$/i.test(file.path) && (await isTypeSystem(file))) types.add(await wholeText(file), file.path);
  }
  for (const file of bundle.files) {
    if (!(await isXmi(file))) continue;
    yield* oneOfSeveral(
      readCas(file, 'application/vnd.xmi+xml', (content) =>
        parseXmi(content, file.path, (type, feature) => types.isReference(type, feature)),
      ),
      file.path,
      bundle.files.length > 1,
    );
  }
}

async function* readCas(
  file: BundleFile,
  mediaType: string,
  parse: (content: string) => Cas,
): AsyncGenerator<ForeignItem> {
  const bytes = await wholeBytes(file);
  const cas = parse(decodeText(bytes, file.path));
  yield* casItems(withoutArrays(cas), bytes, mediaType, file.path);
}

/** Reads UIMA CAS XMI with the type system beside it, if there is one; offsets are UTF-16 code units. */
export const xmiReader: ForeignReader = {
  format: 'cas-xmi',
  title: 'UIMA CAS XMI',
  recognise: recogniseXmi,
  read: readXmi,
  companions: (name) =>
    /\.xmi$/i.test(name) ? ['TypeSystem.xml', 'typesystem.xml', 'debug-typesystem.xml'] : [],
};

export const xmiTokens = casTokens((content) => parseXmi(content, '', () => false));

async function* readJson(bundle: Bundle): AsyncGenerator<ForeignItem> {
  for (const file of bundle.files) {
    if (!/\.json$/i.test(file.path) && bundle.files.length > 1) continue;
    const parse = (content: string): Cas => parseCasJson(content, file.path);
    yield* oneOfSeveral(readCas(file, 'application/json', parse), file.path, bundle.files.length > 1);
  }
}

/** Reads UIMA CAS JSON 0.4; offsets are UTF-16 code units. */
export const casJsonReader: ForeignReader = {
  format: 'cas-json',
  title: 'UIMA CAS JSON',
  recognise: (bundle) =>
    leastCertainty(bundle, (head) =>
      /^\s*\{\s*"%(?:TYPES|FEATURE_STRUCTURES|VIEWS|HEADER)"/.test(head) ? 0.97 : 0,
    ),
  read: readJson,
};

export const casJsonTokens = casTokens((content) => parseCasJson(content, ''));
