import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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

/** Why there is no figure: the format's own limit, in the program's words. */
interface Refusal {
  readonly refused: string;
}

const PER_DOCUMENT = 2_000;
const DOCUMENT_LENGTH = 50_000;

/** One export or import in a process of its own, so that its memory is its own. */
function step(...args: readonly string[]): Step | Refusal {
  const script = fileURLToPath(import.meta.resolve('./exchange-step.ts'));
  const heap = '--max-old-space-size=4096';
  try {
    return JSON.parse(
      execFileSync(process.execPath, [heap, script, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    ) as Step;
  } catch (thrown) {
    const said = thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr) : String(thrown);
    return {
      refused: /(?:GlossatorError|Error): (.*)/.exec(said)?.[1]?.slice(0, 120) ?? 'it ran out of memory',
    };
  }
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

/** Both ways of one format at one size. */
function bothWays(
  folder: string,
  project: string,
  { about, native, reader }: (typeof setFormats)[number],
): readonly (readonly [way: 'out' | 'in', step: Step | Refusal])[] {
  const { format, extensions, files } = about;
  const file = path.join(folder, `${format}${files === 'many' ? '.zip' : (extensions[0] ?? '')}`);
  const into = path.join(folder, `${format}-in.gloss`);
  try {
    const out = step('export', project, format, file);
    if ('refused' in out || !(reader ?? native)) return [['out', out]];
    return [
      ['out', out],
      ['in', step('import', into, format, file)],
    ];
  } finally {
    for (const made of [file, `${file}.manifest.json`, into, `${into}-wal`, `${into}-shm`, `${into}-backups`])
      rmSync(made, { recursive: true, force: true });
  }
}

/**
 * Annotations a second out and in, and the most memory, of every format that is written, at `count` annotations; and how many times as much time and memory
 * that takes as a tenth of it does. PDF is not among them: only the application lays it out.
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
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-formats-'));
  try {
    const [small, large] = [count / 10, count].map((each) => projectOf(folder, each));
    const figures: Figure[] = [];
    const wanted = setFormats.filter(
      ({ about, writer, printed }) =>
        writer &&
        !printed &&
        (only.length > 0 ? only.includes(about.format) : !about.format.startsWith('csv-')),
    );
    for (const format of wanted) {
      const tenth = new Map(bothWays(folder, small ?? '', format));
      for (const [way, whole] of bothWays(folder, large ?? '', format)) {
        const work = `${format.about.format} ${way}`;
        if ('refused' in whole) {
          say(`${work}: ${whole.refused}`);
          figures.push({ ...figureOf(work, 'annotations/s', []), absent: whole.refused });
          continue;
        }
        const { annotations, seconds, megabytes } = whole;
        say(`${work}: ${annotations} annotations in ${seconds.toFixed(1)} s, ${Math.round(megabytes)} MB`);
        figures.push(
          figureOf(work, 'annotations/s', [annotations / seconds]),
          figureOf(`${work}, most memory`, 'MB', [megabytes]),
        );
        const less = tenth.get(way);
        if (!less || 'refused' in less) continue;
        figures.push(
          figureOf(`${work}, time against a tenth`, 'times', [seconds / less.seconds]),
          figureOf(`${work}, memory against a tenth`, 'times', [megabytes / less.megabytes]),
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
  const find = (work: string): Figure | undefined => figures.find((figure) => figure.work === work);
  const shown = (work: string, digits: number): string => {
    const figure = find(work);
    if (!figure) return '';
    return figure.absent ?? figure.median.toLocaleString('en', { maximumFractionDigits: digits });
  };
  const formats = figures.flatMap(({ work }) => (/^\S+ out$/.test(work) ? [work.slice(0, -4)] : []));
  const head = [
    'format',
    'out, annotations/s',
    'in, annotations/s',
    'most memory out, in (MB)',
    'against a tenth: time; memory',
  ];
  const rows = formats.map((format) => {
    const both = (what: string, digits: number): string =>
      [`${format} out${what}`, `${format} in${what}`]
        .map((work) => shown(work, digits))
        .filter((value) => value !== '')
        .join(', ');
    return [
      format,
      shown(`${format} out`, 0),
      shown(`${format} in`, 0),
      both(', most memory', 0),
      `${both(', time against a tenth', 1)}; ${both(', memory against a tenth', 1)}`,
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
