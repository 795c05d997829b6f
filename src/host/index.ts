import type { MessageEvent, MessagePortMain } from 'electron';
import type { Port } from '../contract/client.ts';
import { readToHost } from '../contract/host-orders.ts';
import type { FromHost } from '../contract/hosting.ts';
import type { FromWorkbench } from '../contract/messages.ts';
import { RemotePrinter } from '../contract/printing.ts';
import { toErrorValue } from '../core/errors.ts';
import { type OpenWorkbench, openWorkbench } from '../workbench/open.ts';

/**
 * The process that holds one open project. It opens the file that main names, serves the window over the port that
 * main hands over, and leaves when told. When main dies, Electron ends this process too: what was
 * acknowledged is in the file by then.
 */

let open: OpenWorkbench | null = null;

const printer = new RemotePrinter((request) => process.parentPort.postMessage(request));

function tell(message: FromHost): void {
  process.parentPort.postMessage(message);
}

function portOf(port: MessagePortMain): Port<FromWorkbench, unknown> & { onClose(then: () => void): void } {
  return {
    post: (message) => port.postMessage(message),
    listen(receive) {
      port.on('message', ({ data }) => receive(data));
      port.start();
    },
    close: () => port.close(),
    onClose: (then) => port.on('close', then),
  };
}

async function receive({ data, ports }: MessageEvent): Promise<void> {
  if (printer.receive(data)) return;
  const message = readToHost(data);
  switch (message.type) {
    case 'open':
      try {
        open = await openWorkbench(message, printer);
        tell({ type: 'opened', name: open.name });
      } catch (thrown) {
        tell({ type: 'failed', error: toErrorValue(thrown) });
        // Leaving at once would lose the message: the loop is let run dry.
        setImmediate(() => process.exit(0));
      }
      return;
    case 'port': {
      const [handed] = ports;
      if (!open || !handed)
        throw new Error('A port came before a project was open, or without the port itself.');
      const port = portOf(handed);
      const served = open.server.serve(port);
      port.onClose(() => served.end());
      return;
    }
    case 'close':
      await open?.close();
      process.exit(0);
  }
}

process.parentPort.on('message', (event) => void receive(event));
