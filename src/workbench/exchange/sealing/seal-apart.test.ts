import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { seal } from '../sealed.ts';
import { sealApart } from './seal-apart.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'glossator-sealing-'));
const at = (name: string) => path.join(folder, name);
writeFileSync(at('plain'), 'What is not for everybody.');
afterAll(() => rmSync(folder, { recursive: true }));

test('while a file is sealed and opened in its thread, this one goes on', async () => {
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 1);
  await sealApart({
    task: 'seal',
    from: at('plain'),
    into: at('sealed'),
    passphrase: 'correct horse',
    workFactor: 14,
  });
  clearInterval(turning);
  // Blocked, it would have come to one.
  expect(turns).toBeGreaterThan(5);
  await sealApart({ task: 'unseal', from: at('sealed'), into: at('opened'), passphrase: 'correct horse' });
  expect(readFileSync(at('opened'), 'utf8')).toBe('What is not for everybody.');
});

test('its errors come back as they are, and one who cancels waits for nothing and finds nothing', async () => {
  await seal(at('plain'), at('quickly'), 'correct horse', 10);
  const request = { task: 'unseal', from: at('quickly'), into: at('wrong'), passphrase: 'other' } as const;
  await expect(sealApart(request)).rejects.toMatchObject({
    code: 'passphrase-wrong',
    place: { path: at('quickly') },
  });
  const stop = new AbortController();
  const sealing = sealApart(
    { task: 'seal', from: at('plain'), into: at('half'), passphrase: 'correct horse' },
    stop.signal,
  );
  stop.abort();
  await expect(sealing).rejects.toMatchObject({ code: 'cancelled' });
  expect([existsSync(at('half')), existsSync(at('wrong'))]).toEqual([false, false]);
});
