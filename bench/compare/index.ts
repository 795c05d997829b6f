import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { type Figure, figureOf } from '../figure.ts';
import { startApp } from '../window/app.ts';
import { programWith } from '../window/programs.ts';
import type { Bench, Comparison } from './page/index.ts';

declare global {
  interface Window {
    bench?: Bench;
  }
}

const COUNTS = [1_000, 10_000, 30_000];
const ROUNDS = 3;
/** Who took longer than this for one run (milliseconds) is not run again at this count, nor at larger ones. */
const LONGEST_RUN = 60_000;
/** Who takes longer than this for a run is not run again on the same number: more would not tell more (milliseconds). */
const LONG_RUN = 10_000;
const NAMES = {
  ours: 'Glossator',
  lexical: 'Lexical with mark nodes',
  recogito: '@recogito/text-annotator',
} as const;
type Name = keyof typeof NAMES;

/** Builds the page into the folder. Returns its address. */
async function buildPage(folder: string): Promise<string> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'chrome130',
      cssCodeSplit: false,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        input: path.join(import.meta.dirname, 'page', 'index.ts'),
        // A file:// page may not load modules.
        output: { format: 'iife', entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
      },
    },
  });
  const page = path.join(folder, 'index.html');
  const head =
    '<meta charset="utf-8"><link rel="stylesheet" href="page.css"><script defer src="page.js"></script>';
  writeFileSync(page, `<!doctype html><html lang="en"><head>${head}</head><body></body></html>`);
  return pathToFileURL(page).href;
}

function figuresOf(name: Name, count: number, runs: readonly Comparison[]): readonly Figure[] {
  const what = `${NAMES[name]}, ${count.toLocaleString('en')} annotations`;
  return [
    figureOf(
      `${what}: open`,
      'ms',
      runs.map(({ open }) => open),
    ),
    figureOf(
      `${what}: scroll, a frame`,
      'ms',
      runs.flatMap(({ frames }) => frames),
    ),
    figureOf(
      `${what}: add one`,
      'ms',
      runs.flatMap(({ adds }) => adds),
    ),
    figureOf(
      `${what}: elements`,
      'nodes',
      runs.map(({ nodes }) => nodes),
    ),
  ];
}

/**
 * Our reading view beside plain Lexical with a mark node an annotation and beside recogito's annotator: the same text (1 MB) and annotations,
 * in turn in one window, all in memory.
 */
export async function benchCompare(say: (line: string) => void): Promise<readonly Figure[]> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'glossator-compare-')));
  try {
    const address = await buildPage(path.join(folder, 'page'));
    const program = programWith(path.join(folder, 'program'), address);
    const { page, close } = await startApp({ home: path.join(folder, 'home'), program });
    const figures: Figure[] = [];
    const names = new Set(Object.keys(NAMES) as Name[]);
    try {
      for (const count of COUNTS) {
        await page.evaluate((wanted) => window.bench?.generate(wanted), count);
        const runs: Record<Name, Comparison[]> = { ours: [], lexical: [], recogito: [] };
        const again = new Set(names);
        for (let round = 1; round <= ROUNDS; round++) {
          for (const name of again) {
            try {
              const began = performance.now();
              const run = await page.evaluate((one) => window.bench?.run(one), name);
              if (run) runs[name].push(run);
              const took = performance.now() - began;
              if (took > LONG_RUN) again.delete(name);
              if (took > LONGEST_RUN) names.delete(name);
              say(
                `${NAMES[name]}, ${count} annotations, ${round} of ${ROUNDS}: open ${run?.open.toFixed(0)} ms`,
              );
            } catch (error) {
              // Told, and left out from here on: the others are measured all the same.
              say(`${NAMES[name]}, ${count} annotations: ${String(error)}`);
              names.delete(name);
              again.delete(name);
            }
          }
        }
        for (const [name, taken] of Object.entries(runs) as [Name, Comparison[]][])
          if (taken.length > 0) figures.push(...figuresOf(name, count, taken));
      }
    } finally {
      await close();
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
