import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path, { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { runImport } from './index.ts';
import { BINARY, BY_LINES, formats, written } from './testing/small-set.ts';

/*
 * Files that are broken in each way, in each format: what is wrong is told with file, line and code, and a file that cannot be read
 * leaves the project as it was.
 */

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

describe('a broken set', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
  });
  afterEach(() => scratch.remove());

  const write = (files: readonly (readonly [name: string, content: string | Uint8Array])[]): string => {
    const folder = join(scratch.folder, 'broken');
    for (const [name, content] of files) {
      const file = join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return files.length === 1 ? join(folder, files[0]?.[0] ?? '') : folder;
  };
  const run = (at: string, format?: string) =>
    runImport(scratch, [{ path: at, ...(format === undefined ? {} : { format }) }], quiet);
  const held = (): readonly number[] => {
    const { read } = scratch.store;
    return [read.documents().length, read.codes().length, [...read.everyAnnotation({})].length];
  };
  /** What is wrong with a set, as the report tells it. */
  const wrong = async (files: Readonly<Record<string, string | Uint8Array>>, format?: string) => {
    const { errors, warnings } = await run(write(Object.entries(files)), format);
    return [...errors, ...warnings].map(({ code, message }) => `${code}: ${message}`);
  };

  it.each(formats)('cut off: $format', async ({ format }) => {
    const { broken, beside } = await written(format);
    const half = broken[1].subarray(0, Math.floor(broken[1].length * 0.6));
    const { errors } = await run(write([[broken[0], half], ...beside]), format);
    if (BY_LINES.has(format)) {
      expect(
        errors.every(({ code, message }) => code === 'record-malformed' && /line \d+/i.test(message)),
      ).toBe(true);
      return;
    }
    expect(held()).toEqual([0, 0, 0]);
    expect(errors).toMatchObject([{ code: expect.stringMatching(/^(?:record-malformed|file-damaged)$/) }]);
    if (!BINARY.has(format)) expect(errors[0]?.message).toMatch(/line \d+/i);
    if (beside.length > 0) expect(errors[0]?.message).toContain(path.basename(broken[0]));
  });

  it.each(formats)('in another encoding: $format', async ({ format }) => {
    const { broken, beside } = await written(format);
    const half = Math.floor(broken[1].length / 2);
    const bytes = Buffer.concat([
      broken[1].subarray(0, half),
      Buffer.from([0xc3, 0x28, 0xff]),
      broken[1].subarray(half),
    ]);
    const { errors } = await run(write([[broken[0], bytes], ...beside]), format);
    expect(held()).toEqual([0, 0, 0]);
    expect(errors).toMatchObject([{ code: BINARY.has(format) ? 'record-malformed' : 'encoding-mismatch' }]);
    if (!BINARY.has(format)) expect(errors[0]?.message).toMatch(/line \d+/i);
  });

  it.each(['cas-xmi', 'tei', 'gate', 'bioc', 'refi-qda'])('with entities that grow: %s', async (format) => {
    const { broken, beside } = await written(format);
    const bomb = Array.from({ length: 30 }, (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`).join('');
    const content = broken[1]
      .toString('utf8')
      .replace(/^<\?xml[^>]*\?>\s*|<!DOCTYPE[^>]*>/g, '')
      .replace(/Ana/, '&e30;Ana');
    const doctype = `<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">${bomb}]>\n`;
    const { errors } = await run(write([[broken[0], doctype + content], ...beside]), format);
    expect(held()).toEqual([0, 0, 0]);
    expect(errors).toMatchObject([
      { code: 'file-damaged', message: expect.stringMatching(/line \d+.*entity/i) },
    ]);
  });

  it('one of several: the others are read', async () => {
    const files = {
      'a.txt': 'Ana',
      'a.ann': 'T1\tPER 0 3\tAna',
      'b.txt': 'Bo',
      'b.ann': Buffer.from([0x54, 0x31, 0xff]),
    };
    expect(await wrong(files, 'brat')).toEqual([
      'encoding-mismatch: b.ann, line 1: The text is not in UTF-8.',
    ]);
    expect(held()).toEqual([1, 1, 1]);
  });

  const passage = (id: string, start: number, end: number, more = ''): string =>
    `<annotation id="${id}">${more}<infon key="type">PER</infon><location offset="${start}" length="${end - start}"/><text/></annotation>`;
  const bioc = (content: string): string =>
    `<collection><source/><date/><key/>\n<document><id>1</id><passage><offset>0</offset><text>Ana met Bo</text>${content}</passage></document></collection>`;
  const task = (result: readonly object[]): string =>
    JSON.stringify([{ id: 1, data: { text: 'Ana met Bo' }, annotations: [{ id: 7, result }] }]);
  const label = (id: string, start: number, end: number): object => ({
    id,
    from_name: 'l',
    to_name: 't',
    type: 'labels',
    value: { start, end, labels: ['PER'] },
  });
  const doccano = (more: object): string =>
    `${JSON.stringify({ id: 1, text: 'Ana met Bo', entities: [{ id: 1, label: 'PER', start_offset: 0, end_offset: 3 }], relations: [], ...more })}\n`;
  const bdoc = (annotations: readonly object[]): string =>
    JSON.stringify({
      text: 'Ana met Bo',
      offset_type: 'p',
      features: {},
      annotation_sets: { '': { name: '', next_annid: 9, annotations } },
    });
  const gate = (id: number, start: number, end: number): object => ({
    type: 'PER',
    start,
    end,
    id,
    features: {},
  });

  /** A name, the files, a pattern of what is told (none: nothing is wrong), and how many annotations are here afterwards. */
  const TABLE: readonly (readonly [
    what: string,
    files: Readonly<Record<string, string>>,
    told: RegExp | null,
    annotations: number,
  ])[] = [
    [
      'offsets: brat, past the end',
      { 'a.txt': 'Ana', 'a.ann': 'T1\tPER 0 3\tAna\nT2\tPER 2 99\tfar\n' },
      /^offset-outside-text: a\.ann, line 2: /,
      2,
    ],
    [
      'offsets: brat, backwards',
      { 'a.txt': 'Ana', 'a.ann': 'T1\tPER 3 0\tAna\n' },
      /^(?:offset-outside-text|record-malformed): .*line 1: /i,
      0,
    ],
    [
      'offsets: BioC, past the end',
      { 'a.xml': bioc(passage('1', 4, 400)) },
      /^offset-outside-text: .*line 2: /i,
      1,
    ],
    [
      'offsets: Label Studio, no numbers',
      { 'a.json': task([{ ...label('a', 0, 3), value: { start: 'x', end: 3, labels: ['PER'] } }]) },
      /^(?:offset-outside-text|record-malformed): /,
      0,
    ],
    [
      'offsets: doccano, past the end',
      { 'a.jsonl': doccano({ entities: [{ id: 1, label: 'PER', start_offset: 4, end_offset: 44 }] }) },
      /^offset-outside-text: Line 1: /,
      1,
    ],
    [
      'offsets: GATE, inside a character',
      { 'a.bdocjs': bdoc([gate(1, 0, 1)]).replace('Ana met', 'A\u0301a met') },
      /./,
      1,
    ],
    [
      'ids twice: brat',
      { 'a.txt': 'Ana', 'a.ann': 'T1\tPER 0 3\tAna\nT1\tLOC 0 3\tAna\n' },
      /^record-malformed: a\.ann, line 2: /,
      1,
    ],
    [
      'ids twice: BioC',
      { 'a.xml': bioc(passage('1', 0, 3) + passage('1', 4, 7)) },
      /^record-malformed: Line 2: /,
      1,
    ],
    [
      'ids twice: doccano',
      { 'a.jsonl': doccano({}).replace('}]', '},{"id":1,"label":"LOC","start_offset":4,"end_offset":7}]') },
      /^record-malformed: Line 1: /,
      1,
    ],
    ['ids twice: GATE', { 'a.bdocjs': bdoc([gate(1, 0, 3), gate(1, 4, 7)]) }, /^record-malformed: /, 1],
    [
      'ids ahead: brat',
      { 'a.txt': 'Ana met Bo', 'a.ann': 'R1\tMet Arg1:T1 Arg2:T2\nT1\tPER 0 3\tAna\nT2\tPER 8 10\tBo\n' },
      null,
      2,
    ],
    [
      'ids of nothing: brat',
      { 'a.txt': 'Ana', 'a.ann': 'T1\tPER 0 3\tAna\nR1\tMet Arg1:T1 Arg2:T9\n' },
      /^record-unknown-reference: a\.ann, line 2: /,
      1,
    ],
    [
      'ids of nothing: doccano',
      { 'a.jsonl': doccano({ relations: [{ id: 1, from_id: 1, to_id: 9, type: 'Met' }] }) },
      /^record-unknown-reference: Line 1: /,
      1,
    ],
    [
      'events of one another: brat',
      {
        'a.txt': 'met again',
        'a.ann': 'T1\tMet 0 3\tmet\nT2\tAgain 4 9\tagain\nE1\tMet:T1 Who:E2\nE2\tAgain:T2 Who:E1\n',
      },
      null,
      2,
    ],
    [
      'mentions never closed: CoNLL-U',
      { 'a.conllu': `1\tAna${'\t_'.repeat(7)}\tEntity=(e1-x-1-\n` },
      /^record-malformed: Line 1: /,
      0,
    ],
  ];

  it.each(TABLE)('with wrong %s', async (_, files, told, annotations) => {
    const messages = await wrong(files);
    if (told === null) expect(messages).toEqual([]);
    else
      expect(
        messages.some((message) => told.test(message)),
        messages.join('\n'),
      ).toBe(true);
    expect(held()[2]).toBe(annotations);
    expect((await scratch.store.check({})).problems).toEqual([]);
  });

  it('with codes that are their own parents makes no circle of codes', async () => {
    const guid = '01900000-0000-7000-8000-000000000001';
    const content =
      '<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes>' +
      `<Code guid="${guid}" name="A" isCodable="true"><Code guid="${guid}" name="A" isCodable="true"/></Code>` +
      '</Codes></CodeBook></Project>';
    const report = await run(write([['p.qde', content]]));
    expect(report.documents).toEqual([]);
    expect(held()[2]).toBe(0);
    expect((await scratch.store.check({})).problems).toEqual([]);
  });

  it.each(formats)('in an archive that leads out of itself: $format', async ({ format }) => {
    const { broken, beside } = await written(format);
    const zip = new ZipFile();
    for (const [name, bytes] of [broken, ...beside]) zip.addBuffer(bytes, `xx/${name}`);
    zip.end();
    const file = join(scratch.folder, 'slip.zip');
    await pipeline(zip.outputStream, createWriteStream(file));
    writeFileSync(
      file,
      Buffer.from(readFileSync(file).toString('latin1').replaceAll('xx/', '../'), 'latin1'),
    );
    expect((await run(file)).errors).toMatchObject([{ code: expect.any(String), path: file }]);
    expect(held()).toEqual([0, 0, 0]);
  });

  it('of 100 MB on one line', async () => {
    const head = '1\tAna\t_\t_\t_\t_\t_\t_\t_\t_\n2\t';
    const content = Buffer.concat([Buffer.from(head), Buffer.alloc(100_000_000, 'a')]);
    expect(await wrong({ 'a.conllu': content }, 'conllu')).toEqual([
      'record-malformed: Line 2: The line is longer than 64 MB.',
    ]);
    expect(held()).toEqual([0, 0, 0]);
  });
});
