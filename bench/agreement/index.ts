import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { krippendorffAlpha } from '../../src/core/agreement/alpha.ts';
import type { Continuum } from '../../src/core/agreement/continuum.ts';
import { spansOf } from '../../src/core/agreement/continuum.ts';
import { cohenKappa } from '../../src/core/agreement/kappa.ts';
import { ratingTable } from '../../src/core/agreement/ratings.ts';
import { alphaU } from '../../src/core/agreement/span-measures.ts';
import { openProject } from '../../src/store/index.ts';
import { evaluateMarked } from '../../src/workbench/agreement/evaluate.ts';
import { projectAgreement } from '../../src/workbench/agreement/index.ts';
import { settingsFor } from '../../src/workbench/agreement/settings.ts';
import { type Figure, figureOf } from '../figure.ts';
import { generateProject } from '../generate/project.ts';
import { type Chance, chanceOf } from '../generate/random.ts';
import { measuredByPeer, type PeerResult } from './peer.ts';

const ROUNDS = 5;
const CATEGORIES = 5;
const SEED = 17;

/** Each coder gives what the unit is in four cases of five, else anything. */
function ratings(units: number, coders: number): Int32Array {
  const chance = chanceOf(SEED);
  const values = new Int32Array(units * coders);
  for (let at = 0; at < values.length; at += coders) {
    const truth = chance.int(0, CATEGORIES - 1);
    for (let coder = 0; coder < coders; coder++) {
      values[at + coder] = chance.int(1, 5) < 5 ? truth : chance.int(0, CATEGORIES - 1);
    }
  }
  return values;
}

/** Documents in which each coder marks about the same places: `spans` of them by all coders together. */
function continua(spans: number, coders: number, documents: number, chance: Chance): Continuum[] {
  const each = Math.round(spans / coders / documents);
  const length = each * 40;
  return Array.from({ length: documents }, () => {
    const places = Array.from({ length: each }, (_, i) => ({
      start: i * 40 + chance.int(0, 15),
      category: chance.int(0, CATEGORIES - 1),
    }));
    return {
      length,
      coders: Array.from({ length: coders }, () =>
        spansOf(
          places.map(({ start, category }) => {
            const from = start + chance.int(0, 3);
            const said = chance.int(1, 5) < 5 ? category : chance.int(0, CATEGORIES - 1);
            return [from, from + chance.int(5, 20), said] as const;
          }),
        ),
      ),
    };
  });
}

async function times(rounds: number, work: () => unknown): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken;
}

/** The line of a library beside ours; both must have come to the same. */
function beside(work: string, peer: PeerResult, name: string, ours: number | null): Figure {
  if ('absent' in peer) return { ...figureOf(`${work}: ${name}`, 'ms', []), absent: peer.absent };
  if (ours === null || Math.abs(peer.value - ours) > 1e-9) {
    throw new Error(`${work}: ${peer.version} came to ${peer.value}, Glossator to ${ours}.`);
  }
  return figureOf(`${work}: ${peer.version}, to the same value`, 'ms', [peer.seconds * 1_000]);
}

async function measuresOfUnits(folder: string): Promise<readonly Figure[]> {
  const large = ratings(1_000_000, 3);
  const small = large.slice(0, 20_000 * 3);
  const alpha = (values: Int32Array) =>
    krippendorffAlpha(ratingTable(values, 3, CATEGORIES), 'nominal').value;
  const kappa = () => cohenKappa(ratingTable(large, 3, CATEGORIES), 0, 1).value;
  const smallWork = 'nominal α, 20,000 units × 3 people';
  const kappaWork = 'Cohen’s κ of two people, 1,000,000 units';
  return [
    figureOf('nominal α, 1,000,000 units × 3 people', 'ms', await times(ROUNDS, () => alpha(large)), {
      target: 150,
      statistic: 'median',
    }),
    figureOf(smallWork, 'ms', await times(ROUNDS, () => alpha(small))),
    beside(smallWork, measuredByPeer('alpha', small, 3, folder), 'nltk', alpha(small)),
    figureOf(kappaWork, 'ms', await times(ROUNDS, kappa)),
    beside(kappaWork, measuredByPeer('kappa', large, 3, folder), 'scikit-learn', kappa()),
  ];
}

async function measuresOfSpans(): Promise<readonly Figure[]> {
  const chance = chanceOf(SEED);
  const many = continua(1_000_000, 3, 100, chance);
  const few = continua(600, 3, 1, chance);
  const gamma = settingsFor('gamma', { resamples: 0 });
  const marked = {
    continua: few,
    categories: CATEGORIES,
    numbers: Float64Array.from({ length: CATEGORIES }),
  };
  return [
    figureOf(
      'unitizing α, 1,000,000 spans of 3 people in 100 documents',
      'ms',
      await times(ROUNDS, () => alphaU(many, CATEGORIES, '1995')),
      { target: 500, statistic: 'median' },
    ),
    figureOf(
      `γ with all pairs and ${CATEGORIES} codes, 3 people × 200 units`,
      's',
      (await times(1, () => evaluateMarked(marked, gamma))).map((each) => each / 1_000),
    ),
  ];
}

async function measuresOfProject(folder: string): Promise<readonly Figure[]> {
  const file = path.join(folder, 'ten.gloss');
  generateProject(file, path.join(folder, 'backups'), {
    seed: SEED,
    documents: Array.from({ length: 20 }, () => ({ length: 100_000, annotations: 5_000 })),
    people: 10,
    codes: 30,
    overlapDepth: 4,
    scripts: ['latin'],
  });
  const store = openProject(file, {
    machineId: 'bench',
    backupFolder: path.join(folder, 'backups'),
    appVersion: '0.0.0-bench',
  });
  try {
    const figures: Figure[] = [];
    for (const measure of ['cohen-kappa', 'alpha-u', 'span-f1'] as const) {
      const request = { unit: 'characters', measure, resamples: 0 } as const;
      figures.push(
        figureOf(
          `${measure}: 45 pairs, 30 codes and 20 documents, 10 people, 100,000 annotations, reading them included`,
          'ms',
          await times(3, () => projectAgreement(store.read, request)),
        ),
      );
    }
    return figures;
  } finally {
    store.close();
  }
}

/** Measures of agreement over what is in memory, over a project, and beside Python's libraries. */
export async function benchAgreement(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-agreement-'));
  try {
    return [
      ...(await measuresOfUnits(folder)),
      ...(await measuresOfSpans()),
      ...(await measuresOfProject(folder)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
