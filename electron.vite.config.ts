import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;
const source = (...parts: string[]) => resolve(root, 'src', ...parts);

/**
 * What the oldest Electron that may run the build understands (the fallback for development has Node 20.18 and
 * Chromium 130); the one that is shipped is newer.
 */
const nodeTarget = 'node20.18';
const chromiumTarget = 'chrome130';

const entries = {
  main: source('main', 'index.ts'),
  host: source('host', 'index.ts'),
  cli: source('cli', 'index.ts'),
  // The thread that reads documents: found beside the chunks, see src/workbench/import/isolation.
  readers: source('workbench', 'import', 'isolation', 'worker.ts'),
  // As this one: searches and indexes texts, see src/workbench/search.
  search: source('workbench', 'search', 'worker.ts'),
};

/** Everything is bundled but the native SQLite binding (see below); `electron` and Node's own modules are never bundled. */
const external = ['electron', /^node:/];

/**
 * react-aria brings what it says to screen readers in 34 languages, a fifth of the window's program; ours speaks one. A language that
 * is missing falls back to English (LocalizedStringDictionary filters what is falsy).
 */
const englishOnly: Plugin = {
  name: 'english-only',
  enforce: 'pre',
  load(id) {
    const language = /\/react-aria(?:-components)?\/dist\/.*\/intl\/.*?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(
      id,
    )?.[1];
    return language === undefined || language === 'en-US' ? null : 'export default undefined;';
  },
};

/**
 * What Node makes ready in more steps than we need where it is imported: for `node:process` it reads all that `process` has (streams,
 * reports, allowed options), and of a CommonJS package it first looks through the source for names. 10 ms of each start.
 */
const PROCESS_IMPORT = /^import process from ['"]node:process['"];$/m;
const SQLITE = '\0better-sqlite3';
const quickerImports: Plugin = {
  name: 'quicker-imports',
  enforce: 'pre',
  resolveId: (id) => (id === 'better-sqlite3' ? SQLITE : null),
  load: (id) =>
    id === SQLITE
      ? `import { createRequire } from 'node:module'; export default createRequire(import.meta.url)('better-sqlite3');`
      : null,
  transform: (code) =>
    PROCESS_IMPORT.test(code) ? { code: code.replace(PROCESS_IMPORT, ''), map: null } : null,
};

/** Descriptions for screen readers, whose words depend on whether keyboard or pointer was used last. */
const SAID_BY_MODALITY =
  /\/react-aria\/dist\/private\/(?:dnd\/utils|grid\/useHighlightSelectionDescription)\.m?js$/;

/**
 * In react-aria every row that can be dragged, and the tree that holds it, is drawn anew whenever a key follows a click or a click a
 * key, although nothing but the words differ that a row is described with. With 20 codes that is 30 ms between a key press and its
 * tag; and React keeps what each row is told at each press, even where it changes nothing, until the row is drawn again: 5 kB a key while
 * nothing but keys is used. The words are looked up when a row is drawn, as it is when it gets the focus; nothing waits for the change.
 */
const readWhenDrawn = new Set<string>();
const modalityWhenDrawn: Plugin = {
  name: 'modality-when-drawn',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!SAID_BY_MODALITY.test(id)) return null;
    const read = code.replaceAll('useInteractionModality as ', 'getInteractionModality as ');
    if (read !== code) readWhenDrawn.add(id);
    return { code: read, map: null };
  },
  buildEnd(error) {
    if (!error && readWhenDrawn.size < 2)
      throw new Error('react-aria asks for the modality in another way than modality-when-drawn expects.');
  },
};

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** The module and all that it imports at once, itself and through others. */
function importedAtOnce(entry: string, graph: ModuleGraph): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const id of found)
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

let chunks: ReadonlyMap<string, string> | null = null;

/**
 * What the host needs to open a project, but for what main and the thread of the readers need too, is two files, of which the thread that
 * searches needs one too: each further file is looked up, read and compiled by itself at every start.
 */
function chunkOf(id: string, graph: ModuleGraph): string | null {
  if (!chunks) {
    const needed = [entries.main, entries.readers].map((entry) => importedAtOnce(entry, graph));
    const searching = importedAtOnce(entries.search, graph);
    const wanted = [...importedAtOnce(entries.host, graph)].filter((each) => each !== entries.host);
    const ours = wanted.filter((each) => !needed.some((others) => others.has(each)));
    chunks = new Map(ours.map((each) => [each, searching.has(each) ? 'texts' : 'host']));
  }
  return chunks.get(id) ?? null;
}

export default defineConfig({
  main: {
    plugins: [quickerImports],
    build: {
      target: nodeTarget,
      minify: true,
      externalizeDeps: false,
      // The entries share the chunks beside them, so `out/` is emptied by scripts/build.mjs, not by one of them.
      outDir: resolve(root, 'out'),
      emptyOutDir: false,
      rolldownOptions: {
        external,
        input: {
          main: source('main', 'index.ts'),
          host: source('host', 'index.ts'),
          cli: source('cli', 'index.ts'),
          // The thread that reads documents: found beside the chunks, see src/workbench/import/isolation.
          readers: source('workbench', 'import', 'isolation', 'worker.ts'),
          // As this one: seals files and opens sealed ones, see src/workbench/exchange/sealing.
          sealing: source('workbench', 'exchange', 'sealing', 'worker.ts'),
          // As this one: reads large sets of our own format, see src/workbench/import/own-set.
          sets: source('workbench', 'import', 'own-set', 'worker.ts'),
          search: entries.search,
          // As these: makes lines of annotations for an export, see src/workbench/export/lines.
          lines: source('workbench', 'export', 'lines', 'worker.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name]/index.js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [{ name: chunkOf, debugName: 'host and texts' }],
          },
        },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      outDir: resolve(root, 'out', 'preload'),
      rolldownOptions: {
        external: ['electron'],
        input: { index: source('preload', 'index.ts') },
        // A sandboxed preload script can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [englishOnly, modalityWhenDrawn, react()],
    build: {
      target: chromiumTarget,
      minify: true,
      outDir: resolve(root, 'out', 'renderer'),
      rolldownOptions: { input: source('renderer', 'index.html') },
    },
  },
});
