import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFormats } from '../src/formats/annotations/index.ts';
import { type Figure, figureOf } from './figure.ts';
import { generateProject } from './generate/project.ts';

interface Step {
  readonly annotations: number;
  readonly seconds: number;
  /** the most that the process held */
  readonly megabytes: number;
}

/** Why there is no figure: the format's own limit, in the program's words, or what went wrong. */
interface Refusal {
  readonly refused: string;
}

/** Formats that are read and written a piece at a time: only these are measured with more than … */
const STREAMED = ['jsonl', 'csv', 'brat', 'webanno-tsv', 'conll', 'doccano', 'prodigy'];
/** … so many annotations, unless others are named. */
const MANY = 200_000;
/** One step may take so long: an endless one must not keep the others from their turn. */
const MINUTES_AT_MOST = 6;

const PER_DOCUMENT = 2_000;
const DOCUMENT_LENGTH = 50_000;

/** One export or import in a process of its own, so that its memory is its own; `cache` keeps what is compiled of the program. */
function step(cache: string, ...args: readonly string[]): Step | Refusal {
  const script = fileURLToPath(import.meta.resolve('./exchange-step.ts'));
  const heap = '--max-old-space-size=4096';
  try {
    return JSON.parse(
      execFileSync(process.execPath, [heap, script, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, NODE_COMPILE_CACHE: cache },
        timeout: MINUTES_AT_MOST * 60_000,
      }),
    ) as Step;
  } catch (thrown) {
    return { refused: reasonOf(thrown) };
  }
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ETIMEDOUT') {
    return `not done in ${MINUTES_AT_MOST} minutes`;
  }
  const said = thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr) : String(thrown);
  if (/heap out of memory|heap limit/.test(said)) return 'it ran out of memory';
  const told = /(?:GlossatorError|Error): (.*)/.exec(said)?.[1] ?? said.trim().split('\n').at(-1) ?? '';
  return told.slice(0, 120).replaceAll('|', '/') || 'it failed without a word';
}

function projectOf(folder: string, count: number): string {
  const project = path.join(folder, `${count}.gloss`);
  generateProject(project, path.join(folder, 'backups'), {
    seed: 17,
    documents: Array.from({ length: Math.max(1, Math.round(count / PER_DOCUMENT)) }, () => ({
      length: DOCUMENT_LENGTH,
      annotations: PER_DOCUMENT,
    })),
    people: 3,
    codes: 30,
    overlapDepth: 3,
    scripts: ['latin', 'cyrillic', 'emoji'],
  });
  return project;
}

/** Out of the project, and in again where the format is read; each as soon as it is measured. */
function* bothWays(
  folder: string,
  project: string,
  { about, native, reader }: (typeof setFormats)[number],
): Generator<readonly [way: 'out' | 'in', step: Step | Refusal]> {
  const { format, extensions, files } = about;
  const made = path.join(folder, format);
  const file = path.join(made, `set${files === 'many' ? '.zip' : (extensions[0] ?? '')}`);
  const cache = path.join(folder, 'compiled');
  try {
    mkdirSync(made);
    const out = step(cache, 'export', project, format, file);
    yield ['out', out];
    if ('refused' in out || !(reader ?? native)) return;
    yield ['in', step(cache, 'import', path.join(made, 'in.gloss'), format, file)];
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function wantedFormats(only: readonly string[], count: number): readonly (typeof setFormats)[number][] {
  const written = setFormats.filter(({ writer, printed }) => writer && !printed);
  if (only.length > 0) {
    const unknown = only.filter((name) => !written.some(({ about }) => about.format === name));
    if (unknown.length === 0) return written.filter(({ about }) => only.includes(about.format));
    const names = written.map(({ about }) => about.format).join(', ');
    throw new Error(`${unknown.join(', ')} is not written. These are: ${names}.`);
  }
  return written.filter(({ about: { format } }) =>
    count > MANY ? STREAMED.includes(format) : !format.startsWith('csv-'),
  );
}

/**
 * Annotations a second out and in, and the most memory, of every format that is written, once each at `count` annotations of one
 * project; of more than 200,000 only of those that stream. What fails stands in its row in words. PDF is not among
 * them: only the application lays it out. `say` is told each figure as soon as there is one.
 */
export function benchFormats({
  count,
  only,
  say,
}: {
  readonly count: number;
  /** names of formats; empty: all */
  readonly only: readonly string[];
  readonly say: (line: string) => void;
}): readonly Figure[] {
  const formats = wantedFormats(only, count);
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-formats-'));
  const start = performance.now();
  const elapsed = () => `${Math.round((performance.now() - start) / 1_000)} s`.padStart(6);
  try {
    const project = projectOf(folder, count);
    say(`${elapsed()}  ${count} annotations to be written as ${formats.length} formats`);
    const figures: Figure[] = [];
    for (const [index, format] of formats.entries()) {
      for (const [way, done] of bothWays(folder, project, format)) {
        const work = `${format.about.format} ${way}`;
        const told = `${elapsed()}  ${index + 1}/${formats.length} ${work}:`;
        if ('refused' in done) {
          say(`${told} ${done.refused}`);
          figures.push({ ...figureOf(work, 'annotations/s', []), absent: done.refused });
          continue;
        }
        const { annotations, seconds, megabytes } = done;
        say(`${told} ${annotations} annotations in ${seconds.toFixed(1)} s, ${Math.round(megabytes)} MB`);
        figures.push(
          figureOf(work, 'annotations/s', [annotations / seconds]),
          figureOf(`${work}, most memory`, 'MB', [megabytes]),
        );
      }
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line a format: what `benchFormats` measured, in few columns. */
export function formatsTable(figures: readonly Figure[]): string {
  const shown = (work: string): string => {
    const figure = figures.find((each) => each.work === work);
    if (!figure) return '';
    return figure.absent ?? figure.median.toLocaleString('en', { maximumFractionDigits: 0 });
  };
  const formats = figures.flatMap(({ work }) => (/^\S+ out$/.test(work) ? [work.slice(0, -4)] : []));
  const head = [
    'format',
    'out, annotations/s',
    'in, annotations/s',
    'most memory out, MB',
    'most memory in, MB',
  ];
  const rows = formats.map((format) => [
    format,
    ...['out', 'in', 'out, most memory', 'in, most memory'].map((what) => shown(`${format} ${what}`)),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
