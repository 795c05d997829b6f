import { dirname, join } from 'node:path';
import type { WorkbenchEvent } from '../contract/messages.ts';
import { createWorkbenchServer, type WorkbenchServer } from '../contract/server.ts';
import type { Warning } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import { createProject, openProject, type ProjectStore } from '../store/index.ts';
import { keepBackups } from './backups.ts';
import { receive, refuseSealed } from './exchange/exchange.ts';
import type { Printer } from './export/printed.ts';
import { annotationIn } from './handlers/annotations.ts';
import { createHandlers } from './handlers.ts';
import { ensurePerson, loadProfile, type Profile, rememberMe, searchFolderOf } from './profile.ts';
import { keepIndex, searchWhenWanted } from './search/keep-search.ts';
import { type Layers, rememberedLayers } from './seeing/layers.ts';
import { seenBy } from './seeing/seeing.ts';
import { ALL_THAT_IS_SAID, changedEvent, observed, type Session } from './session.ts';
import { lookAround } from './surroundings/surroundings.ts';
import { APP_VERSION } from './version.ts';

export interface OpenRequest {
  /** absolute */
  readonly path: string;
  readonly create?: { readonly name: string } | undefined;
  readonly sample?: { readonly folder: string } | undefined;
  readonly recover?: { readonly damaged: string } | undefined;
  readonly receive?: { readonly sealed: string; readonly passphrase: string } | undefined;
}

/** An open project, served. */
export interface OpenWorkbench {
  readonly name: string;
  readonly server: WorkbenchServer;
  /** Ends what runs, lets the file go. */
  close(): Promise<void>;
}

export function storeOptions(profile: Profile) {
  return { machineId: profile.machineId, backupFolder: profile.backupFolder, appVersion: APP_VERSION };
}

async function storeFor(request: OpenRequest, profile: Profile): Promise<ProjectStore> {
  if (request.sample) {
    // With it come all the readers.
    const { buildSampleProject } = await import('./sample.ts');
    await buildSampleProject(request.path, request.sample.folder, profile);
  }
  if (request.receive) await receive(request.receive.sealed, request.path, request.receive.passphrase);
  if (request.create)
    return createProject(request.path, { ...storeOptions(profile), name: request.create.name });
  refuseSealed(request.path);
  return openProject(request.path, storeOptions(profile));
}

/** Makes the file of what can be read of the damaged one. Gives what was kept and what was lost, in words. */
async function recovered({ path, recover }: OpenRequest): Promise<readonly Warning[]> {
  if (!recover) return [];
  const { recoverProject } = await import('../store/recovery/recover.ts');
  const { kept, lost } = recoverProject(recover.damaged, path);
  const losses = lost.map(({ message, count }) => `${message} (${count})`).join(' ');
  return [
    {
      code: 'project-recovered',
      message:
        `Recovered: ${kept.documents} documents, ${kept.annotations} annotations, ${kept.codes} codes, ${kept.persons} people. ` +
        (losses ? `Lost: ${losses}` : 'Nothing was lost.'),
      place: { path },
      remedy: `The damaged file has been left as it is: ${recover.damaged}`,
    },
  ];
}

/** Opens (or makes) the project and serves the whole contract over it; `printer` lays out reports. Raises the `project-…` errors, `disk-full`, `no-permission`. */
export async function openWorkbench(request: OpenRequest, printer?: Printer): Promise<OpenWorkbench> {
  const { profile, warnings } = loadProfile();
  const around = lookAround(request.path);
  const recovery = await recovered(request);
  const opened = await storeFor(request, profile);
  let tell: (event: WorkbenchEvent) => void = () => undefined;
  let layers: Layers | undefined;
  const search = searchWhenWanted(opened.path, searchFolderOf(profile), (event) => tell(event));
  const index = keepIndex(search);
  const mine = (): Session => ({ store: opened, me: { ...profile, id: profile.personId } });
  const shown = (annotationId: Id) =>
    annotationIn(seenBy(layers ? { ...mine(), layers } : mine(), true), annotationId);
  const store = observed(
    opened,
    (commit) => {
      tell(changedEvent(commit, opened.read.project().blind, shown));
      index.committed(commit);
    },
    [...recovery, ...around, ...warnings],
    () => seenBy(mine()).undoState(),
  );
  const me = ensurePerson(store, profile);
  layers = rememberedLayers(join(dirname(profile.backupFolder), 'layers'), store.read.project().id, () =>
    tell({ type: 'changed', touched: ALL_THAT_IS_SAID, undoState: seenBy(mine()).undoState() }),
  );
  const server = createWorkbenchServer(
    createHandlers({ store, me, layers, rememberMe, printer, search: search.search }),
  );
  tell = (event) => server.emit(event);
  const endBackups = keepBackups(store, tell);
  return {
    name: store.read.project().name,
    server,
    async close() {
      endBackups();
      index.end();
      await server.settle();
      await search.close();
      store.close();
    },
  };
}
