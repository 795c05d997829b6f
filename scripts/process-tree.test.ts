import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { runProgram } from './process-tree.mjs';

const here = import.meta.dirname;

/** Whether a process runs; one that ended but was not yet collected by its parent does not. */
function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return false; // No such process.
  }
}

it('tells the exit status and the output', async () => {
  const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3';
  const { status, output } = await runProgram(process.execPath, ['-e', script], { capture: true });
  expect(status).toBe(3);
  expect([output.includes('out'), output.includes('err')]).toEqual([true, true]);
});

it.runIf(process.platform === 'linux')('ends all that was started when it is interrupted', async () => {
  const grandchild = 'process.on("SIGTERM", () => {}); console.log(process.pid); setInterval(() => {}, 1000)';
  const child = `
    require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], {
      detached: true,
      stdio: "inherit",
    });
    setInterval(() => {}, 1000)`;
  const script = `
    import { runProgram } from ${JSON.stringify(path.join(here, 'process-tree.mjs'))};
    await runProgram(process.execPath, ['-e', ${JSON.stringify(child)}]);`;
  const runner = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(runner.stdout), 'line');
  expect(isRunning(Number(line))).toBe(true);
  runner.kill('SIGTERM');
  const [status] = await once(runner, 'close');
  expect(status).toBe(143);
  // A killed process closes its files, which `close` waits for, a moment before it is gone.
  await vi.waitFor(() => expect(isRunning(Number(line))).toBe(false), { timeout: 30_000 });
});
