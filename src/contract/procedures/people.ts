import { z } from 'zod';
import { action, query, returns, setting } from '../procedure.ts';
import { actionId, type Done, id, name } from './shared.ts';

/** What one person marked, as it is looked at on this machine. */
export interface PersonLayer {
  readonly personId: string;
  readonly shown: boolean;
  /** whether what they marked is kept from being changed by accident: the usual for all but me */
  readonly locked: boolean;
  /** those that I may see, whether the layer is shown or not; null where counts were not asked for */
  readonly annotations: number | null;
}

export interface LayersView {
  /** in the order of the people of the project */
  readonly people: readonly PersonLayer[];
  /** the adjudicated set: what reviewers let stand or wrote themselves */
  readonly adjudicated: { readonly shown: boolean; readonly annotations: number | null };
  /** documents whose work of others is hidden until I am done with them; 0 where the project is not blind, null where counts were not asked for */
  readonly blindDocuments: number | null;
}

export const peopleProcedures = {
  'people.layers': query(() => z.strictObject({ counts: z.boolean() }), returns<LayersView>()),
  /** Which layers are shown and locked in this project on this machine: those named; the others stay. */
  'people.setLayers': setting(
    () =>
      z.strictObject({
        people: z
          .array(
            z.strictObject({ personId: id(), shown: z.boolean().optional(), locked: z.boolean().optional() }),
          )
          .max(10_000),
        adjudicated: z.boolean().optional(),
      }),
    returns<null>(),
  ),
  /** My name and colour, in this project and for the next ones on this machine. Raises `invalid-input` where the name is empty. */
  'people.editMe': action(
    () => z.strictObject({ actionId: actionId(), name: name(), colour: z.number().int().min(0).max(63) }),
    returns<Done>(),
  ),
  /** Whether people see what others did in a document only when they are done with it themselves. */
  'people.setBlind': action(
    () => z.strictObject({ actionId: actionId(), blind: z.boolean() }),
    returns<Done>(),
  ),
} as const;
