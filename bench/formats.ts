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

const PER_DOCUMENT = 2_000;
const DOCUMENT_LENGTH = 50_000;

/** One export or import in a process of its own, so that its memory is its own. */
function step(...args: readonly string[]): Step {
  const script = fileURLToPath(import.meta.resolve('./exchange-step.ts'));
  const heap = '--max-old-space-size=4096';
  return JSON.parse(execFileSync(process.execPath, [heap, script, ...args], { encoding: 'utf8' })) as Step;
}

/** Annotations a second out and in, and the most memory, of every format that is written, at 100,000 annotations or a million. */
export function benchFormats({
  million,
  say,
}: {
  readonly million: boolean;
  readonly say: (line: string) => void;
}): readonly Figure[] {
  const count = million ? 1_000_000 : 100_000;
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-formats-'));
  try {
    const project = path.join(folder, 'all.gloss');
    generateProject(project, path.join(folder, 'backups'), {
      seed: 17,
      documents: Array.from({ length: count / PER_DOCUMENT }, () => ({
        length: DOCUMENT_LENGTH,
        annotations: PER_DOCUMENT,
      })),
      people: 3,
      codes: 30,
      overlapDepth: 3,
      scripts: ['latin', 'cyrillic', 'emoji'],
    });
    const figures: Figure[] = [];
    for (const { about, native, reader, writer } of setFormats) {
      const { format, extensions, files } = about;
      if (!writer || about.format.startsWith('csv-')) continue;
      const file = path.join(folder, `${format}${files === 'many' ? '.zip' : (extensions[0] ?? '')}`);
      const steps: [string, Step][] = [['out', step('export', project, format, file)]];
      if (reader ?? native)
        steps.push(['in', step('import', path.join(folder, `${format}-in.gloss`), format, file)]);
      for (const [way, { annotations, seconds, megabytes }] of steps) {
        say(
          `${format} ${way}: ${annotations} annotations in ${seconds.toFixed(1)} s, ${Math.round(megabytes)} MB`,
        );
        figures.push(
          figureOf(`${format} ${way}, of ${count.toLocaleString('en')}`, 'annotations/s', [
            annotations / seconds,
          ]),
          figureOf(`${format} ${way}, most memory`, 'MB', [megabytes]),
        );
      }
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
