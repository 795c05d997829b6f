import { app } from 'electron';

/** Chromium's own reasons to use the network, and to wake the system's key ring, switched off. */
const SWITCHES: readonly (readonly [string, string?])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-breakpad'],
  ['dns-prefetch-disable'],
  ['no-pings'],
  // Belt and braces: were a request to pass everything else, no name and no address would resolve.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['password-store', 'basic'],
  // Where nothing is ever asked of the network, a process of its own for it is 12 MB that do nothing.
  ['enable-features', 'NetworkServiceInProcess2'],
];

/** To be called before the application is ready. */
export function applySwitches(): void {
  for (const [name, value] of SWITCHES) {
    if (value === undefined) app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, value);
  }
  // It would undo the switch that root on Linux has to give, since Chromium's sandbox refuses root.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
}
