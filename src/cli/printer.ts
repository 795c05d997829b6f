import { RemotePrinter } from '../contract/printing.ts';

/** How a process that the application has started speaks to it. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', receive: (event: { readonly data: unknown }) => void): void;
}

/** Has the application print, where it has started this process; nobody prints for plain Node. */
export function printerOfApplication(): RemotePrinter | undefined {
  const port: ParentPort | undefined = process.parentPort;
  if (!port) return undefined;
  const printer = new RemotePrinter((request) => port.postMessage(request));
  port.on('message', ({ data }) => printer.receive(data));
  return printer;
}
