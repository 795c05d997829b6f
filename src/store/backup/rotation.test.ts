import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackupFile } from './backup-files.ts';
import { expired, type RotationRule } from './rotation.ts';

function backup(at: string, bytes = 1): BackupFile {
  return { path: at, at, bytes, seq: 1, hash: '' };
}

const rule: RotationRule = { newest: 2, days: 3, weeks: 2, bytes: 1_000 };

function kept(files: readonly BackupFile[], by = rule): string[] {
  const gone = new Set(expired(files, by));
  return files.filter((file) => !gone.has(file)).map(({ at }) => at);
}

describe('rotation', () => {
  it('keeps the newest, the last of each of the latest days, and the last of each of the latest weeks', () => {
    const files = [
      '2024-05-15T12:00:00.000Z',
      '2024-05-15T11:00:00.000Z',
      '2024-05-15T10:00:00.000Z',
      '2024-05-14T09:00:00.000Z',
      '2024-05-14T08:00:00.000Z',
      '2024-05-13T07:00:00.000Z',
      '2024-05-12T06:00:00.000Z',
      '2024-05-07T05:00:00.000Z',
      '2024-05-01T04:00:00.000Z',
    ];
    expect(kept(files.map((at) => backup(at)))).toEqual([
      '2024-05-15T12:00:00.000Z',
      '2024-05-15T11:00:00.000Z',
      '2024-05-14T09:00:00.000Z',
      '2024-05-13T07:00:00.000Z',
      '2024-05-12T06:00:00.000Z',
    ]);
  });

  it('keeps to the bytes, and the newest in any case', () => {
    const files = ['2024-05-15', '2024-05-14', '2024-05-13'].map((day) =>
      backup(`${day}T00:00:00.000Z`, 600),
    );
    expect(kept(files)).toHaveLength(1);
    expect(kept(files, { ...rule, bytes: 1 })).toHaveLength(1);
    expect(kept(files, { ...rule, bytes: 1_200 })).toHaveLength(2);
  });

  it('is done once: what is left stays', () => {
    const at = fc.date({ min: new Date('2023-01-01'), max: new Date('2024-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(at, fc.nat(400)), { minLength: 1 }), (made) => {
        const files = made
          .map(([when, bytes]) => backup(when.toISOString(), bytes))
          .sort((a, b) => (a.at < b.at ? 1 : -1));
        const gone = new Set(expired(files, rule));
        const left = files.filter((file) => !gone.has(file));
        expect(left[0]).toBe(files[0]);
        expect(left.length).toBeLessThanOrEqual(rule.newest + rule.days + rule.weeks);
        expect(expired(left, rule)).toEqual([]);
      }),
    );
  });
});
