import { describe, expect, it } from 'vitest';
import type { ImportCandidate, PreviewCut } from '../../contract/procedures.ts';
import {
  cutLength,
  cutsByReason,
  importFileOf,
  isCutOut,
  isIncluded,
  metadataOf,
  UNDECIDED,
} from './import-draft.ts';

function cut(reason: PreviewCut['reason'], length: number, selected: boolean): PreviewCut {
  return { reason, blocks: 1, length, sample: `${reason} ${length}`, selected };
}

function candidate(fields: Partial<ImportCandidate> = {}): ImportCandidate {
  return {
    path: '/pages/one.html',
    fileName: 'one.html',
    format: 'html',
    bytes: 100,
    encoding: null,
    metadata: { title: 'One', author: 'A. Writer', date: '', source: '', language: 'en', fields: {} },
    length: 80,
    preview: [],
    cuts: [cut('caption', 10, true), cut('related', 20, false), cut('caption', 5, true)],
    cutSource: 'lake.example',
    cutsAsUsual: false,
    duplicateOf: null,
    warnings: [],
    set: null,
    parts: null,
    unread: false,
    error: null,
    ...fields,
  };
}

describe('what is imported of a file', () => {
  it('is, with nothing decided, what was proposed: the workbench is told only the path', () => {
    expect(importFileOf(candidate(), UNDECIDED)).toEqual({ path: '/pages/one.html' });
    expect([0, 1, 2, null].map((index) => isCutOut(candidate(), UNDECIDED, index))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(cutLength(candidate(), UNDECIDED)).toBe(15);
  });

  it('is what was decided, and no more', () => {
    const draft = {
      ...UNDECIDED,
      cuts: new Set(['related'] as const),
      metadata: { date: '2024' },
      encoding: 'koi8-r',
    };
    expect(importFileOf(candidate(), draft)).toEqual({
      path: '/pages/one.html',
      encoding: 'koi8-r',
      cut: ['related'],
      rememberCuts: true,
      metadata: { date: '2024' },
    });
    expect(cutLength(candidate(), draft)).toBe(20);
    expect(metadataOf(candidate(), draft)).toMatchObject({ title: 'One', date: '2024' });
  });

  it('leaves out a duplicate unless it is wanted all the same, and always what cannot be read', () => {
    const twin = candidate({ duplicateOf: { id: 'd', title: 'One' } });
    expect(isIncluded(twin, UNDECIDED)).toBe(false);
    const wanted = { ...UNDECIDED, included: true };
    expect(isIncluded(twin, wanted)).toBe(true);
    expect(importFileOf(twin, wanted).evenIfDuplicate).toBe(true);
    const broken = candidate({ error: { code: 'file-empty', message: 'It is empty.' } });
    expect(isIncluded(broken, wanted)).toBe(false);
  });
});

describe('cuts that were decided', () => {
  it.each([
    ['of a page that does not say where it comes from', { cutSource: null }, {}],
    ['that are not to be remembered', {}, { rememberCuts: false }],
    ['that nobody decided', {}, { cuts: null }],
  ])('%s are not remembered', (_, fields, change) => {
    const draft = { ...UNDECIDED, cuts: new Set(['related'] as const), ...change };
    expect(importFileOf(candidate(fields), draft)).not.toHaveProperty('rememberCuts');
  });
});

describe('proposed cuts', () => {
  it('are summed up by reason', () => {
    expect(cutsByReason(candidate().cuts)).toEqual([
      { reason: 'caption', blocks: 2, length: 15, sample: 'caption 10', proposed: true },
      { reason: 'related', blocks: 1, length: 20, sample: 'related 20', proposed: false },
    ]);
  });
});
