import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from './log-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'glossator-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('openLog', () => {
  it('makes its folder and appends', () => {
    const logs = path.join(folder, 'logs');
    openLog({ folder: logs, homes: [] })('one');
    openLog({ folder: logs, homes: [] })('two', { n: 1 });
    expect(readFileSync(path.join(logs, 'main.log'), 'utf8')).toMatch(/ one \{\}\n.* two \{"n":1\}\n$/);
  });

  it('keeps a bounded number of bounded files, the newest first', () => {
    const log = openLog({ folder, homes: [], limit: 200, kept: 2 });
    for (let n = 0; n < 50; n++) log('event', { n });
    expect(readdirSync(folder).sort()).toEqual(['main.1.log', 'main.2.log', 'main.log']);
    for (const name of readdirSync(folder)) {
      expect(readFileSync(path.join(folder, name)).length).toBeLessThanOrEqual(200);
    }
    expect(readFileSync(path.join(folder, 'main.log'), 'utf8')).toContain('"n":49');
  });

  it('stops nothing where it cannot write', () => {
    const inTheWay = path.join(folder, 'file');
    writeFileSync(inTheWay, '');
    const log = openLog({ folder: inTheWay, homes: [] });
    expect(() => log('event')).not.toThrow();
  });
});
