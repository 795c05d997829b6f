import type { Port } from '../../contract/client.ts';
import type { ToWorkbench } from '../../contract/messages.ts';
import { APP_ORIGIN, PORT_MESSAGE } from '../../contract/shell-names.ts';

/** The browser's MessagePort as the contract's port. */
export function workbenchPort(port: MessagePort): Port<ToWorkbench, unknown> {
  return {
    post: (message) => port.postMessage(message),
    listen(receive) {
      port.onmessage = (event) => receive(event.data);
      port.start();
    },
    close: () => port.close(),
  };
}

/** Calls back for every port that main hands over; messages of any other origin or shape are passed over. */
export function onPort(receive: (port: MessagePort) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const data = event.data;
    if (event.origin !== APP_ORIGIN || typeof data !== 'object' || data === null) return;
    if (!('type' in data) || data.type !== PORT_MESSAGE.type) return;
    const port = event.ports[0];
    if (port) receive(port);
  });
}
