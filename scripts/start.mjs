// `npm start [-- ARGUMENTS]`: sees to all that is needed, builds, and opens the application; on the sample
// project where no argument is given.
import { build } from './build.mjs';
import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { resolveElectron } from './electron/resolve.mjs';
import { runScript } from './main-script.mjs';
import { runProgram } from './process-tree.mjs';
import { provision } from './provision.mjs';

await runScript(async () => {
  await provision();
  await build();
  const { executablePath, args } = await resolveElectron({ log: () => undefined });
  const given = process.argv.slice(2);
  let env = process.env;
  if (!hasDisplay()) {
    const virtual = await startVirtualDisplay();
    process.stderr.write(
      `There is no display here: running on a virtual one (Xvfb ${virtual.display}), which nobody sees.\n`,
    );
    env = { ...env, ...virtual.env };
  }
  const own = given.length > 0 ? given : ['--sample'];
  const { status } = await runProgram(executablePath, [...args, ...own], { env });
  return status;
});
