import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Whether the module with this URL is the one that was started, and not imported by another. */
export function isMainScript(url) {
  return process.argv[1] !== undefined && pathToFileURL(realpathSync(process.argv[1])).href === url;
}

/**
 * Runs the work of a script and exits with the status it resolves to (0 where none). What went wrong is told
 * without a stack, which GLOSSATOR_DEBUG=1 adds.
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`${process.env.GLOSSATOR_DEBUG ? error.stack : error.message}\n`);
    process.exitCode = 1;
  }
}
