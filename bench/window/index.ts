import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Figure, figureOf, ratioOf } from '../figure.ts';
import { generateProject, type ProjectShape } from '../generate/project.ts';
import { collectGarbage, type RunningApp, START_STAGES, type StartStage, startApp } from './app.ts';
import { privateMemory } from './processes.ts';
import { barestProgram, emptyProgram } from './programs.ts';
import { type BenchText, ELSEWHERE, LONG, MIDDLE, MILLION, SHAPE, SMALL } from './texts.ts';
import { costOf, figuresOf, type Subject, subjectOf, traceScrolling, workOn } from './work.ts';

const STARTS = 7;
/** How much longer than the start before nothing looks at a starting program. */
const LEFT_ALONE = 1.3;

interface Bench {
  readonly folder: string;
  project(name: string, documents: readonly BenchText[], shape?: Partial<ProjectShape>): string;
}

function benchIn(folder: string): Bench {
  return {
    folder,
    project(name, documents, shape = {}) {
      const file = path.join(folder, `${name}.gloss`);
      generateProject(file, path.join(folder, 'backups'), { ...SHAPE, ...shape, documents });
      return file;
    },
  };
}

/**
 * Our start, that of an empty window, and that of the least program that has the processes of ours, in turn. The first of each fills caches; it is not what is
 * felt every day.
 */
async function measureStarts({ folder }: Bench, project: string): Promise<readonly Figure[]> {
  const ours = { home: path.join(folder, 'starts'), project, taken: [] as number[], undisturbed: 3_000 };
  const empty = {
    home: path.join(folder, 'empty'),
    program: emptyProgram(path.join(folder, 'empty-program')),
    taken: [] as number[],
    undisturbed: 3_000,
  };
  const barest = {
    home: path.join(folder, 'barest'),
    program: await barestProgram(path.join(folder, 'barest-program')),
    project,
    taken: [] as number[],
    undisturbed: 3_000,
  };
  const stages = new Map<StartStage, number[]>(START_STAGES.map((stage) => [stage, []]));
  for (let i = 0; i <= STARTS; i++) {
    for (const one of [ours, empty, barest]) {
      const running = await startApp(one);
      await running.close();
      for (const [stage, times] of one === ours && i > 0 ? stages : []) {
        const time = running.stages[stage];
        if (time !== undefined) times.push(time);
      }
      one.undisturbed = running.startMs * LEFT_ALONE;
      if (i > 0) one.taken.push(running.startMs);
    }
  }
  return [
    figureOf('start to usable, last document shown', 'ms', ours.taken, {
      target: 1_000,
      statistic: 'median',
    }),
    ...[...stages].map(([stage, times]) => figureOf(`start, until: ${stage}`, 'ms', times)),
    figureOf('start of an empty Electron window, painted', 'ms', empty.taken),
    ratioOf('start: of an empty window’s', ours.taken, empty.taken, 0.5),
    figureOf('start of the barest program with our processes, a text painted', 'ms', barest.taken),
    ratioOf('start: of the barest program’s', ours.taken, barest.taken, 0.5),
  ];
}

/** Of a program that has just been started: opens the first two documents, scrolls, tags, and counts what is in use. Target in MB. */
async function measureMemory(
  bench: Bench,
  documents: readonly [BenchText, BenchText, ...BenchText[]],
  target: number,
  shape: Partial<ProjectShape> = {},
): Promise<readonly Figure[]> {
  const project = bench.project('memory', documents, shape);
  const empty = await startApp({
    home: path.join(bench.folder, 'empty'),
    program: emptyProgram(path.join(bench.folder, 'empty-program')),
  });
  const floor = await memoryAfter(empty);
  const ours = await startApp({ home: path.join(bench.folder, 'ours'), project });
  const [first, second] = documents;
  const held = await memoryAfter(ours, [subjectOf(ours.page, second, 1), subjectOf(ours.page, first, 0)]);
  if (floor === null || held === null) return [];
  return [
    figureOf(`memory above an empty window, after work in ${first.name}`, 'MB', [held - floor], { target }),
    figureOf('memory of an empty window', 'MB', [floor]),
  ];
}

async function memoryAfter(running: RunningApp, subjects: readonly Subject[] = []): Promise<number | null> {
  try {
    if (subjects.length > 0) await workOn(subjects, 2);
    await collectGarbage(running.page);
    return privateMemory(running.pid);
  } finally {
    await running.close();
  }
}

/** Opening, scrolling and tagging, and how much dearer they are in a long text and a large project. */
async function measureWork(
  bench: Bench,
  project: string,
  texts: readonly BenchText[],
): Promise<readonly Figure[]> {
  const alone = bench.project('alone', [SMALL, ELSEWHERE]);
  const large = await startApp({ home: path.join(bench.folder, 'large'), project });
  try {
    const small = await startApp({ home: path.join(bench.folder, 'alone'), project: alone });
    try {
      const subjects = texts.map((text, index) => subjectOf(large.page, text, index));
      const amongFew = subjectOf(small.page, SMALL, 0);
      const other = subjectOf(small.page, ELSEWHERE, 1);
      await workOn([...subjects, amongFew, other]);
      await traceScrolling(subjects);
      const byText = (text: BenchText) => subjects.find((subject) => subject.text === text);
      const [short, long, million] = [byText(SMALL), byText(LONG), byText(MILLION)];
      if (!short || !long) return [];
      const many = texts.reduce((sum, { annotations }) => sum + annotations, 0);
      const elsewhere = `${(many - SMALL.annotations).toLocaleString('en')} annotations elsewhere against 1,000`;
      return [
        ...subjects.flatMap(figuresOf),
        ...costOf(long, short, '10 MB against 10 kB', 1.25),
        ...(million ? costOf(million, short, '10 MB with 1,000,000 tags against 10 kB', 1.25) : []),
        ...costOf(short, amongFew, elsewhere, 1.2),
      ];
    } finally {
      await small.close();
    }
  } finally {
    await large.close();
  }
}

async function inFolder(measure: (bench: Bench) => Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'glossator-bench-')));
  try {
    return await measure(benchIn(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Process created to first screen usable. */
export function benchStart(): Promise<readonly Figure[]> {
  return inFolder((bench) => measureStarts(bench, bench.project('start', [SMALL])));
}

/** What the processes have to themselves after work in a long text. */
export function benchMemory(): Promise<readonly Figure[]> {
  return inFolder((bench) => measureMemory(bench, [LONG, SMALL], 150));
}

/** The same in a project of these documents. Target in MB. */
export function benchMemoryOf(
  documents: readonly [BenchText, BenchText, ...BenchText[]],
  target: number,
  shape: Partial<ProjectShape>,
): Promise<readonly Figure[]> {
  return inFolder((bench) => measureMemory(bench, documents, target, shape));
}

/** Opening, scrolling and tagging. `million` adds the text with 1,000,000 tags. */
export function benchWork({ million }: { readonly million: boolean }): Promise<readonly Figure[]> {
  const texts = million ? [SMALL, MIDDLE, LONG, MILLION] : [SMALL, MIDDLE, LONG];
  return inFolder((bench) => measureWork(bench, bench.project('work', texts), texts));
}
