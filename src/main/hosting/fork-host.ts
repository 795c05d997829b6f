import { type MessagePortMain, utilityProcess } from 'electron';
import { HOST_SERVICE_NAME } from '../../contract/hosting.ts';
import type { Log } from '../log/log-file.ts';
import { isPrinting, LatePrinter } from '../printing/late-printer.ts';
import type { HostChild } from './supervised-host.ts';

/** As much of what a host says on standard error as a log line can hold. */
const LAST_WORDS = 400;

/** Starts a project's process. What it says on standard error is for the log, when it dies. */
export function forkHost(script: string, log: Log): HostChild<MessagePortMain> {
  const child = utilityProcess.fork(script, [], {
    serviceName: HOST_SERVICE_NAME,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const reports = new LatePrinter(log);
  let lastWords = '';
  /** a process that is started ahead may have left before somebody asks */
  let left: number | null = null;
  child.stderr?.on('data', (chunk: unknown) => {
    lastWords = (lastWords + String(chunk)).slice(-LAST_WORDS);
  });
  child.on('spawn', () => log('host-started', { pid: child.pid ?? null }));
  child.on('exit', (code) => {
    left = code;
    reports.end();
    if (code !== 0) log('host-last-words', { words: lastWords });
  });
  return {
    get pid() {
      return child.pid;
    },
    post: (message, port) => child.postMessage(message, port ? [port] : []),
    onMessage: (receive) =>
      child.on('message', (message: unknown) => {
        if (!isPrinting(message)) receive(message);
        else
          void reports
            .take(message, (answer) => child.postMessage(answer))
            .then((taken) => taken || receive(message));
      }),
    onExit(then) {
      const code = left;
      if (code === null) child.on('exit', then);
      else setImmediate(() => then(code));
    },
    kill: () => child.kill(),
  };
}
