import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { once } from '../../contract/once.ts';
import { type Id, isId } from '../../core/ids.ts';

/** Which layers I look at in one project on this machine, and which can be changed. */
export interface LayerChoice {
  /** people whose annotations are not shown */
  readonly hidden: readonly Id[];
  readonly adjudicated: boolean;
  /** where it differs from the usual: my own can be changed, those of others cannot */
  readonly locks: Readonly<Record<Id, boolean>>;
}

export interface Layers {
  get(): LayerChoice;
  set(choice: LayerChoice): void;
}

export const ALL_LAYERS: LayerChoice = { hidden: [], adjudicated: true, locks: {} };

const id = once(() => z.string().refine(isId));
const schema = once(() =>
  z.object({
    hidden: z.array(id()).max(10_000),
    adjudicated: z.boolean(),
    locks: z.record(id(), z.boolean()),
  }),
);

export function isLocked({ locks }: LayerChoice, personId: Id, me: Id): boolean {
  return locks[personId] ?? personId !== me;
}

function read(path: string): LayerChoice {
  try {
    return schema().parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Not there yet, or damaged: a matter of looks, so that everything is shown again.
    return ALL_LAYERS;
  }
}

/** Layers that are remembered in a folder of this machine, a file for each project. `changed` is told of every change. */
export function rememberedLayers(folder: string, projectId: Id, changed: () => void): Layers {
  const path = join(folder, `${projectId}.json`);
  let choice = read(path);
  return {
    get: () => choice,
    set(next) {
      choice = next;
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${path}.new`, `${JSON.stringify(next)}\n`);
      renameSync(`${path}.new`, path);
      changed();
    },
  };
}
