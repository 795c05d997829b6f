import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HAS_INTEROP, interopPath, samples } from '../foreign/testing/interop.ts';
import { bundleAtPath } from '../foreign/testing/memory-bundle.ts';
import { writtenBy } from '../foreign/testing/round-trip.ts';
import { setOf } from '../foreign/testing/taking.ts';
import { tsvReader } from './read.ts';
import { tsvWriter } from './write.ts';

/*
 * What is written is compared with WebAnno's own files, byte for byte but for the differences that are named here.
 */

/** How ours may differ from WebAnno's own file, and why. */
const ACCEPTED = {
  'unset feature': 'a feature that no annotation has a value of is not declared: nothing says that it was',
  'order of layers': 'layers stand in the order of their kinds and names; the format leaves it free',
  'names in slots':
    'the types of links and of what may fill a slot are of the project, not of the annotations',
  'sentence ids': 'sentences have no ids here',
  'zero width': 'an annotation of no text is refused, with a problem',
} as const;
type Difference = keyof typeof ACCEPTED;

interface Table {
  /** all but layers, ids of sentences and columns of annotations */
  readonly rest: readonly string[];
  /** cells by layer and feature, in the order of the file */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  readonly slots: readonly string[];
  readonly ids: number;
  readonly empty: number;
}

/** Numbers that tell stacked annotations apart are free, as are their order and the sign for a slot that nothing fills. */
function unnumbered(cell: string): string {
  const stacked = cell.replace(/\[[\d_]+\]/g, '').split('|');
  if (stacked.length === 1) return cell.replace(/\[[\d_]+\]/g, '');
  return stacked
    .map((each) => (each === '_' ? '*' : each))
    .sort()
    .join('|');
}

function tableOf(content: string): Table {
  const names: string[] = [];
  const slots: string[] = [];
  const rows: string[][] = [];
  const rest: string[] = [];
  let ids = 0;
  let empty = 0;
  for (const line of content.split('\n')) {
    const [, layer, features] = /^#T_\w\w=([^|]*)\|(.*)$/.exec(line) ?? [];
    if (layer !== undefined && features !== undefined) {
      const parts = features.split('|');
      for (const [at, part] of parts.entries()) {
        const isFiller = parts[at - 1]?.startsWith('ROLE_') === true;
        const isSlot = part.startsWith('ROLE_');
        if (isSlot || isFiller) slots.push(part);
        names.push(`${layer} ${isFiller ? 'filler' : isSlot ? 'slot' : part}`);
      }
    } else if (line.startsWith('#Sentence.id=')) ids += 1;
    else if (/^\d+-\d/.test(line)) {
      const cells = line.replace(/\t$/, '').split('\t');
      const [from, to] = (cells[1] ?? '').split('-');
      if (from === to) empty += 1;
      else {
        rest.push(cells.slice(0, 3).join('\t'));
        rows.push(cells.slice(3).map(unnumbered));
      }
    } else rest.push(line);
  }
  const columns = new Map(names.map((name, at) => [name, rows.map((cells) => cells[at] ?? '_')]));
  return { rest, columns, slots, ids, empty };
}

function isUnset(cells: readonly string[]): boolean {
  return cells.every((cell) => /^[_*|;]+$/.test(cell));
}

/** The named differences; what else differs fails here. */
function differences(theirs: Table, ours: Table): readonly Difference[] {
  const found = new Set<Difference>();
  expect(ours.rest).toEqual(theirs.rest);
  if (theirs.ids > 0) found.add('sentence ids');
  if (theirs.empty > 0) found.add('zero width');
  const told = [...theirs.columns].filter(([, cells]) => !isUnset(cells));
  // What fills a slot is nobody where it has no width.
  if (theirs.empty === 0) {
    for (const [name, cells] of told)
      expect({ name, cells: ours.columns.get(name) }).toEqual({ name, cells });
  }
  for (const [name, cells] of ours.columns) {
    if (!isUnset(cells)) expect(theirs.columns.has(name)).toBe(true);
  }
  if ([...theirs.columns].some(([name, cells]) => isUnset(cells) && !ours.columns.has(name)))
    found.add('unset feature');
  const common = [...theirs.columns.keys()].filter((name) => ours.columns.has(name));
  if ([...ours.columns.keys()].filter((name) => common.includes(name)).join() !== common.join())
    found.add('order of layers');
  if (ours.slots.some((slot) => !theirs.slots.includes(slot))) found.add('names in slots');
  return [...found].sort();
}

describe.skipIf(!HAS_INTEROP)('TSV beside the files of WebAnno', () => {
  const files = samples('webanno_tsv/tsv3-suite/').filter(({ file }) => file.endsWith('.tsv'));
  const same: string[] = [];

  it.each(files)('$file', async ({ file }) => {
    const at = interopPath(...file.split('/'));
    const theirs = readFileSync(at, 'utf8');
    const { set } = await setOf(tsvReader, bundleAtPath(at));
    const { bundle } = await writtenBy(tsvWriter, set);
    const ours = Buffer.from((await bundle.files[0]?.bytes(1e9)) ?? []).toString('utf8');
    if (ours === theirs) same.push(file);
    else expect(differences(tableOf(theirs), tableOf(ours))).not.toEqual([]);
  });

  it('is the very same for the plain kinds, and every difference has its reason', () => {
    expect(same.map((file) => file.split('/')[2]).sort()).toEqual([
      'testCrossSentenceSpanWithFeatureValue',
      'testMultiTokenSpanWithFeatureValue',
      'testSimpleChain',
      'testSingleTokenRelationWithFeatureValue',
      'testStackedChain',
      'testSubTokenPrefix',
      'testTokenBoundedStackedSpanWithFeatureValue',
    ]);
    expect(Object.values(ACCEPTED).every((reason) => reason.length > 20)).toBe(true);
  });
});
