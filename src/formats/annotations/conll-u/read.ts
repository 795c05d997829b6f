import { decodeText, wholeText } from '../foreign/decode.ts';
import { oneOfSeveral } from '../foreign/one-of-several.ts';
import { problem, Unheld } from '../foreign/problem.ts';
import { leastCertainty } from '../foreign/recognise.ts';
import { structuredText } from '../foreign/text.ts';
import type { TokenReader } from '../foreign/tokens.ts';
import type { Bundle, BundleFile, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { mentionsIn } from './mentions.ts';
import { parseMisc } from './misc.ts';
import { placed } from './places.ts';
import { COLUMNS, type ConlluDocument, MISC, parseConllu } from './sentences.ts';
import { taggedIn, tagKeys } from './tags.ts';

function sniff(head: string): number {
  // The last line of the beginning may be cut off.
  const lines = head
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .slice(0, head.length >= 60_000 ? -1 : undefined);
  const rows = lines.filter((line) => line.trim() !== '' && !/^[#<]/.test(line)).slice(0, 400);
  if (rows.length === 0) return 0;
  const sound = rows.filter((row) => row.split('\t').length === COLUMNS && /^\d+(?:[-.]\d+)?\t/.test(row));
  return sound.length === rows.length ? 0.96 : sound.length >= rows.length * 0.9 ? 0.92 : 0;
}

const ABOUT_SPACES = /^Space(?:After|s(?:Before|After|InToken))$/;

/** What the model has no place for: it stays in the file that is kept, and is written to CoNLL-U again. */
function* unheldIn(
  { sentences }: ConlluDocument,
  tags: readonly string[],
  path: string,
): Generator<ForeignItem> {
  const unheld = new Unheld();
  const kept = '(kept with the file, and written again to CoNLL-U)';
  for (const { rows } of sentences) {
    for (const { kind, cells, line } of rows) {
      if (kind === 'empty') unheld.add(`nodes that are not in the text ${kept}`, line);
      if (kind === 'word' && cells.slice(2, MISC).some((cell) => cell !== '_'))
        unheld.add(`words’ lemmas, parts of speech, features and dependencies ${kept}`, line);
      const others = parseMisc(cells[MISC] ?? '_').filter(
        ([key]) => key !== 'Entity' && !tags.includes(key) && !ABOUT_SPACES.test(key),
      );
      unheld.add(`further values of the column MISC ${kept}`, line, others.length);
    }
  }
  yield* unheld.items(path);
}

function* readDocument(
  document: ConlluDocument,
  key: string,
  title: string,
  path: string,
): Generator<ForeignItem> {
  const inText = placed(document);
  const keys = tagKeys(document);
  const { annotations, faults, withoutText } = mentionsIn(document, inText);
  for (const { line, message } of [...document.faults, ...faults]) {
    yield problem('error', 'record-malformed', message, { path, line });
  }
  const { count, line } = inText.differing;
  if (count > 0) {
    const message = `${count.toLocaleString('en')} sentences say another text than their tokens make; the tokens were taken.`;
    yield problem('warning', 'quotation-mismatch', message, { path, line });
  }
  if (withoutText > 0) {
    const message = `${withoutText.toLocaleString('en')} mentions of nodes that are not in the text were left out.`;
    yield problem('warning', 'span-empty', message, { path, line: 1 });
  }
  yield* unheldIn(document, keys, path);
  yield {
    kind: 'document',
    document: {
      key,
      metadata: { title },
      structured: structuredText(inText.text),
      original: {
        bytes: new TextEncoder().encode(`${document.lines.join('\n')}\n`),
        mediaType: 'text/plain',
        encoding: 'utf-8',
      },
      annotations: [...annotations, ...taggedIn(inText, keys)],
      relations: [],
    },
  };
}

/** @throws GlossatorError encoding-mismatch with the line, file-too-large */
async function* readFile(file: BundleFile): AsyncGenerator<ForeignItem> {
  const content = await wholeText(file);
  const stem = (file.path.split('/').at(-1) ?? file.path).replace(/\.[^.]+$/, '');
  let held: ConlluDocument | undefined;
  let number = 0;
  // Whether there are several is known when the second comes.
  for (const document of parseConllu(content)) {
    if (held) yield* numbered(held, ++number);
    held = document;
  }
  if (!held) {
    yield problem('error', 'record-malformed', 'There is no sentence in it.', { path: file.path, line: 1 });
  } else if (number > 0) yield* numbered(held, number + 1);
  else yield* readDocument(held, file.path, held.id ?? stem, file.path);

  function* numbered(document: ConlluDocument, place: number): Generator<ForeignItem> {
    yield* readDocument(document, `${file.path}#${place}`, document.id ?? `${stem} ${place}`, file.path);
  }
}

async function* read(bundle: Bundle): AsyncGenerator<ForeignItem> {
  for (const file of bundle.files) yield* oneOfSeveral(readFile(file), file.path, bundle.files.length > 1);
}

/** The tokens of a CoNLL-U file that a document was imported from; a token of several words is one. */
export const conlluTokens: TokenReader = (bytes, text) => {
  for (const document of parseConllu(decodeText(bytes, ''))) {
    const inText = placed(document);
    if (inText.text === text) return inText.sentences;
  }
  return null;
};

/** Reads CoNLL-U and, as far as it is laid out alike, CoNLL-X (2006): texts, and what the column MISC marks in them. */
export const conlluReader: ForeignReader = {
  format: 'conllu',
  title: 'CoNLL-U',
  recognise: (bundle) => leastCertainty(bundle, sniff),
  read,
};
