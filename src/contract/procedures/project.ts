import { z } from 'zod';
import type { Warning } from '../../core/errors.ts';
import type { UndoState } from '../../core/journal/action.ts';
import type { DocumentStatus, Person, Project } from '../../core/project/records.ts';
import { action, job, query, returns } from '../procedure.ts';
import { actionId, attributeDefinition, type Done, type DoneWithLoss, nothing } from './shared.ts';

export interface ProjectState {
  readonly project: Project;
  readonly path: string;
  readonly me: Person;
  readonly people: readonly Person[];
  readonly undoState: UndoState;
  /** what opening the file had to tell */
  readonly warnings: readonly Warning[];
}

/** How far one person is. */
export interface PersonProgress {
  readonly personId: string;
  readonly documents: Readonly<Record<DocumentStatus, number>>;
  readonly annotations: number;
}

/** What a changed list of attributes does to the values given under the old one. */
export interface AttributeMigration {
  readonly changes: readonly {
    readonly definitionId: string;
    /** the name it had, or has where it is new */
    readonly name: string;
    /** values that stay as they are, that are written otherwise, and that cannot be kept */
    readonly kept: number;
    readonly converted: number;
    readonly lost: number;
    /** at most 20 of what would be lost, as people read it */
    readonly lostExamples: readonly string[];
  }[];
}

export const projectProcedures = {
  'project.state': query(() => nothing(), returns<ProjectState>()),
  'project.rename': action(
    () => z.strictObject({ actionId: actionId(), name: z.string().max(200) }),
    returns<Done>(),
  ),
  'project.backup': job(() => nothing(), returns<{ path: string | null }>()),
  'project.check': job(
    () => nothing(),
    returns<{
      ok: boolean;
      problems: readonly Warning[];
      checked: { actions: number; annotations: number; texts: number };
    }>(),
  ),

  /** Replaces the typed fields of documents and carries their values over. */
  'project.editFields': action(
    () => z.strictObject({ actionId: actionId(), fields: z.array(attributeDefinition()).max(200) }),
    returns<DoneWithLoss>(),
  ),
  'project.previewFields': query(
    () => z.strictObject({ fields: z.array(attributeDefinition()).max(200) }),
    returns<AttributeMigration>(),
  ),
  /** Everyone's. */
  'project.progress': query(() => nothing(), returns<readonly PersonProgress[]>()),
} as const;
