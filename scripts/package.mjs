// `npm run package [-- ARGUMENTS OF electron-builder]`: installers of this platform, in dist/.
import path from 'node:path';
import { build } from './build.mjs';
import { provideElectron } from './electron/resolve.mjs';
import { runScript } from './main-script.mjs';
import { provision } from './provision.mjs';
import { runTool } from './tool.mjs';

await runScript(async () => {
  await provision({ electron: false });
  const electron = await provideElectron({ retry: true });
  if (electron.kind === 'registry-copy') {
    throw new Error(
      'A package ships the official Electron, which could not be downloaded. Allow the download, set ' +
        'ELECTRON_MIRROR to a mirror of it, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked one.',
    );
  }
  await build();
  const dist = path.dirname(electron.executablePath);
  const electronDist = process.platform === 'darwin' ? path.resolve(dist, '..', '..', '..') : dist;
  const args = ['--publish', 'never', `--config.electronDist=${electronDist}`, ...process.argv.slice(2)];
  await runTool('electron-builder', args);
});
