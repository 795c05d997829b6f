import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import loadHighs, { type Highs } from 'highs';
import type { Packing, PackingProblem, PackingSolver } from '../../core/agreement/gamma/solver.ts';
import { GlossatorError } from '../../core/errors.ts';

/** A single alignment is searched for no longer than this; what may be lacking is told as its gap. */
const SECONDS = 60;

/** The program of the solver: beside the bundle in a build, else in its package. */
function program(): Uint8Array {
  const beside = fileURLToPath(new URL(/* @vite-ignore */ './highs.wasm', import.meta.url));
  const path = existsSync(beside) ? beside : createRequire(import.meta.url).resolve('highs/runtime');
  return readFileSync(path);
}

function solveWith(highs: Highs, { rows, starts, members, savings }: PackingProblem): Packing {
  const columns = savings.length;
  const { objectiveSense, variableType, modelStatus } = highs.constants;
  return highs.withModel(
    {
      numCols: columns,
      numRows: rows,
      sense: objectiveSense.maximize,
      colCost: savings,
      colLower: new Float64Array(columns),
      colUpper: new Float64Array(columns).fill(1),
      rowLower: new Float64Array(rows).fill(-highs.infinity),
      rowUpper: new Float64Array(rows).fill(1),
      matrix: {
        format: 'csc',
        numRows: rows,
        numCols: columns,
        starts,
        indices: members,
        values: new Float64Array(members.length).fill(1),
      },
      integrality: new Int32Array(columns).fill(variableType.integer),
    },
    (model): Packing => {
      model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-9, time_limit: SECONDS });
      model.run();
      const { colValue } = model.getSolution();
      const chosen = Array.from(colValue.keys()).filter((column) => (colValue[column] as number) > 0.5);
      const saved = chosen.reduce((sum, column) => sum + (savings[column] as number), 0);
      const proven = model.getModelStatus() === modelStatus.optimal;
      const bound = proven ? saved : Math.max(saved, Number(model.info.get('mip_dual_bound')));
      return { chosen, saved, bound };
    },
  );
}

let loading: Promise<Highs> | undefined;

/** HiGHS, loaded when it is first wanted. Throws `internal` where its program is not there. */
export async function highsSolver(): Promise<PackingSolver> {
  loading ??= loadHighs({ wasmBinary: program() });
  try {
    const highs = await loading;
    return { solve: (problem) => solveWith(highs, problem) };
  } catch (cause) {
    loading = undefined;
    throw new GlossatorError('internal', 'The solver for alignments could not be loaded.', { cause });
  }
}
