import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, figureOf, ratioOf } from './figure.ts';
import { chanceOf } from './generate/random.ts';
import { generateText } from './generate/text.ts';
import { asMarkdown, asPage } from './generate/written.ts';

interface Step {
  /** seconds */
  readonly imported: number;
  readonly again: number;
  readonly undone: number;
  /** the most that the process held until the import had ended */
  readonly megabytes: number;
  readonly megabytesAfterUndo: number;
}

/** UTF-16 code units of one document, about. */
const LENGTH = 6_000;
const MEGABYTE = 1_048_576;

/** Texts that are generated; files repeat them, each with a last paragraph of its own. */
const TEXTS = 50;

/** A folder of plain texts, Markdown and web pages in turn, a hundred to a folder. Gives how many bytes they are. */
function generateFolder(folder: string, count: number): number {
  const texts = Array.from({ length: TEXTS }, (_, seed) => {
    const structured = generateText(chanceOf(seed), { length: LENGTH, scripts: ['latin', 'cyrillic'] });
    return {
      txt: structured.text,
      md: asMarkdown(structured),
      html: asPage(structured, structured.blocks),
    };
  });
  let bytes = 0;
  for (let n = 0; n < count; n += 1) {
    const ending = (['txt', 'md', 'html'] as const)[n % 3] ?? 'txt';
    const last = `This is document ${n} of a large folder.`;
    const text = texts[n % TEXTS]?.[ending] ?? '';
    const content =
      ending === 'html' ? text.replace('</article>', `<p>${last}</p></article>`) : `${text}\n\n${last}\n`;
    const within = path.join(folder, String(Math.floor(n / 100)));
    mkdirSync(within, { recursive: true });
    writeFileSync(path.join(within, `document ${n}.${ending}`), content);
    bytes += Buffer.byteLength(content);
  }
  return bytes;
}

function measure(folder: string, count: number): { figures: Figure[]; step: Step } {
  const files = path.join(folder, `${count}`);
  const bytes = generateFolder(files, count);
  const script = fileURLToPath(import.meta.resolve('./import-step.ts'));
  const project = path.join(folder, `${count}.gloss`);
  const printed = execFileSync(process.execPath, [script, project, files, String(count)], {
    encoding: 'utf8',
  });
  const step = JSON.parse(printed) as Step;
  const what = `${count.toLocaleString('en')} files (${Math.round(bytes / MEGABYTE)} MB)`;
  return {
    step,
    figures: [
      figureOf(`import ${what}`, 's', [step.imported]),
      figureOf(`import ${what}`, 'files/s', [count / step.imported]),
      figureOf(`import ${what}`, 'MB/s', [bytes / MEGABYTE / step.imported]),
      figureOf(`the same again, all there: ${what}`, 's', [step.again]),
      figureOf(`undo of the import: ${what}`, 's', [step.undone]),
      figureOf(`memory at its highest, import: ${what}`, 'MB', [step.megabytes]),
      figureOf(`memory at its highest, with undo: ${what}`, 'MB', [step.megabytesAfterUndo]),
    ],
  };
}

/** A folder of many files: time, and memory, which must not grow with their number. */
export function benchImport(): readonly Figure[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-import-'));
  try {
    const small = measure(folder, 1_000);
    const large = measure(folder, 10_000);
    const growth = (of: 'megabytes' | 'megabytesAfterUndo'): [number[], number[]] => [
      [large.step[of]],
      [small.step[of]],
    ];
    return [
      ...small.figures,
      ...large.figures,
      ratioOf('memory at 10,000 files against 1,000, import', ...growth('megabytes'), 1, 1.5),
      ratioOf('memory at 10,000 files against 1,000, with undo', ...growth('megabytesAfterUndo'), 1, 1.5),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
