// One export or import in a process of its own, so that its memory is its own: `exchange-step.ts export|import PROJECT FORMAT FILE`.
import { newId } from '../src/core/ids.ts';
import { createProject, openProject } from '../src/store/index.ts';
import { runExport } from '../src/workbench/export/index.ts';
import { runImport } from '../src/workbench/import/index.ts';
import { ensurePerson } from '../src/workbench/profile.ts';

const [work = '', project = '', format = '', file = ''] = process.argv.slice(2);
const machineId = newId();
const options = { machineId, backupFolder: `${project}-backups`, appVersion: '0.0.0-bench' };
const store =
  work === 'import'
    ? createProject(project, { ...options, name: 'Imported' })
    : openProject(project, options);
const me = ensurePerson(store, { ...options, personId: newId(), name: 'Bench', colour: 0 });
const context = { signal: new AbortController().signal, onProgress: () => undefined };

const start = performance.now();
let annotations = 0;
if (work === 'import') {
  const { documents, errors } = await runImport({ store, me }, [{ path: file, format }], context);
  if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3)));
  for (const document of documents) annotations += document.annotations;
  if (annotations === 0) throw new Error('None of the annotations came back.');
} else {
  ({ annotations } = await runExport({ store, me }, { format }, file, context));
}
const seconds = (performance.now() - start) / 1_000;
const megabytes = process.resourceUsage().maxRSS / 1_024;
store.close();
console.log(JSON.stringify({ annotations, seconds, megabytes }));
