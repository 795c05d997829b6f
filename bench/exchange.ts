import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, figureOf } from './figure.ts';
import { generateProject } from './generate/project.ts';

interface Step {
  readonly annotations: number;
  readonly seconds: number;
  /** the most that the process held */
  readonly megabytes: number;
}

const PER_DOCUMENT = 10_000;
const DOCUMENT_LENGTH = 100_000;

function step(...args: readonly string[]): Step {
  const script = fileURLToPath(import.meta.resolve('./exchange-step.ts'));
  const printed = execFileSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return JSON.parse(printed) as Step;
}

interface Goals {
  readonly exportJsonl?: number;
  readonly importJsonl?: number;
}

function measure(
  folder: string,
  count: number,
  goals: Goals,
): { figures: Figure[]; memory: readonly number[] } {
  const project = path.join(folder, `${count}.gloss`);
  const jsonl = path.join(folder, `${count}.jsonl`);
  generateProject(project, path.join(folder, 'backups'), {
    seed: 11,
    documents: Array.from({ length: count / PER_DOCUMENT }, () => ({
      length: DOCUMENT_LENGTH,
      annotations: PER_DOCUMENT,
    })),
    people: 3,
    codes: 30,
    overlapDepth: 4,
    scripts: ['latin', 'cyrillic', 'emoji'],
  });
  const exported = step('export', project, 'jsonl', jsonl);
  const table = step('export', project, 'csv', path.join(folder, `${count}.csv`));
  const imported = step('import', path.join(folder, `${count}-imported.gloss`), 'jsonl', jsonl);
  if (imported.annotations !== exported.annotations) {
    throw new Error(`${exported.annotations} annotations were exported, ${imported.annotations} imported.`);
  }
  const size = `${exported.annotations.toLocaleString('en')} annotations`;
  const seconds = (work: string, { seconds: taken }: Step, target?: number): Figure =>
    figureOf(`${work}, ${size}`, 's', [taken], target === undefined ? {} : { target, statistic: 'median' });
  const megabytes = Math.round(statSync(jsonl).size / 1_048_576);
  return {
    figures: [
      seconds(`export JSONL (${megabytes} MB)`, exported, goals.exportJsonl),
      seconds('export CSV', table),
      seconds('import JSONL', imported, goals.importJsonl),
      figureOf(`memory at its highest: export JSONL, ${size}`, 'MB', [exported.megabytes]),
      figureOf(`memory at its highest: import JSONL, ${size}`, 'MB', [imported.megabytes]),
    ],
    memory: [exported.megabytes, imported.megabytes],
  };
}

/** Annotated sets out and in: time, and memory, which must not grow with the set. */
export function benchExchange(): readonly Figure[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-exchange-'));
  try {
    const small = measure(folder, 100_000, {});
    const large = measure(folder, 1_000_000, { exportJsonl: 6, importJsonl: 12 });
    const growth = large.memory.map((highest, i) => highest / (small.memory[i] ?? highest));
    return [
      ...small.figures,
      ...large.figures,
      figureOf('memory at 1,000,000 annotations against 100,000', 'times', growth, { target: 1.5 }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
