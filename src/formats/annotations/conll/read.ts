import { decodeText, wholeText } from '../foreign/decode.ts';
import { runsOf } from '../foreign/iob.ts';
import { pathOf } from '../foreign/label.ts';
import { oneOfSeveral } from '../foreign/one-of-several.ts';
import { problem } from '../foreign/problem.ts';
import { leastCertainty } from '../foreign/recognise.ts';
import { structuredText } from '../foreign/text.ts';
import type { TokenReader } from '../foreign/tokens.ts';
import type { Bundle, BundleFile, ForeignAnnotation, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { CHUNK, type ColumnDocument, parseColumns, SPACE, taggedColumns } from './columns.ts';
import { cellsIn, refusedTask, rowsIn, taskOf } from './tasks.ts';

/** How much of a file is enough to tell its columns by. */
const BEGINNING = 60_000;

function sniff(head: string): number {
  if (taskOf(rowsIn(head, head.length < BEGINNING)) !== null) return 0.92;
  // The last line of the beginning may be cut off.
  const lines = head
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .slice(0, head.length >= BEGINNING ? -1 : undefined);
  const rows = lines
    .filter((line) => line.trim() !== '' && !/^-DOCSTART-|^# /.test(line))
    .slice(0, 400)
    .map(cellsIn);
  if (rows.length === 0 || rows.some((cells) => /^#FORMAT|^\d+-\d+$/.test(cells[0] ?? ''))) return 0;
  const widths = Map.groupBy(rows, (cells) => cells.length);
  const [width, usual] = [...widths].sort(([, a], [, b]) => b.length - a.length)[0] ?? [0, []];
  // Words and numbers in the first column of CoNLL-U and its like.
  if (width < 2 || width > 12 || usual.length < rows.length * 0.9) return 0;
  if (width >= 8 && usual.every(([first = '']) => /^\d+$/.test(first))) return 0;
  const tagged = taggedColumns(usual);
  const someBegin = tagged.some((column) => usual.some((cells) => /^[BISU]-/.test(cells[column + 1] ?? '')));
  return someBegin ? 0.92 : 0;
}

/** Tags of the last column are the labels themselves; those of others (chunks) stand below the code `Chunk`. */
function annotationsOf({ sentences, tagged }: ColumnDocument): readonly ForeignAnnotation[] {
  const last = tagged.at(-1);
  return tagged.flatMap((column) =>
    sentences.flatMap(({ tokens, columns, line }) =>
      runsOf(columns.map((cells) => cells[column] ?? 'O')).map(({ label, first, end }): ForeignAnnotation => {
        const start = tokens[first]?.start ?? 0;
        return {
          key: `${column} ${start} ${label}`,
          code: [...(column === last ? [] : [CHUNK]), ...pathOf(label.replaceAll(SPACE, ' '))],
          ranges: [{ start, end: tokens[end - 1]?.end ?? start }],
          line: line + first,
        };
      }),
    ),
  );
}

async function* readFile(file: BundleFile): AsyncGenerator<ForeignItem> {
  const content = await wholeText(file);
  const task = taskOf(rowsIn(content.slice(0, BEGINNING), content.length < BEGINNING));
  if (task !== null) throw refusedTask(task, file.path);
  const bytes = new TextEncoder().encode(content);
  const stem = (file.path.split('/').at(-1) ?? file.path).replace(/\.[^.]+$/, '');
  const documents = [...parseColumns(content)];
  for (const [index, document] of documents.entries()) {
    for (const { line, message } of document.faults) {
      yield problem('error', 'record-malformed', message, { path: file.path, line });
    }
    const many = documents.length > 1;
    yield {
      kind: 'document',
      document: {
        key: many ? `${file.path}#${index + 1}` : file.path,
        metadata: { title: many ? `${stem} ${index + 1}` : stem },
        structured: structuredText(document.text),
        original: { bytes, mediaType: 'text/plain', encoding: 'utf-8' },
        annotations: annotationsOf(document),
        relations: [],
      },
    };
  }
}

async function* read(bundle: Bundle): AsyncGenerator<ForeignItem> {
  for (const file of bundle.files) yield* oneOfSeveral(readFile(file), file.path, bundle.files.length > 1);
}

/** The tokens of a file of columns that a document was imported from. */
export const conllTokens: TokenReader = (bytes, text) => {
  for (const document of parseColumns(decodeText(bytes, ''))) {
    if (document.text === text) return document.sentences;
  }
  return null;
};

/** Reads columns of tokens with tags in IOB1, IOB2, BIOES or BILOU. The file has no text but its tokens. */
export const conllReader: ForeignReader = {
  format: 'conll',
  title: 'CoNLL columns',
  recognise: (bundle) => leastCertainty(bundle, sniff),
  read,
};
