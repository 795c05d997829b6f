import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProfile } from '../workbench/profile.ts';
import { buildSampleProject } from '../workbench/sample.ts';
import { runCli } from './run.ts';

const texts = resolve(import.meta.dirname, '../../resources/sample');

describe('the whole annotation model on the command line', () => {
  const homeBefore = process.env.GLOSSATOR_HOME;
  let folder = '';
  let sample = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-cli-model-'));
    process.env.GLOSSATOR_HOME = join(folder, 'home');
    sample = join(folder, 'sample.gloss');
    await buildSampleProject(sample, texts, loadProfile().profile);
  });
  afterAll(() => {
    if (homeBefore === undefined) delete process.env.GLOSSATOR_HOME;
    else process.env.GLOSSATOR_HOME = homeBefore;
    rmSync(folder, { recursive: true });
  });

  async function run(...args: readonly string[]) {
    const written = { out: '', err: '' };
    const status = await runCli(args, {
      out: (text) => {
        written.out += text;
      },
      err: (text) => {
        written.err += text;
      },
      showProgress: false,
      signal: new AbortController().signal,
    });
    return { status, ...written };
  }

  async function json(...args: readonly string[]) {
    const { status, out } = await run(...args, '--json');
    return { status, ...JSON.parse(out) };
  }

  const path = (name: string): string => join(folder, name);
  const exported = (format: string, ...more: readonly string[]) =>
    json('export', sample, '--format', format, '--out', path('out'), ...more);

  it('counts every kind of record', async () => {
    expect(await json('info', sample)).toMatchObject({
      status: 0,
      relations: 1,
      entities: 5,
      documentCodes: 1,
      comments: 2,
      memos: 1,
      verdicts: 0,
      assignments: 0,
    });
    expect((await run('info', sample)).out).toContain('5 entities');
  });

  it('lists entities with their mentions', async () => {
    const { entities } = await json('entities', sample);
    expect(entities).toHaveLength(5);
    expect(entities).toContainEqual(
      expect.objectContaining({ name: 'Yauhen Rudzevich', kind: 'person', mentions: 4 }),
    );
    expect((await run('entities', sample)).out).toContain(
      'Yauhen Rudzevich (person, 4 mentions): Evgeny Rudzevich; ',
    );
  });

  it('lists the codebook, writes it, and takes it in', async () => {
    const { codes } = await json('codes', sample);
    expect(codes).toContainEqual(expect.objectContaining({ path: ['Claim', 'Figure'], kind: 'span' }));
    expect((await run('codes', sample)).out).toContain('Contradicts (for relations; key x; 1)');
    await run('new', path('new.gloss'));
    for (const format of ['qdc', 'csv', 'json']) {
      const file = path(`codes.${format}`);
      expect(await json('codes', sample, '--out', file)).toMatchObject({ status: 0, codes: codes.length });
      const taken = await json('codes', path('new.gloss'), '--import', file);
      expect(taken).toMatchObject({ status: 0, made: format === 'qdc' ? codes.length : 0 });
    }
    expect(await json('codes', sample, '--format', 'json')).toMatchObject({
      status: 1,
      error: { code: 'usage' },
    });
    expect(await json('codes', sample, '--out', path('codes.docx'))).toMatchObject({ status: 1 });
    expect(await json('codes', sample, '--out', path('c.csv'), '--import', path('codes.csv'))).toMatchObject({
      status: 1,
    });
    expect(await json('codes', sample, '--import', path('missing.csv'))).toMatchObject({
      status: 2,
      error: { code: 'file-missing' },
    });
  });

  it('writes relations, documents and entities as tables', async () => {
    expect(await exported('csv-relations')).toMatchObject({ status: 0, rows: 1 });
    expect(readFileSync(path('out'), 'utf8')).toContain('Contradicts');
    expect(await exported('csv-documents')).toMatchObject({ rows: 6 });
    expect(readFileSync(path('out'), 'utf8')).toContain('Takes sides: Side');
    expect(await exported('csv-entities')).toMatchObject({ rows: 5 });
    expect(await exported('csv')).toMatchObject({ status: 0 });
    expect(readFileSync(path('out'), 'utf8')).toMatch(/^[^\n]*Claim: Speaker,Claim: Certainty\r\n/);
  });

  it('chooses by status, entity and definition', async () => {
    expect(await exported('csv', '--status', 'flagged')).toMatchObject({ annotations: 1 });
    expect(await exported('jsonl', '--entity', 'yauhen rudzevich')).toMatchObject({
      annotations: 4,
      lost: [],
    });
    expect(await exported('jsonl', '--outdated')).toMatchObject({ annotations: 0 });
    expect(await exported('csv', '--status', 'odd')).toMatchObject({ status: 1, error: { code: 'usage' } });
    expect(await exported('csv', '--entity', 'Nobody')).toMatchObject({ status: 1 });
  });

  it('brings all of it into another project, and says how many relations there were', async () => {
    await exported('jsonl');
    const first = readFileSync(path('out'), 'utf8');
    await run('new', path('other.gloss'));
    const { documents, errors, warnings } = await json('import', path('other.gloss'), path('out'));
    expect([errors, warnings]).toEqual([[], []]);
    const relations = documents.map((document: { relations: number }) => document.relations);
    expect(relations.reduce((sum: number, count: number) => sum + count, 0)).toBe(1);
    await json('export', path('other.gloss'), '--format', 'jsonl', '--out', path('again'));
    expect(readFileSync(path('again'), 'utf8')).toBe(first);
    expect(await json('check', path('other.gloss'))).toMatchObject({ ok: true, problems: [] });
  });

  it('writes part of it so that it can be read by itself', async () => {
    await exported('jsonl', '--code', 'Figure', '--code', 'Contradicts');
    await run('new', path('part.gloss'));
    const { errors } = await json('import', path('part.gloss'), path('out'));
    expect(errors).toEqual([]);
    expect(await json('info', path('part.gloss'))).toMatchObject({ annotations: 2, relations: 1, codes: 3 });
  });
});
