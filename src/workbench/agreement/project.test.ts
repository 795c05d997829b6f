import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgreementRequest } from '../../contract/procedures.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { DocumentRecord, Person } from '../../core/project/records.ts';
import { createCode } from '../codebook.ts';
import { addDocumentCode } from '../document-codes.ts';
import { setProgress } from '../progress.ts';
import type { Session } from '../session.ts';
import { tag } from '../tagging.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { gather, passagesBehind, projectAgreement, saveReport } from './index.ts';

const TEXT = 'The minister denied the report, and the envoy said nothing at all.';

let scratch: Scratch;
let first: DocumentRecord;
let second: DocumentRecord;
let claim: Id;
let actor: Id;
let anna: Session;
let ben: Session;
let cleo: Session;
beforeEach(() => {
  scratch = openScratch();
  first = scratch.addDocument('First', [TEXT]);
  second = scratch.addDocument('Second', [TEXT]);
  claim = createCode(scratch, { name: 'Claim', parentId: null }).codeId;
  actor = createCode(scratch, { name: 'Actor', parentId: null }).codeId;
  [anna, ben, cleo] = ['Anna', 'Ben', 'Cleo'].map(joining) as [Session, Session, Session];
});
afterEach(() => scratch.remove());

function joining(name: string): Session {
  const me: Person = { id: newId(), name, colour: 1 };
  scratch.store.transact({ type: 'join', subject: name, personId: me.id }, (tx) => tx.putPerson(me));
  return { store: scratch.store, me };
}

function mark(session: Session, codeId: Id, words: string, document = first): void {
  const start = TEXT.indexOf(words);
  tag(session, { documentId: document.id, codeId, ranges: [{ start, end: start + words.length }] });
}

const measured = (request: Partial<AgreementRequest> = {}) =>
  projectAgreement(scratch.store.read, {
    unit: 'characters',
    measure: 'krippendorff-alpha',
    resamples: 100,
    ...request,
  });
const read = () => gather(scratch.store.read, { unit: 'characters' });

