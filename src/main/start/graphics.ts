import { existsSync } from 'node:fs';
import { app } from 'electron';

/** What Linux shows of a graphics device: the kernel's own drivers, NVIDIA's, and that of Windows' subsystem for Linux. */
const LINUX_DEVICES = ['/dev/dri', '/dev/nvidiactl', '/dev/dxg'];

/**
 * Where there is no graphics device (a virtual machine, a remote desktop) Chromium starts its graphics process, sees it
 * fail, and starts another before the page may paint: half a second of every start. It ends with drawing in software, as it
 * does at once when told. To be called before the application is ready.
 */
export function chooseGraphics(): void {
  if (process.platform === 'linux' && !LINUX_DEVICES.some((device) => existsSync(device)))
    app.disableHardwareAcceleration();
}
