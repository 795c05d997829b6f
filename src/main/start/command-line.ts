import { app, utilityProcess } from 'electron';

/** Runs the command line in a process of its own, with our standard output, and leaves with its exit status. */
export async function runCommandLine(script: string, args: readonly string[]): Promise<void> {
  app.dock?.hide();
  await app.whenReady();
  const child = utilityProcess.fork(script, [...args], { serviceName: 'glossator-cli', stdio: 'inherit' });
  child.on('exit', (code) => app.exit(code));
}
