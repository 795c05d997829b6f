import { parseXml, XML_SET_LIMITS } from '../../xml/tree.ts';
import { wholeText } from '../foreign/decode.ts';
import { isObject, partialJson } from '../foreign/json-value.ts';
import { oneOfSeveral } from '../foreign/one-of-several.ts';
import { problem } from '../foreign/problem.ts';
import { headText, isBeside } from '../foreign/recognise.ts';
import type { Bundle, BundleFile, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { type BiocPart, itemsOf } from './collection.ts';
import { documentsInJson, documentsInXml } from './parse.ts';

/** Schemas of BioC that lie beside collections. */
const SCHEMA = /\.(?:dtd|xsd|key)$/i;

function filesOf(bundle: Bundle): readonly BundleFile[] {
  return bundle.files.filter(({ path }) => !isBeside(path) && !SCHEMA.test(path));
}

function sniff(head: string): number {
  if (
    /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE collection[^>]*>\s*|<!--[\s\S]*?-->\s*)*<collection[\s>]/.test(
      head,
    )
  ) {
    return /<!DOCTYPE collection|<(?:source|date|key|document|infon)[\s/>]/.test(head) ? 0.9 : 0.5;
  }
  const value = partialJson(head);
  const [first] = isObject(value) && Array.isArray(value.documents) ? value.documents : [value];
  return isObject(first) && Array.isArray(first.passages) ? 0.95 : 0;
}

/** @throws GlossatorError record-malformed, file-damaged, encoding-mismatch, file-too-large, structure-too-deep */
async function* readFile(
  file: BundleFile,
  taken: Set<string>,
  several: boolean,
): AsyncGenerator<ForeignItem> {
  const { path } = file;
  const content = await wholeText(file);
  const documents = content.trimStart().startsWith('<')
    ? documentsInXml(parseXml(content, { names: 'local', path, limits: XML_SET_LIMITS }), path)
    : documentsInJson(content, path);
  for (const [index, document] of documents.entries()) {
    const id = document.id || String(index + 1);
    const key = several ? `${path}#${id}` : id;
    if (taken.has(key)) {
      const message = `The document id ${id} is given twice.`;
      yield problem('error', 'record-malformed', message, {
        path,
        line: document.line,
        recordKind: 'document',
        recordId: id,
      });
      continue;
    }
    taken.add(key);
    const { annotations: _annotations, ...about } = document;
    yield* itemsOf(document, path, key, new TextEncoder().encode(textIn(about)));
  }
}

function textIn({ text, parts }: Pick<BiocPart, 'text' | 'parts'>): string {
  return [text ?? '', ...parts.map(textIn)].filter((each) => each !== '').join('\n');
}

export const biocReader: ForeignReader = {
  format: 'bioc',
  title: 'BioC',
  async recognise(bundle) {
    const certainties: number[] = [];
    for (const file of filesOf(bundle)) certainties.push(sniff(await headText(file)));
    return certainties.length > 0 ? Math.min(...certainties) : 0;
  },
  async *read(bundle) {
    const files = filesOf(bundle);
    const taken = new Set<string>();
    for (const file of files)
      yield* oneOfSeveral(readFile(file, taken, files.length > 1), file.path, files.length > 1);
  },
};
