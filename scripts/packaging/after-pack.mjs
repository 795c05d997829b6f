// electron-builder calls this when the application lies in its folder, before it is signed and archived.
import path from 'node:path';
import { flipFuses } from '@electron/fuses';
import { packageFuses } from './fuses.mjs';

function executableOf({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') return path.join(appOutDir, `${productFilename}.app`);
  if (electronPlatformName === 'win32') return path.join(appOutDir, `${productFilename}.exe`);
  return path.join(appOutDir, packager.executableName);
}

export default async function afterPack(context) {
  const arm64Mac = context.electronPlatformName === 'darwin' && context.arch === 3;
  await flipFuses(executableOf(context), { ...packageFuses, resetAdHocDarwinSignature: arm64Mac });
}
