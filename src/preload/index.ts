import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Shell, ShellEvent } from '../contract/shell.ts';
import {
  PORT_MESSAGE,
  SHELL_CALL_CHANNEL,
  SHELL_CALL_NAMES,
  SHELL_EVENT_CHANNEL,
  SHELL_PORT_CHANNEL,
} from '../contract/shell-names.ts';

/** All that a page can reach outside itself: the calls of the shell contract, its events, and the port of its project. */

const calls = Object.fromEntries(
  SHELL_CALL_NAMES.map((name) => [
    name,
    (input: unknown) => ipcRenderer.invoke(SHELL_CALL_CHANNEL, name, input),
  ]),
) as unknown as Omit<Shell, 'pathsOfFiles' | 'onShellEvent'>;

const shell: Shell = {
  ...calls,
  pathsOfFiles: (files) => files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
  onShellEvent(listener) {
    const receive = (_event: unknown, event: ShellEvent) => listener(event);
    ipcRenderer.on(SHELL_EVENT_CHANNEL, receive);
    // Nothing is returned: what it gives would pass the bridge.
    return () => {
      ipcRenderer.off(SHELL_EVENT_CHANNEL, receive);
    };
  },
};

contextBridge.exposeInMainWorld('glossator', shell);

// A port cannot pass the bridge; a message to the page's own window can carry it.
ipcRenderer.on(SHELL_PORT_CHANNEL, ({ ports }) =>
  window.postMessage(PORT_MESSAGE, location.origin, [...ports]),
);
