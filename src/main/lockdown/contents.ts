import { app, type WebContents } from 'electron';
import type { Log } from '../log/log-file.ts';
import { refusedName } from './requests.ts';

/** A page stays where main put it: no navigation, no window, no frame from elsewhere, no web view. */
function lockContents(contents: WebContents, log: Log): void {
  contents.on('will-navigate', (event) => {
    event.preventDefault();
    log('navigation-refused', { to: refusedName(event.url) });
  });
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    log('window-refused', { to: refusedName(url) });
    return { action: 'deny' };
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Locks every page that comes to be. To be called before the first window. */
export function lockEveryContents(log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    // Chromium's developer tools are a page too, and navigate within themselves.
    if (contents.getType() === 'window' || contents.getType() === 'webview') lockContents(contents, log);
  });
}
