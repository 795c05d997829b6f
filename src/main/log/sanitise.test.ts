import { describe, expect, it } from 'vitest';
import { logLine } from './sanitise.ts';

const at = new Date('2031-05-06T07:08:09Z');
const line = (text: string) => logLine(at, 'event', { text }, ['/home/ana']);

describe('logLine', () => {
  it('is one line of time, event and JSON', () => {
    expect(logLine(at, 'host-exit', { code: 3, crashed: true }, [])).toBe(
      '2031-05-06T07:08:09.000Z host-exit {"code":3,"crashed":true}\n',
    );
  });

  it('tells neither who the user is nor where the files are', () => {
    const written = line(
      "ENOENT: no such file, open '/home/ana/cases/minister/notes.gloss' (file:///srv/x/app.js:3:1) C:\\Users\\Ana\\a.gloss",
    );
    expect(written).not.toMatch(/ana|minister|srv|cases/i);
    expect(written).toContain('notes.gloss');
    expect(written).toContain('app.js');
  });

  it('cannot be made to look like two lines, nor to steer a terminal', () => {
    const written = line('a\n2031 forged {}\u001b[2J\u0085b');
    expect(written.trimEnd()).not.toMatch(/\p{Cc}/u);
  });

  it('cuts what is too long', () => {
    expect(line('x'.repeat(10_000)).length).toBeLessThan(700);
  });
});
