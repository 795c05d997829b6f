// One import in a process of its own, so that its memory is its own: `import-step.ts PROJECT FOLDER COUNT [once]`. Then, but for
// `once`, the same again, which finds everything there, and undo of the first.
import { newId } from '../src/core/ids.ts';
import { createProject } from '../src/store/index.ts';
import { runImport } from '../src/workbench/import/index.ts';
import { ensurePerson } from '../src/workbench/profile.ts';

const [project = '', folder = ''] = process.argv.slice(2);
const options = { machineId: newId(), backupFolder: `${project}-backups`, appVersion: '0.0.0-bench' };
const store = createProject(project, { ...options, name: 'Imported' });
const me = ensurePerson(store, { ...options, personId: newId(), name: 'Bench', colour: 0 });
const context = { signal: new AbortController().signal, onProgress: () => undefined };

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}
const highest = (): number => process.resourceUsage().maxRSS / 1_024;

async function importAll(field: 'documents' | 'duplicates'): Promise<void> {
  const report = await runImport({ store, me }, [{ path: folder }], context);
  const { errors } = report;
  if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3)));
  const count = report[field].length;
  if (count !== Number(process.argv[4])) throw new Error(`${count} ${field}`);
}

const imported = await timed(() => importAll('documents'));
const megabytes = highest();
if (process.argv[5] === 'once') console.log(JSON.stringify({ imported, megabytes }));
else {
  const again = await timed(() => importAll('duplicates'));
  const undone = await timed(() => store.undo(me.id));
  if (store.read.counts().documents !== 0) throw new Error('Undo left documents.');
  console.log(JSON.stringify({ imported, again, undone, megabytes, megabytesAfterUndo: highest() }));
}
store.close();
