import { app, type Session } from 'electron';
import type { Log } from '../log/log-file.ts';
import { isOwnRequest, refusedName } from './requests.ts';

/** No permission, no device, no download, no dictionary, no request but for the program's own files. */
function lockSession(session: Session, developerTools: boolean, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    log('permission-refused', { permission });
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  session.on('will-download', (event) => {
    event.preventDefault();
    log('download-refused');
  });
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const own = isOwnRequest(url, developerTools);
    if (!own) log('request-refused', { to: refusedName(url) });
    decide({ cancel: !own });
  });
}

/** Locks every session that comes to be, and turns off name resolution over HTTPS. Once the application is ready. */
export function lockSessions(defaultSession: Session, developerTools: boolean, log: Log): void {
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
  lockSession(defaultSession, developerTools, log);
  app.on('session-created', (session) => {
    if (session !== defaultSession) lockSession(session, developerTools, log);
  });
}
