import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { OpenOutcome } from '../../contract/shell.ts';
import type { ProjectWindow } from '../windows/project-window.ts';
import type { ProjectWindows } from '../windows/project-windows.ts';
import { chooseNewProject, chooseProject } from './dialogs.ts';

/** Opening and making projects, for the menu and the pages alike. `from`: the window it was asked in, if any. */
export interface ProjectOpening {
  open(from: ProjectWindow | undefined, file?: string): Promise<OpenOutcome>;
  make(from: ProjectWindow | undefined, file?: string, name?: string): Promise<OpenOutcome>;
  /** Recovers what can be read of a damaged file into a new one, and opens that. */
  recover(from: ProjectWindow, damaged: string): Promise<OpenOutcome>;
  /** Makes a project of a sealed file, beside which a place for it is proposed, and opens that. */
  receive(from: ProjectWindow, sealed: string, passphrase: string): Promise<OpenOutcome>;
  sample(from: ProjectWindow | undefined): Promise<OpenOutcome>;
}

const CANCELLED: OpenOutcome = { outcome: 'cancelled' };

export function projectOpening(
  windows: ProjectWindows,
  sampleFile: string,
  sampleTexts: string,
): ProjectOpening {
  return {
    async open(from, file) {
      const chosen = file ?? (await chooseProject(from?.window ?? null));
      return chosen === null ? CANCELLED : windows.open(chosen, {}, from);
    },
    async make(from, file, name) {
      const chosen = file ?? (await chooseNewProject(from?.window ?? null, name ?? 'Untitled'));
      if (chosen === null) return CANCELLED;
      return windows.open(chosen, { create: { name: name ?? path.parse(chosen).name } }, from);
    },
    async recover(from, damaged) {
      const { dir, name } = path.parse(damaged);
      const suggested = path.join(dir, `${name} (recovered)`);
      const into = await chooseNewProject(from.window, suggested);
      return into === null ? CANCELLED : windows.open(into, { recover: { damaged } }, from);
    },
    async receive(from, sealed, passphrase) {
      const { dir, base } = path.parse(sealed);
      const suggested = path.join(dir, base.replace(/\.age$/i, '').replace(/\.gloss$/i, ''));
      const into = await chooseNewProject(from.window, suggested);
      return into === null ? CANCELLED : windows.open(into, { receive: { sealed, passphrase } }, from);
    },
    async sample(from) {
      await mkdir(path.dirname(sampleFile), { recursive: true });
      const making = existsSync(sampleFile) ? {} : { sample: { folder: sampleTexts } };
      return windows.open(sampleFile, making, from);
    },
  };
}
