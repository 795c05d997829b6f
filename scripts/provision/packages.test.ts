import { describe, expect, it } from 'vitest';
import { installedMatchesLock } from './packages.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
    'node_modules/binding-for-windows': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
};
const zod = { version: '4.0.0', integrity: 'sha512-a' };

describe('installedMatchesLock', () => {
  it('accepts what is locked, without what is for other platforms', () => {
    expect(installedMatchesLock(lock, { packages: { 'node_modules/zod': zod } })).toBe(true);
  });

  it.each([
    ['a package that is missing', {}],
    ['another version', { 'node_modules/zod': { ...zod, version: '4.0.1' } }],
    ['another content', { 'node_modules/zod': { ...zod, integrity: 'sha512-c' } }],
    ['a package that is not locked', { 'node_modules/zod': zod, 'node_modules/left': { version: '1.0.0' } }],
  ])('refuses %s', (_what, packages) => {
    expect(installedMatchesLock(lock, { packages })).toBe(false);
  });
});
