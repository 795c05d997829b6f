import { openProject } from '../index.ts';

/**
 * Run as a process of its own with a path and store options as JSON: opens the project, says so with a line, and
 * holds it until it is killed or its input ends.
 */
const [file = '', options = '{}'] = process.argv.slice(2);
try {
  const store = openProject(file, JSON.parse(options));
  process.stdout.write('open\n');
  process.stdin.on('end', () => {
    store.close();
    process.stdout.write('closed\n');
  });
  process.stdin.resume();
} catch (thrown) {
  process.stdout.write(`${thrown instanceof Error && 'code' in thrown ? thrown.code : thrown}\n`);
}
