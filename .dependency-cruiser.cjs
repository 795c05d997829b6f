// The layers of src/ and what each may import. Whatever is not named here is forbidden.
//
//   core ← { formats, store } ← workbench ← { host, cli }      contract: between renderer, main and workbench

/** The layers that a layer's modules may import besides their own. */
const layers = {
  core: [],
  formats: ['core'],
  store: ['core'],
  workbench: ['core', 'formats', 'store', 'contract'],
  contract: ['core'],
  host: ['workbench', 'contract', 'core'],
  cli: ['workbench', 'contract', 'core'],
  main: ['contract'],
  preload: ['contract'],
  renderer: ['contract', 'core'],
};

/** Errors are values that pass through every layer. */
const sharedByAll = '^src/core/errors\\.ts$';

/** npm packages that are pure computation: no input or output, no globals of Node or of a browser. */
const purePackages = ['approx-string-match', 'uuid'];
const contractPackages = ['zod'];

/** Tests, and what only tests share: folders named `testing`. */
const tests = '(\\.test\\.tsx?$|/testing/)';
const anyLayer = `^src/(${Object.keys(layers).join('|')})/`;
const inLayers = (names) => `^src/(${names.join('|')})/`;
const packageNamed = (names) => `(^|/)node_modules/(${names.join('|')})/`;
const anyPackage = '(^|/)node_modules/';

const boundaries = Object.entries(layers).map(([layer, seen]) => ({
  name: `layer-${layer}`,
  comment: `src/${layer} may import only ${[layer, ...seen].join(', ')} of src/ (and core/errors.ts).`,
  severity: 'error',
  from: { path: inLayers([layer]) },
  to: { path: '^src/', pathNot: [inLayers([layer, ...seen]), sharedByAll] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...boundaries,
    {
      name: 'no-unknown-layer',
      comment: 'Every module of src/ belongs to a layer; add a new layer above, with what it may import.',
      severity: 'error',
      from: { path: '^src/', pathNot: anyLayer },
      to: {},
    },
    {
      name: 'contract-sees-core-types-only',
      comment: 'The contract may name the types of core; of its values only errors and the making of ids.',
      severity: 'error',
      from: { path: inLayers(['contract']), pathNot: tests },
      to: {
        path: inLayers(['core']),
        pathNot: [sharedByAll, '^src/core/ids\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'core-is-pure',
      comment:
        'core runs anywhere: no Node, no Electron, no DOM, no SQL. Add a package that is pure to the list.',
      severity: 'error',
      from: { path: inLayers(['core']), pathNot: tests },
      to: { path: anyPackage, pathNot: packageNamed(purePackages) },
    },
    {
      name: 'contract-is-plain',
      comment: 'Both sides of the contract load it: it validates messages and does nothing else.',
      severity: 'error',
      from: { path: inLayers(['contract']), pathNot: tests },
      to: { path: anyPackage, pathNot: packageNamed(contractPackages) },
    },
    {
      name: 'no-node-here',
      comment: 'core, contract, preload and renderer run where there is no Node.',
      severity: 'error',
      from: { path: inLayers(['core', 'contract', 'preload', 'renderer']), pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-only-in-the-shell',
      comment: 'Only main, preload and host name Electron.',
      severity: 'error',
      from: { path: '^src/', pathNot: inLayers(['main', 'preload', 'host']) },
      to: { path: [packageNamed(['electron']), '^electron(/|$)'] },
    },
    {
      name: 'sqlite-only-in-store',
      comment: 'Only the store names SQLite.',
      severity: 'error',
      from: { path: '^src/', pathNot: inLayers(['store']) },
      to: { path: [packageNamed(['better-sqlite3', '@types/better-sqlite3']), '^(node:)?sqlite$'] },
    },
    {
      name: 'interface-only-in-renderer',
      comment: 'Only the renderer draws.',
      severity: 'error',
      from: { path: '^src/', pathNot: inLayers(['renderer']) },
      to: {
        path: packageNamed(['react', 'react-dom', 'react-aria-components', 'lexical', '@lexical/[^/]+']),
      },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle cannot be understood, or tested, one module at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'source-stands-alone',
      comment: 'The application knows nothing of its tests, benchmarks and scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(e2e|bench|scripts|tests?)/' },
    },
    {
      name: 'no-tests-in-source',
      comment: 'What ships imports neither a test nor a testing library.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: {
        path: [tests, packageNamed(['vitest', 'fast-check', '@playwright/test', '@axe-core/[^/]+'])],
      },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere: a wrong path, or a package that package.json does not name.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.d.mts', '.mjs', '.js', '.json'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