describe('agreement of a project', () => {
  it('is undefined for one person, and for two who share no document', async () => {
    mark(anna, claim, 'denied');
    expect(await measured()).toMatchObject({ value: null, reason: 'one-person', pairs: [] });
    mark(ben, claim, 'denied', second);
    const report = await measured();
    expect(report).toMatchObject({ value: null, reason: 'no-shared-document', documents: [] });
    expect(report.pairs).toMatchObject([{ value: null, reason: 'no-shared-document', documents: 0 }]);
  });

  it('is whole where all marked the same, by each measure', async () => {
    for (const each of [anna, ben, cleo]) {
      mark(each, claim, 'denied the report');
      mark(each, actor, 'The minister');
      mark(each, claim, 'said nothing', second);
    }
    for (const measure of ['percent', 'cohen-kappa', 'gwet-ac1', 'alpha-u', 'gamma', 'span-f1'] as const) {
      const report = await measured({ measure });
      expect(report).toMatchObject({ value: 1, reason: null });
      expect(report.pairs.map(({ value, documents }) => [value, documents])).toEqual([
        [1, 2],
        [1, 2],
        [1, 2],
      ]);
      expect(report.codes.map(({ id, value }) => [id, value])).toEqual(
        expect.arrayContaining([
          [claim, 1],
          [actor, 1],
        ]),
      );
      expect(report.interval?.method).toBe('bootstrap-documents');
    }
  });

  it('does not take for “nothing” what somebody has not begun', async () => {
    mark(anna, claim, 'denied the report');
    mark(ben, claim, 'denied the report');
    mark(cleo, claim, 'denied the report', second);
    expect((await measured()).pairs.map(({ reason }) => reason)).toEqual([
      null,
      'no-shared-document',
      'no-shared-document',
    ]);
    expect((await measured({ personIds: [anna.me.id, ben.me.id] })).value).toBe(1);
    setProgress(cleo, { documentIds: [first.id], status: 'done' });
    const report = await measured();
    expect(report.value).toBeLessThan(1);
    expect(report.pairs.every(({ documents }) => documents === 1)).toBe(true);
    expect(report.documents).toMatchObject([{ id: first.id, people: [anna.me.id, ben.me.id, cleo.me.id] }]);
  });

  it('does not fall when all add the same label over what they marked', async () => {
    mark(anna, claim, 'denied the report');
    mark(ben, claim, 'denied');
    const before = await measured();
    for (const each of [anna, ben]) mark(each, actor, 'The minister denied the report');
    const after = await measured();
    expect(before.value).toBeLessThan(1);
    expect(after.value ?? 0).toBeGreaterThan(before.value ?? 1);
  });

  it('says what met what, and opens the passages', async () => {
    mark(anna, actor, 'The minister');
    mark(ben, claim, 'minister');
    mark(anna, claim, 'denied the report');
    mark(ben, claim, 'denied the report');
    mark(ben, actor, 'the envoy');
    const report = await measured({ measure: 'span-f1' });
    expect(report.confusion).toEqual(
      expect.arrayContaining([
        { first: claim, second: claim, count: 1 },
        { first: actor, second: claim, count: 1 },
        { first: null, second: actor, count: 1 },
      ]),
    );
    expect(report.value).toBeCloseTo(2 / 5, 12);
    const pair = await passagesBehind(
      await read(),
      { kind: 'pair', first: anna.me.id, second: ben.me.id },
      10,
    );
    expect(pair).toMatchObject({ total: 3, differing: 2 });
    expect(pair.passages.map(({ quote, same }) => [quote, same])).toEqual([
      ['The minister', false],
      ['the envoy', false],
      ['denied the report', true],
    ]);
    const nothing = await passagesBehind(await read(), { kind: 'confusion', first: null, second: actor }, 10);
    expect(nothing.passages).toMatchObject([
      { documentId: first.id, first: null, second: { codeId: actor } },
    ]);
    expect(await passagesBehind(await read(), { kind: 'code', codeId: actor }, 1)).toMatchObject({
      total: 2,
    });
    expect(await passagesBehind(await read(), { kind: 'document', documentId: second.id }, 9)).toMatchObject({
      total: 0,
    });
  });

  it('counts words where it is told to', async () => {
    mark(anna, claim, 'denied the');
    mark(ben, claim, 'denied the report');
    expect((await measured({ measure: 'span-f1', mode: 'tokens' })).value).toBeCloseTo(4 / 5, 12);
    expect((await measured({ measure: 'span-f1', mode: 'strict' })).value).toBe(0);
  });

  it('measures codes of documents, and scales of them', async () => {
    const [low, high] = ['1 calm', '5 alarmed'].map(
      (name) => createCode(scratch, { name, parentId: null, kind: 'document' }).codeId,
    ) as [Id, Id];
    for (const [session, document, codeId] of [
      [anna, first, low],
      [ben, first, low],
      [anna, second, high],
      [ben, second, high],
    ] as const) {
      addDocumentCode(session, { documentIds: [document.id], codeId });
    }
    expect(await measured({ unit: 'documents' })).toMatchObject({ value: 1, unit: 'documents' });
    expect(await measured({ unit: 'documents', level: 'interval' })).toMatchObject({ value: 1 });
    await expect(measured({ unit: 'documents', measure: 'gamma' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(measured({ level: 'ratio' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('gives intervals by pair and by code where they are asked for, in the report too', async () => {
    for (const document of [first, second]) {
      mark(anna, claim, 'denied the report', document);
      mark(ben, claim, 'denied', document);
      mark(anna, actor, 'The minister', document);
    }
    mark(cleo, claim, 'denied the report', second);
    const plain = await measured();
    expect([...plain.pairs, ...plain.codes].every((part) => part.interval === null)).toBe(true);
    for (const measure of ['krippendorff-alpha', 'alpha-u', 'span-f1', 'gamma'] as const) {
      const report = await measured({ measure, partIntervals: true });
      const ofPair = (one: Session, other: Session) =>
        report.pairs.find((pair) => pair.first === one.me.id && pair.second === other.me.id);
      expect(ofPair(anna, ben)?.interval).toMatchObject({ resamples: 100, method: 'bootstrap-documents' });
      expect(ofPair(anna, cleo)).toMatchObject({
        interval: null,
        intervalReason: 'fewer-than-two-documents',
      });
      for (const { value, interval } of report.codes) {
        expect(interval?.low).toBeLessThanOrEqual((value ?? 0) + 1e-9);
        expect(interval?.high).toBeGreaterThanOrEqual((value ?? 0) - 1e-9);
      }
    }
    const folder = mkdtempSync(join(tmpdir(), 'glossator-report-'));
    try {
      const request: AgreementRequest = { unit: 'characters', measure: 'percent', partIntervals: true };
      await saveReport(scratch.store.read, request, join(folder, 'one.csv'), 'csv', {});
      const table = readFileSync(join(folder, 'one.csv'), 'utf8');
      expect(table).toMatch(/^table,code,value,why undefined,interval from,to,why no interval/m);
      expect(table).toMatch(/^Codes,Claim,0\.\d{4},,0\.\d{4},0\.\d{4},/m);
      expect(table).toContain('there is only one that is shared');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('gives the interval of a document from its paragraphs, where it has enough of them', async () => {
    const LONG = Array.from({ length: 12 }, (_, at) => `${at}. ${TEXT}`);
    const long = scratch.addDocument('Long', LONG);
    const places = [...LONG.join('\n').matchAll(/denied the report/g)].map(({ index }) => index);
    for (const [at, start] of places.entries()) {
      for (const [session, end] of [
        [anna, start + 6],
        [ben, start + (at % 2 === 0 ? 6 : 17)],
      ] as const) {
        tag(session, { documentId: long.id, codeId: claim, ranges: [{ start, end }] });
      }
    }
    mark(anna, claim, 'denied');
    mark(ben, claim, 'denied the report');
    const of = async (request: Partial<AgreementRequest>, title: string) => {
      const { documents } = await measured({ partIntervals: true, ...request });
      const { id } = title === 'Long' ? long : first;
      return documents.find((document) => document.id === id);
    };
    for (const measure of ['percent', 'krippendorff-alpha', 'span-f1'] as const) {
      const found = await of({ measure }, 'Long');
      expect(found?.interval).toMatchObject({ method: 'bootstrap-paragraphs', resamples: 100 });
      expect(found?.interval?.low).toBeLessThan(found?.value ?? 0);
      expect(found?.interval?.high).toBeGreaterThan(found?.value ?? 1);
      expect(await of({ measure }, 'First')).toMatchObject({ intervalReason: 'too-few-paragraphs' });
    }
    expect(await of({ measure: 'alpha-u' }, 'Long')).toMatchObject({ intervalReason: 'not-by-paragraphs' });
    expect((await measured()).documents.every(({ intervalReason }) => intervalReason === null)).toBe(true);
  });

  it('writes the same report each time, as a page and as tables', async () => {
    mark(anna, claim, 'denied the report');
    mark(ben, claim, 'denied');
    const folder = mkdtempSync(join(tmpdir(), 'glossator-report-'));
    try {
      const request: AgreementRequest = { unit: 'characters', measure: 'gamma', seed: 7 };
      const written = async (format: 'html' | 'csv', name: string) => {
        await saveReport(scratch.store.read, request, join(folder, name), format, {});
        return readFileSync(join(folder, name), 'utf8');
      };
      const page = await written('html', 'one.html');
      expect(page).toContain('<td dir="auto">Anna</td>');
      expect(page).not.toMatch(/<script|https?:/);
      expect(await written('html', 'two.html')).toBe(page);
      expect(await written('csv', 'one.csv')).toContain('Pairs,Anna,Ben,1,');
      await expect(written('csv', join('missing', 'x.csv'))).rejects.toMatchObject({ code: 'disk-failed' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('stops when it is told to', async () => {
    for (const document of [first, second]) {
      mark(anna, claim, 'denied the report', document);
      mark(ben, claim, 'denied', document);
    }
    const controller = new AbortController();
    const request = { unit: 'characters', measure: 'krippendorff-alpha', resamples: 100_000 } as const;
    const watch = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(projectAgreement(scratch.store.read, request, watch)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
