// `npm run -s cli -- COMMAND`: the command line from source. Standard output is the command's alone.
import { inCheckout } from './checkout.mjs';
import { runScript } from './main-script.mjs';
import { runProgram } from './process-tree.mjs';
import { provision } from './provision.mjs';
import { projectNode } from './tool.mjs';

await runScript(async () => {
  await provision({ electron: false });
  const args = [inCheckout('src', 'cli', 'index.ts'), ...process.argv.slice(2)];
  const { status } = await runProgram(projectNode, args);
  return status;
});
