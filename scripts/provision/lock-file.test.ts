// A registry may publish a package before its binaries for other platforms. npm then locks it without them, and
// `npm ci` fails, here and everywhere else. So nothing may be locked whose optional packages are not.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inCheckout } from '../checkout.mjs';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(inCheckout('package-lock.json'), 'utf8'),
);
const installed = Object.entries(lock.packages).filter(([place]) => place !== '');

/** Whether a package placed at `place` finds `name`, in its own folder or one further out. */
function finds(place: string, name: string): boolean {
  for (
    let folder = `${place}/`;
    ;
    folder = folder.slice(0, folder.lastIndexOf('node_modules/', folder.length - 2))
  ) {
    if (`${folder}node_modules/${name}` in lock.packages) return true;
    if (folder === '') return false;
  }
}

it('locks the optional packages of every package, for all platforms', () => {
  const missing = installed.flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !finds(place, name))
      .map((name) => `${name} of ${place}`),
  );
  expect(missing).toEqual([]);
});

it('locks every package by version and content, and names no registry', () => {
  const loose = installed.filter(([, { version, integrity }]) => !version || !integrity);
  expect(loose).toEqual([]);
  expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});
