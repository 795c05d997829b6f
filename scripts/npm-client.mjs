import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Runs npm, the one that started this script where one did, in `cwd`.
 * Settings of an outer `npm run` that name its own package are kept out.
 */
export function runNpm(args, { cwd, stdio = 'inherit' }) {
  const script = process.env.npm_execpath;
  const isNpm = script?.endsWith('npm-cli.js') && existsSync(script);
  const [command, ...prefix] = isNpm ? [process.execPath, script] : ['npm'];
  const env = { ...process.env };
  delete env.npm_config_local_prefix;
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...prefix, ...args], {
      cwd,
      env,
      stdio,
      shell: !isNpm && process.platform === 'win32',
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args.join(' ')} failed (${signal ?? `exit status ${code}`}).`));
    });
  });
}
