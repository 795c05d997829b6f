import { expect, it } from 'vitest';
import { authorityFile, hasDisplay } from './display.mjs';

it('knows where windows can be shown', () => {
  expect(hasDisplay({}, 'darwin')).toBe(true);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
});

it('writes an X authority entry for any display', () => {
  const entry = authorityFile(Buffer.alloc(16, 7));
  const name = Buffer.from('MIT-MAGIC-COOKIE-1').toString('hex');
  expect(entry.toString('hex')).toBe(`ffff000000000012${name}0010${'07'.repeat(16)}`);
});
