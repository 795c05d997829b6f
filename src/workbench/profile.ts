import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { z } from 'zod';
import { once } from '../contract/once.ts';
import { CODE_COLOURS } from '../core/codebook/colours.ts';
import { GlossatorError, type Warning } from '../core/errors.ts';
import { type Id, isId, newId } from '../core/ids.ts';
import type { Person } from '../core/project/records.ts';
import type { ProjectStore } from '../store/types.ts';

/** Who works on this machine, and what identifies it: the same for the application and the command line. */
export interface Profile {
  readonly personId: Id;
  readonly name: string;
  /** index into CODE_COLOURS */
  readonly colour: number;
  readonly machineId: Id;
  readonly backupFolder: string;
}

const id = once(() => z.string().refine(isId));

const profileSchema = once(() =>
  z.object({
    personId: id(),
    name: z.string().trim().min(1).max(200),
    colour: z
      .number()
      .int()
      .min(0)
      .max(CODE_COLOURS.length - 1),
    machineId: id(),
  }),
);
type StoredProfile = z.output<ReturnType<typeof profileSchema>>;

interface Places {
  readonly profile: string;
  readonly backups: string;
}

/** GLOSSATOR_HOME holds all in one folder; else each lies where the operating system wants it. */
function places(): Places {
  const home = process.env.GLOSSATOR_HOME;
  if (home) return { profile: join(resolve(home), 'profile.json'), backups: join(resolve(home), 'backups') };
  const { config, data } = envPaths('glossator', { suffix: '' });
  return { profile: join(config, 'profile.json'), backups: join(data, 'backups') };
}

function userName(): string {
  try {
    return userInfo().username || 'Analyst';
  } catch {
    // A system user without an entry in the user database has no name.
    return 'Analyst';
  }
}

function newProfile(): StoredProfile {
  const colour = Math.floor(Math.random() * CODE_COLOURS.length);
  return { personId: newId(), name: userName(), colour, machineId: newId() };
}

function errorCode(thrown: unknown): string | undefined {
  return thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** The profile that the text holds, or undefined where it holds none. */
function parseProfile(text: string): StoredProfile | undefined {
  try {
    return profileSchema().safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: damaged, as the caller says to the user.
    return undefined;
  }
}

/** Writes the file whole or not at all. Where another process has just made one, that one counts. */
function make(path: string): StoredProfile {
  const profile = newProfile();
  const draft = `${path}.${profile.machineId}`;
  writeFileSync(draft, `${JSON.stringify(profile, null, 2)}\n`, { flag: 'wx', flush: true });
  try {
    linkSync(draft, path);
    return profile;
  } catch (thrown) {
    if (errorCode(thrown) !== 'EEXIST') {
      // A file system without links: the last one to write wins.
      renameSync(draft, path);
      return profile;
    }
    return parseProfile(readFileSync(path, 'utf8')) ?? profile;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read({ profile: path }: Places): { stored: StoredProfile; warnings: readonly Warning[] } {
  mkdirSync(resolve(path, '..'), { recursive: true });
  const text = textOf(path);
  if (text === undefined) return { stored: make(path), warnings: [] };
  const stored = parseProfile(text);
  if (stored) return { stored, warnings: [] };
  const aside = `${path}.damaged-${Date.now()}`;
  renameSync(path, aside);
  const made = make(path);
  const warning: Warning = {
    code: 'file-unreadable',
    message: `The profile of this machine was damaged. A new one was made for ‘${made.name}’; what you tag from now on is another person's.`,
    place: { path: aside },
    remedy: `The damaged profile was kept as ${aside}. If it can be mended, put it back as ${path}.`,
  };
  return { stored: made, warnings: [warning] };
}

/**
 * The profile of this machine, made on first use with the name of the system's user. A damaged one is kept aside, and
 * said so. Raises `no-permission` where its folder cannot be written.
 */
export function loadProfile(): { readonly profile: Profile; readonly warnings: readonly Warning[] } {
  const where = places();
  try {
    const { stored, warnings } = read(where);
    return { profile: { ...stored, backupFolder: where.backups }, warnings };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new GlossatorError('no-permission', `The profile of this machine cannot be used: ${reason}`, {
      place: { path: where.profile },
      remedy: 'Make its folder writable, or name another one in the environment variable GLOSSATOR_HOME.',
      cause: thrown,
    });
  }
}

/** Where the indexes for searching lie, of all projects of this machine. */
export function searchFolderOf({ backupFolder }: Profile): string {
  return join(dirname(backupFolder), 'search');
}

/** Keeps my name and colour for the projects that I join from now on. Raises `no-permission`. */
export function rememberMe(me: Pick<Profile, 'name' | 'colour'>): void {
  const { profile: path } = places();
  const { stored } = read(places());
  const draft = `${path}.${newId()}`;
  try {
    writeFileSync(draft, `${JSON.stringify({ ...stored, name: me.name, colour: me.colour }, null, 2)}\n`, {
      flag: 'wx',
      flush: true,
    });
    renameSync(draft, path);
  } catch (thrown) {
    rmSync(draft, { force: true });
    throw new GlossatorError(
      'no-permission',
      'Your name is changed here, but could not be kept for other projects.',
      {
        place: { path },
        cause: thrown,
      },
    );
  }
}

/** Me in this project; joins it where I have not been in it before. */
export function ensurePerson(store: ProjectStore, profile: Profile): Person {
  const known = store.read.persons().find((person) => person.id === profile.personId);
  if (known) return known;
  const me: Person = { id: profile.personId, name: profile.name, colour: profile.colour };
  store.transact({ type: 'join', subject: me.name, personId: me.id }, (tx) => tx.putPerson(me));
  return me;
}
