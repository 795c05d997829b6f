import type { OpenRequest, ToHost } from '../../contract/host-orders.ts';
import { type FromHost, readFromHost } from '../../contract/hosting.ts';
import { type ErrorValue, toErrorValue } from '../../core/errors.ts';
import type { Log } from '../log/log-file.ts';
import { type RestartPolicy, waitBeforeRestart } from './restart-policy.ts';

/** What is needed of a process. `Port` is whatever the process can be handed. */
export interface HostChild<Port> {
  readonly pid: number | undefined;
  post(message: ToHost, port?: Port): void;
  onMessage(receive: (message: unknown) => void): void;
  onExit(then: (code: number) => void): void;
  kill(): void;
}

export type HostState =
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly name: string }
  | { readonly status: 'restarting'; readonly name: string }
  /** nothing runs any more */
  | { readonly status: 'failed'; readonly error: ErrorValue }
  | { readonly status: 'closed' };

export interface HostSettings<Port> {
  readonly request: OpenRequest;
  readonly spawn: () => HostChild<Port>;
  readonly onState: (state: HostState) => void;
  readonly restarts: RestartPolicy;
  /** waits (milliseconds) before asking again for a file that another process has open: it may be leaving */
  readonly inUseWaits: readonly number[];
  /** milliseconds that a host has to close its project before it is ended */
  readonly closeLimit: number;
  readonly log: Log;
}

/** An open project as main sees it: one process at a time, started again when it dies. */
export interface SupervisedHost<Port> {
  readonly pid: number | undefined;
  /** Hands over a port; only while the project is open. */
  handOver(port: Port): void;
  /** Asks the process to close its project and waits until it has left. Idempotent. */
  close(): Promise<void>;
}

const GONE: ErrorValue = {
  code: 'host-gone',
  message: 'The process that holds the project keeps stopping.',
  remedy:
    'All that was saved is in the file. Open it again; if that does not help, check the file from the command line.',
};
const GONE_WHILE_MAKING: ErrorValue = {
  code: 'host-gone',
  message: 'The process that was making the project stopped.',
  remedy: 'Make the project again. If a file was left behind, choose another name.',
};

export function superviseHost<Port>(settings: HostSettings<Port>): SupervisedHost<Port> {
  const { request, log } = settings;
  const crashes: number[] = [];
  let child: HostChild<Port> | null = null;
  let state: HostState = { status: 'opening' };
  let inUseTries = 0;
  let closing: Promise<void> | null = null;
  let left: () => void = () => undefined;
  let waiting: NodeJS.Timeout | null = null;

  function become(next: HostState): void {
    state = next;
    settings.onState(next);
  }

  function startAfter(wait: number, asked: OpenRequest): void {
    waiting = setTimeout(() => {
      waiting = null;
      start(asked);
    }, wait);
  }

  function failed(error: ErrorValue, asked: OpenRequest): void {
    const wait = error.code === 'project-in-use' ? settings.inUseWaits[inUseTries++] : undefined;
    if (wait === undefined) become({ status: 'failed', error });
    else startAfter(wait, asked);
  }

  function crashed(code: number, asked: OpenRequest, opened: boolean): void {
    const now = Date.now();
    crashes.push(now);
    log('host-crashed', { code, crashes: crashes.length });
    const making = !opened && (asked.create || asked.sample || asked.recover || asked.receive);
    const wait = making ? null : waitBeforeRestart(crashes, now, settings.restarts);
    if (wait === null) {
      become({ status: 'failed', error: making ? GONE_WHILE_MAKING : GONE });
      return;
    }
    if (state.status === 'open') become({ status: 'restarting', name: state.name });
    startAfter(wait, { type: 'open', path: request.path });
  }

  function start(asked: OpenRequest): void {
    const started = settings.spawn();
    child = started;
    let opened = false;
    let refusal: ErrorValue | null = null;

    function receive(message: FromHost): void {
      if (message.type === 'failed') {
        refusal = message.error;
        return;
      }
      opened = true;
      inUseTries = 0;
      log('host-opened', { restarts: crashes.length });
      if (!closing) become({ status: 'open', name: message.name });
    }

    started.onMessage((raw) => {
      try {
        receive(readFromHost(raw));
      } catch (error) {
        // Not our host any more, whatever it is: as good as dead.
        log('host-message-refused', { message: toErrorValue(error).message });
        started.kill();
      }
    });
    started.onExit((code) => {
      child = null;
      log('host-left', { code });
      if (closing) left();
      else if (refusal) failed(refusal, asked);
      else crashed(code, asked, opened);
    });
    started.post(asked);
  }

  async function leave(): Promise<void> {
    if (waiting) clearTimeout(waiting);
    waiting = null;
    const ending = child;
    if (ending) {
      const gone = new Promise<void>((resolve) => {
        left = resolve;
      });
      const limit = setTimeout(() => {
        log('host-ended', { reason: 'did not close in time' });
        ending.kill();
      }, settings.closeLimit);
      ending.post({ type: 'close' });
      await gone;
      clearTimeout(limit);
    }
    become({ status: 'closed' });
  }

  start(request);
  return {
    get pid() {
      return child?.pid;
    },
    handOver(port) {
      if (state.status === 'open') child?.post({ type: 'port' }, port);
    },
    close() {
      // `leave` runs to its first wait at once, when `closing` is not yet set: the exit it waits for comes later.
      closing ??= leave();
      return closing;
    },
  };
}
