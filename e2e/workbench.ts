import type { Page } from '@playwright/test';
import type { FromWorkbench } from '../src/contract/messages.ts';
import type { InputOf, OutputOf, ProcedureName } from '../src/contract/procedures.ts';

/**
 * Asks the workbench of the page's project over a port of the test's own, beside the page's: what the window shows is
 * tested through the window, what the store holds through this. Rejects with the error's code.
 */
export async function callWorkbench<N extends ProcedureName>(
  page: Page,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const answer = await page.evaluate(
    async ([procedure, given]) => {
      // The page listens too, and before us. While its ports are hidden it passes the message over: two users of one
      // port would take each other's answers.
      const ports = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'ports');
      const portsOf = (event: MessageEvent): readonly MessagePort[] => ports?.get?.call(event);
      const port = await new Promise<MessagePort>((resolve) => {
        Object.defineProperty(MessageEvent.prototype, 'ports', { configurable: true, get: () => [] });
        const take = (event: MessageEvent) => {
          const [handed] = portsOf(event);
          if (event.data?.type !== 'glossator-port' || !handed) return;
          window.removeEventListener('message', take);
          if (ports) Object.defineProperty(MessageEvent.prototype, 'ports', ports);
          resolve(handed);
        };
        window.addEventListener('message', take);
        void window.glossator.start();
      });
      return new Promise<FromWorkbench>((resolve, reject) => {
        port.addEventListener('close', () => reject(new Error('The other end of the port is gone.')));
        port.onmessage = ({ data }: MessageEvent<FromWorkbench>) => {
          if (data.t !== 'ok' && data.t !== 'error') return;
          port.close();
          resolve(data);
        };
        port.postMessage({ t: 'call', id: 1, name: procedure, input: given });
      });
    },
    [name, input] as const,
  );
  if (answer.t === 'ok') return answer.output as OutputOf<N>;
  throw new Error(answer.t === 'error' ? answer.error.code : `answered with ${answer.t}`);
}
