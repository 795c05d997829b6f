import fs from 'node:fs';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GlossatorError } from '../../core/errors.ts';
import { checkStructure } from '../../core/text/check.ts';
import { documentReaders, readDocument } from './index.ts';
import { bombs, Chance, random, type Sample, samples, spoiltSample } from './testing/hostile-files.ts';

const ROUNDS = 1_000;

/** What is wrong with how the bytes were dealt with; null where they were read soundly or refused with a reason. */
async function fault({ fileName, format }: Sample, bytes: Uint8Array): Promise<string | null> {
  try {
    const problems = checkStructure(await readDocument({ bytes, fileName, format }));
    return problems.length > 0 ? problems.join('; ') : null;
  } catch (thrown) {
    return thrown instanceof GlossatorError ? null : `${thrown instanceof Error ? thrown.stack : thrown}`;
  }
}

describe('hostile files of each format', async () => {
  const all = await samples();
  const connect = vi.spyOn(net.Socket.prototype, 'connect');
  const written = [
    vi.spyOn(fs, 'writeFileSync'),
    vi.spyOn(fs, 'createWriteStream'),
    vi.spyOn(fs.promises, 'writeFile'),
  ];
  let before = 0;
  beforeAll(() => {
    before = process.memoryUsage().rss;
  });
  afterAll(() => vi.restoreAllMocks());

  it('are made for every reader of files', () => {
    const known = new Set(all.map(({ format }) => format));
    const missing = documentReaders.map(({ id }) => id).filter((id) => !known.has(id));
    // Workbooks and rows are spoilt where their containers are tested.
    expect(missing).toEqual(['xlsx', 'row']);
  });

  it.each(all.map((sample) => [sample.format, sample] as const))(
    '%s: the sample itself is read, and spoilt ones are read soundly or refused with a reason',
    async (format, sample) => {
      expect((await readDocument({ bytes: sample.bytes, fileName: sample.fileName })).format).toBe(format);
      for (let round = 0; round < ROUNDS; round += 1) {
        const chance = new Chance(round);
        const bytes = round % 10 === 9 ? random(sample, chance) : await spoiltSample(sample, chance);
        expect(await fault(sample, bytes), `round ${round}`).toBeNull();
      }
    },
    600_000,
  );

  it('are refused where they would grow beyond all bounds', async () => {
    for (const bomb of await bombs()) {
      expect(await fault(bomb, bomb.bytes), `${bomb.format}, ${bomb.bytes.length} bytes`).toBeNull();
    }
  }, 600_000);

  it('take no memory for good, fetch nothing and write nothing', () => {
    expect(process.memoryUsage().rss - before).toBeLessThan(1_073_741_824);
    expect(connect).not.toHaveBeenCalled();
    for (const write of written) expect(write).not.toHaveBeenCalled();
  });
});
