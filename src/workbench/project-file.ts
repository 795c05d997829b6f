import { basename, extname } from 'node:path';
import { GlossatorError, type Warning } from '../core/errors.ts';
import type { Person } from '../core/project/records.ts';
import { createProject, openProject, type ProjectStore } from '../store/index.ts';
import { ensurePerson, loadProfile, type Profile, searchFolderOf } from './profile.ts';
import { searchWhenWanted } from './search/keep-search.ts';
import { seeing } from './seeing/seeing.ts';
import type { Session } from './session.ts';
import { lookAround } from './surroundings/surroundings.ts';
import { APP_VERSION } from './version.ts';

export { recoverProject } from '../store/recovery/recover.ts';

type Tell = (warning: Warning) => void;

function storeOptions({ machineId, backupFolder }: Profile) {
  return { machineId, backupFolder, appVersion: APP_VERSION };
}

/** A project's name where none is given: that of its file. */
export function nameOfFile(path: string): string {
  return basename(path, extname(path)) || 'Project';
}

async function using<T>(store: ProjectStore, tell: Tell, work: () => T | Promise<T>): Promise<T> {
  try {
    for (const warning of store.warnings) tell(warning);
    return await work();
  } finally {
    store.close();
  }
}

function profileTold(tell: Tell) {
  const { profile, warnings } = loadProfile();
  for (const warning of warnings) tell(warning);
  return profile;
}

/** Makes a project with me in it. Raises `project-exists`, `file-missing` (its folder), `no-permission`, `disk-full`. */
export async function withNewProject<T>(
  path: string,
  name: string,
  tell: Tell,
  work: (session: Session) => T | Promise<T>,
): Promise<T> {
  const profile = profileTold(tell);
  const store = createProject(path, { ...storeOptions(profile), name });
  return using(store, tell, () => work({ store, me: ensurePerson(store, profile) }));
}

/** Opens a project to change it. Raises the `project-…` errors, `no-permission`, `disk-full`. */
export async function withProject<T>(
  path: string,
  tell: Tell,
  work: (session: Session) => T | Promise<T>,
): Promise<T> {
  const profile = profileTold(tell);
  for (const warning of lookAround(path)) tell(warning);
  const store = openProject(path, storeOptions(profile));
  return using(store, tell, () => work({ store, me: ensurePerson(store, profile) }));
}

function openToRead(profile: Profile, path: string): { store: ProjectStore; me: Person } {
  const me = { id: profile.personId, name: profile.name, colour: profile.colour };
  try {
    return { me, store: openProject(path, { ...storeOptions(profile), readOnly: true }) };
  } catch (thrown) {
    // A file of an older version has to be brought to ours before it can be read.
    if (!(thrown instanceof GlossatorError) || thrown.code !== 'project-read-only') throw thrown;
    return { me, store: openProject(path, storeOptions(profile)) };
  }
}

/**
 * Opens a project to read it, which is possible while another process works in it; what `work` does must write nothing. I need
 * not have joined it. It sees what I may see: in a blind project, of documents that I am not done with, only my own. Raises the `project-…` errors, `no-permission`.
 */
export async function withProjectToRead<T>(
  path: string,
  tell: Tell,
  work: (session: Session & Required<Pick<Session, 'search'>>) => T | Promise<T>,
): Promise<T> {
  const profile = profileTold(tell);
  const session = openToRead(profile, path);
  return using(session.store, tell, async () => {
    const { search, close } = searchWhenWanted(session.store.path, searchFolderOf(profile));
    try {
      return await work({ ...seeing(session), search });
    } finally {
      await close();
    }
  });
}
