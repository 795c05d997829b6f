import { execFileSync } from 'node:child_process';

interface Process {
  readonly pid: number;
  readonly parent: number;
}

function processes(): readonly Process[] {
  if (process.platform === 'win32') {
    const script =
      'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId)" }';
    return rows(execFileSync('powershell', ['-NoProfile', '-Command', script], { encoding: 'utf8' }));
  }
  return rows(execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' }));
}

/** Lines of process, parent and (where known) state; those that have ended and only await their parent are left out. */
function rows(text: string): readonly Process[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([pid, parent, state]) => pid && parent && !state?.startsWith('Z'))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

/** The process and all that it started, directly or not, as far as they run. */
export function processTree(pid: number): readonly number[] {
  const all = processes();
  const found = all.filter((process) => process.pid === pid).map((process) => process.pid);
  for (const parent of found) found.push(...all.filter((one) => one.parent === parent).map((one) => one.pid));
  return found;
}

/** Which of the processes still run. */
export function stillRunning(pids: readonly number[]): readonly number[] {
  const running = new Set(processes().map(({ pid }) => pid));
  return pids.filter((pid) => running.has(pid));
}

/** Ends a process at once, as `kill -9` does; one that has ended already is no error. */
export function killAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
