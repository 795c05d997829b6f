import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { APP_ORIGIN, SHELL_CALL_CHANNEL } from '../../contract/shell-names.ts';
import type { Log } from '../log/log-file.ts';
import type { ProjectWindow } from '../windows/project-window.ts';
import type { ProjectWindows } from '../windows/project-windows.ts';
import { answerShellCall, type ShellHandlers } from './answer.ts';

/** The window that asks: only the top frame of a window of ours, while it shows our page. */
function sender(event: IpcMainInvokeEvent, windows: ProjectWindows): ProjectWindow | null {
  const frame = event.senderFrame;
  if (!frame || frame !== event.sender.mainFrame) return null;
  if (!frame.url.startsWith(`${APP_ORIGIN}/`)) return null;
  return windows.ofContents(event.sender.id) ?? null;
}

/** The one door by which pages reach main. */
export function listenToPages(
  windows: ProjectWindows,
  handlers: ShellHandlers<ProjectWindow>,
  log: Log,
): void {
  ipcMain.handle(SHELL_CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    const answer = await answerShellCall(handlers, sender(event, windows), name, input);
    if (!answer.ok) {
      const call = typeof name === 'string' ? name : 'malformed';
      log('shell-call-failed', { call, code: answer.error.code, message: answer.error.message });
    }
    return answer;
  });
}
