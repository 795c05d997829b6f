import { FileText } from '../foreign/canonical.ts';
import { problem, Unheld } from '../foreign/problem.ts';
import { isBeside } from '../foreign/recognise.ts';
import { WHOLE_FILE_LIMIT } from '../foreign/text.ts';
import type { BundleFile, ForeignAnnotation, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { type BinDocument, type BinSpan, readDocBin } from './doc-bin.ts';
import { annotationOf, classesOf } from './spans.ts';

/*
 * `.spacy` files: the documents of a DocBin. Spans are places of tokens, tokens give the text.
 */

const ENDING = /\.spacy$/i;

/** The header of zlib. */
function isZlib(head: Uint8Array): boolean {
  const [first = 0, second = 0] = head;
  return first === 0x78 && ((first << 8) | second) % 31 === 0;
}

function annotationsOf(
  document: BinDocument,
  starts: readonly number[],
  text: FileText,
): readonly ForeignAnnotation[] {
  const rangeOf = ({ first, end }: BinSpan) => {
    const start = starts[first] ?? text.text.length;
    const last = starts[end - 1];
    const wordEnd = last === undefined ? start : last + (document.words[end - 1] ?? '').length;
    return { start: text.utf16(start), end: text.utf16(end > first ? wordEnd : start) };
  };
  return [
    ...document.entities.map((span, index) =>
      annotationOf(`e${index + 1}`, rangeOf(span), span.label, span.kbId, null),
    ),
    ...document.groups.flatMap(({ name, spans }) =>
      spans.map((span, index) =>
        annotationOf(`${name}:${index + 1}`, rangeOf(span), span.label, span.kbId, name),
      ),
    ),
  ];
}

async function* readFile(file: BundleFile, several: boolean): AsyncGenerator<ForeignItem> {
  const { path } = file;
  const unheld = new Unheld();
  let count = 0;
  for (const document of readDocBin(await file.bytes(WHOLE_FILE_LIMIT), path)) {
    count += 1;
    const starts: number[] = [];
    let raw = '';
    for (const [index, word] of document.words.entries()) {
      starts.push(raw.length);
      raw += document.spaces[index] ? `${word} ` : word;
    }
    if (raw === '') {
      yield problem('warning', 'record-malformed', `Document ${count} is empty.`, { path });
      continue;
    }
    unheld.add('members of user data', undefined, document.userData);
    const text = new FileText(raw);
    yield {
      kind: 'document',
      document: {
        key: several ? `${path}#${count}` : String(count),
        metadata: {},
        structured: text.structured(),
        original: { bytes: new TextEncoder().encode(raw), mediaType: 'text/plain', encoding: 'utf-8' },
        annotations: annotationsOf(document, starts, text),
        relations: [],
        documentCodes: classesOf(document.cats),
      },
    };
  }
  yield* unheld.items(path);
}

export const spacyReader: ForeignReader = {
  format: 'spacy',
  title: 'spaCy DocBin',
  async recognise(bundle) {
    const files = bundle.files.filter(({ path }) => !isBeside(path));
    for (const file of files) if (!ENDING.test(file.path) || !isZlib(await file.head())) return 0;
    return files.length > 0 ? 0.95 : 0;
  },
  async *read(bundle) {
    const files = bundle.files.filter(({ path }) => !isBeside(path));
    for (const file of files) yield* readFile(file, files.length > 1);
  },
};
