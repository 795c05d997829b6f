import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './run.ts';

describe('agreement of tables on the command line', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-agreement-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function run(text: string, ...args: readonly string[]) {
    const path = join(folder, 'table.csv');
    writeFileSync(path, text);
    let out = '';
    const status = await runCli(
      ['agreement', ...args.map((arg) => (arg === 'TABLE' ? path : arg)), '--json'],
      {
        out: (written) => {
          out += written;
        },
        err: () => undefined,
        showProgress: false,
        signal: new AbortController().signal,
      },
    );
    return { status, path, json: JSON.parse(out) };
  }

  const UNITS = 'unit,coder,value\n1,a,1\n1,b,1\n2,a,2\n2,b,3\n3,a,3\n3,b,3\n4,a,1\n4,b,1\n';

  it('prints the measure with its interval, the same each time', async () => {
    const first = await run(
      UNITS,
      '--units',
      'TABLE',
      '--measure',
      'krippendorff-alpha',
      '--level',
      'ordinal',
    );
    expect(first.status).toBe(0);
    expect(first.json).toMatchObject({
      measure: 'krippendorff-alpha',
      level: 'ordinal',
      reason: null,
      units: 4,
      coders: ['a', 'b'],
      interval: { level: 0.95, method: 'bootstrap-units', resamples: 1000, seed: 1 },
    });
    expect(first.json.value).toBeGreaterThan(0.8);
    expect(first.json.interval.low).toBeLessThanOrEqual(first.json.value);
    const second = await run(
      UNITS,
      '--units',
      'TABLE',
      '--measure',
      'krippendorff-alpha',
      '--level',
      'ordinal',
    );
    expect(second.json).toEqual(first.json);
  });

  it('gives intervals by pair and by category where they are asked for', async () => {
    const units = `${UNITS}1,c,1\n2,c,3\n`;
    const of = async (...args: readonly string[]) =>
      (await run(units, '--units', 'TABLE', '--measure', 'percent', ...args)).json;
    const plain = await of();
    expect(plain.pairs[0]).not.toHaveProperty('interval');
    const asked = await of('--part-intervals');
    expect(asked.interval).toEqual(plain.interval);
    for (const part of [...asked.pairs, ...asked.categories]) {
      expect(part.interval).toMatchObject({ method: 'bootstrap-units', resamples: 1000 });
      expect(part.interval.low).toBeLessThanOrEqual(part.value);
      expect(part.interval.high).toBeGreaterThanOrEqual(part.value);
    }
    expect(await of('--part-intervals', '--bootstrap', '0')).toMatchObject({
      pairs: [{ interval: null, intervalReason: 'nothing-to-resample' }, {}, {}],
    });
  });

  it('says of every part why it is undefined, and the same of the only category as of the whole', async () => {
    const apart = 'document,coder,start,end,value\nd,a,0,5,x\ne,b,0,5,x\n';
    for (const measure of ['krippendorff-alpha', 'alpha-u', 'gamma', 'span-f1']) {
      const { json } = await run(apart, '--continua', 'TABLE', '--measure', measure);
      expect(json).toMatchObject({
        reason: 'no-shared-document',
        pairs: [{ coders: ['a', 'b'], value: null, reason: 'no-shared-document' }],
        categories: [{ category: 'x', value: null, reason: 'no-shared-document' }],
      });
    }
    const same = 'unit,coder,value\n1,a,x\n1,b,x\n2,a,x\n2,b,x\n';
    for (const measure of ['gwet-ac1', 'randolph-kappa', 'fleiss-kappa']) {
      const { json } = await run(same, '--units', 'TABLE', '--measure', measure);
      expect(json).toMatchObject({
        reason: 'one-category',
        categories: [{ value: null, reason: 'one-category' }],
      });
    }
  });

  it('says the weights that it took', async () => {
    const of = async (...args: readonly string[]) =>
      (await run(UNITS, '--units', 'TABLE', '--measure', 'weighted-kappa', ...args)).json.weights;
    expect(await of()).toBe('linear');
    expect(await of('--level', 'interval')).toBe('quadratic');
    expect(await of('--weights', 'quadratic')).toBe('quadratic');
  });

  it('says why there is no value', async () => {
    const same = await run(
      'unit,coder,value\n1,a,x\n1,b,x\n',
      '--units',
      'TABLE',
      '--measure',
      'cohen-kappa',
    );
    expect(same).toMatchObject({ status: 0, json: { value: null, reason: 'one-category', interval: null } });
    const alone = await run('unit,coder,value\n1,a,x\n', '--units', 'TABLE', '--measure', 'scott-pi');
    expect(alone.json).toMatchObject({ value: null, reason: 'one-person' });
    const apart = await run(
      'document,coder,start,end,value\nd,a,0,5,x\ne,b,0,5,x\n',
      ...['--continua', 'TABLE', '--measure', 'alpha-u'],
    );
    expect(apart.json).toMatchObject({ value: null, reason: 'no-shared-document' });
  });

  it('counts categories that nobody used where it is told of them', async () => {
    const text = 'unit,coder,value\n1,a,x\n1,b,x\n2,a,x\n2,b,x\n';
    const of = async (...args: readonly string[]) =>
      (await run(text, '--units', 'TABLE', '--measure', 'randolph-kappa', ...args)).json;
    expect(await of()).toMatchObject({ value: null, reason: 'one-category' });
    expect(await of('--categories', 'x,y')).toMatchObject({ value: 1, reason: null });
  });

  it('measures spans by each measure', async () => {
    const spans = [
      'document,coder,start,end,value',
      ...['one', 'two'].flatMap((document) => [
        `${document},a,2,9,1`,
        `${document},a,11,17,2`,
        `${document},b,2,9,1`,
        `${document},b,12,17,2`,
        `${document},c,3,9,1`,
        `${document},c,24,30,2`,
      ]),
    ].join('\n');
    for (const measure of ['alpha-u', 'gamma', 'span-f1', 'krippendorff-alpha', 'cohen-kappa', 'percent']) {
      const { status, json } = await run(
        spans,
        '--continua',
        'TABLE',
        '--length',
        '60',
        '--measure',
        measure,
      );
      expect({ status, reason: json.reason, documents: json.documents }).toEqual({
        status: 0,
        reason: null,
        documents: 2,
      });
      expect(json.value).toBeGreaterThan(0);
      expect(json.value).toBeLessThan(1);
      expect(json.interval.method).toBe('bootstrap-documents');
      expect(json.pairs).toHaveLength(3);
      expect(json.categories.map(({ category }: { category: string }) => category)).toEqual(['1', '2']);
    }
  });

  it('tells how γ was come by', async () => {
    const spans = 'document,coder,start,end,value\nd,a,2,9,x\nd,a,20,30,y\nd,b,3,9,x\nd,b,21,29,y\n';
    const { json } = await run(spans, '--continua', 'TABLE', '--measure', 'gamma', '--precision', '0.1');
    expect(json).toMatchObject({ gap: 0, alpha: 1, beta: 1, empty: 1, chance: 'shuffle', seed: 1 });
    expect(json.precision).toBeLessThanOrEqual(0.1);
    const none = await run(
      'document,coder,start,end,value\nd,a,2,9,x\nd,b,,,\n',
      ...['--continua', 'TABLE', '--measure', 'gamma'],
    );
    expect(none.json).toMatchObject({ reason: null, observedDisagreement: 2 });
    expect(none.json.value).toBeLessThanOrEqual(0);
  });

  it('names file, line and code of a table that is wrong', async () => {
    const { status, json, path } = await run(
      'unit,coder,value\n1,a,x\n1,a,y\n',
      ...['--units', 'TABLE', '--measure', 'percent'],
    );
    expect(status).toBe(2);
    expect(json).toMatchObject({
      value: null,
      error: { code: 'table-value-repeated', place: { path, line: 3 } },
    });
  });

  it.each([
    [['--units', 'TABLE']],
    [['--units', 'TABLE', '--measure', 'love']],
    [['--units', 'TABLE', '--measure', 'percent', '--level', 'high']],
    [['--units', 'TABLE', '--continua', 'TABLE', '--measure', 'percent']],
    [['--units', 'TABLE', '--measure', 'gamma']],
    [['--units', 'TABLE', '--measure', 'percent', '--bootstrap', 'much']],
    [['--measure', 'percent']],
  ])('calls wrong usage what cannot be meant: %j', async (args) => {
    const { status, json } = await run(UNITS, ...args);
    expect(status).toBe(1);
    expect(json.error.code).toBe('usage');
  });
});
