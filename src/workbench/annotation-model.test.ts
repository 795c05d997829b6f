import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../core/annotation/annotation.ts';
import type { AttributeDefinition } from '../core/attribute/attribute.ts';
import { definition } from '../core/attribute/testing/arbitrary-attributes.ts';
import { newId } from '../core/ids.ts';
import type { DocumentRecord } from '../core/project/records.ts';
import { errorOf } from '../core/testing/raised.ts';
import { previewAttributes, setAttributes } from './attributes.ts';
import { codeVersions } from './code-versions.ts';
import { createCode, editCode } from './codebook.ts';
import { createEntity } from './entities.ts';
import { addFragment, removeFragment } from './fragments.ts';
import { tagInVivo } from './in-vivo.ts';
import { confirmVersion, setStatus } from './status.ts';
import { recode, tag } from './tagging.ts';
import { openScratch, type Scratch } from './testing/scratch.ts';

const text = 'The minister denied it. “We never met,” she said, “and never will.”';
const speaker = definition('Speaker', 'entity');
const certainty = definition('Certainty', 'choice', ['sure', 'unsure']);
const year = { ...definition('Year', 'number'), initial: 2024 };

let project: Scratch;
let document: DocumentRecord;
let claim: string;

beforeEach(() => {
  project = openScratch();
  document = project.addDocument('Talks', [text]);
  const attributes = plainly([speaker, certainty, year]);
  claim = createCode(project, { name: 'Claim', parentId: null, attributes }).codeId;
});
afterEach(() => project.remove());

/** As they arrive in a call. */
function plainly(definitions: readonly AttributeDefinition[]) {
  return definitions.map((each) => ({
    ...each,
    choices: [...each.choices],
    initial: Array.isArray(each.initial)
      ? [...each.initial]
      : (each.initial as string | number | boolean | null),
  }));
}

function range(passage: string) {
  const start = text.indexOf(passage);
  expect(start).toBeGreaterThanOrEqual(0);
  return { start, end: start + passage.length };
}

function tagged(passage: string, codeId = claim): Annotation {
  const { annotation } = tag(project, { documentId: document.id, codeId, ranges: [range(passage)] });
  if (!annotation) throw new Error('not tagged');
  return annotation;
}

const now = (id: string): Annotation => project.store.read.annotation(id) as Annotation;
const undo = () => project.store.undo(project.me.id);

describe('fragments', () => {
  it('are added, joined where they touch, and taken away but for the last', () => {
    const { id } = tagged('“We never met,”');
    const two = addFragment(project, { annotationId: id, ranges: [range('“and never will.”')] });
    expect(two.annotation.spans.map(({ quote }) => quote)).toEqual(['“We never met,”', '“and never will.”']);
    expect(two.commit?.undoState.undo).toEqual({ type: 'add-fragment', subject: 'Claim' });
    const joined = addFragment(project, { annotationId: id, ranges: [range('met,” she said, “and')] });
    expect(joined.annotation.spans).toHaveLength(1);
    undo();
    const one = removeFragment(project, { annotationId: id, spanIndex: 0 });
    expect(one.annotation.spans.map(({ quote }) => quote)).toEqual(['“and never will.”']);
    expect(errorOf(() => removeFragment(project, { annotationId: id, spanIndex: 0 }))).toMatchObject({
      code: 'fragment-last',
    });
    expect(errorOf(() => removeFragment(project, { annotationId: id, spanIndex: 3 }))).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('attributes', () => {
  it('begin with their initial values, are checked, and can be taken away', () => {
    const { id, attributes } = tagged('minister');
    expect(attributes).toEqual({ [year.id]: 2024 });
    const { entityId } = createEntity(project, { name: 'Ilse Tammert' });
    const sure = certainty.choices[0]?.id ?? '';
    const { commit } = setAttributes(project, {
      annotationIds: [id],
      values: { [speaker.id]: entityId, [certainty.id]: sure, [year.id]: null },
    });
    expect(now(id).attributes).toEqual({ [speaker.id]: entityId, [certainty.id]: sure });
    expect(commit?.undoState.undo).toEqual({ type: 'edit-attributes', subject: 'Claim' });
    for (const [values, code] of [
      [{ [certainty.id]: newId() }, 'attribute-value-invalid'],
      [{ [year.id]: 'soon' }, 'attribute-value-invalid'],
      [{ [speaker.id]: newId() }, 'not-found'],
    ] as const) {
      expect(errorOf(() => setAttributes(project, { annotationIds: [id], values }))).toMatchObject({ code });
    }
    expect(now(id).attributes).toEqual({ [speaker.id]: entityId, [certainty.id]: sure });
  });

  it('pass annotations over whose code does not ask', () => {
    const plain = createCode(project, { name: 'Plain', parentId: null }).codeId;
    const { id } = tagged('minister', plain);
    const { commit } = setAttributes(project, { annotationIds: [id], values: { [year.id]: 1 } });
    expect(commit).toBeNull();
  });

  it('carry their values over when they are defined anew, raise the version, and say what is lost', () => {
    const { id } = tagged('minister');
    setAttributes(project, {
      annotationIds: [id],
      values: { [certainty.id]: certainty.choices[1]?.id ?? '', [year.id]: 1999 },
    });
    const before = now(id).attributes;
    const attributes = plainly([
      { ...certainty, choices: certainty.choices.slice(0, 1) },
      { ...year, type: 'text' as const, choices: [], initial: null },
    ]);
    const preview = previewAttributes(project, { codeId: claim, attributes });
    expect(preview.changes.map(({ name, kept, converted, lost }) => [name, kept, converted, lost])).toEqual([
      ['Certainty', 0, 0, 1],
      ['Year', 0, 1, 0],
      ['Speaker', 0, 0, 0],
    ]);
    expect(preview.changes[0]?.lostExamples).toEqual(['unsure']);
    const { lostValues } = editCode(project, { codeId: claim, fields: { attributes } });
    expect(lostValues).toBe(1);
    expect(now(id).attributes).toEqual({ [year.id]: '1999' });
    expect(project.store.read.code(claim)?.version).toBe(2);
    expect(project.store.read.countAnnotations({ outdated: true })).toBe(1);
    expect(
      codeVersions(project, { codeId: claim }).map(({ version, annotations }) => [version, annotations]),
    ).toEqual([
      [1, 1],
      [2, 0],
    ]);
    confirmVersion(project, { annotationIds: [id] });
    expect(project.store.read.countAnnotations({ outdated: true })).toBe(0);
    undo();
    undo();
    expect(now(id).attributes).toEqual(before);
    expect(project.store.read.code(claim)?.version).toBe(1);
    expect(codeVersions(project, { codeId: claim })).toHaveLength(1);
  });

  it('go with a changed code as far as it asks the same, and come back with undo', () => {
    const { id } = tagged('minister');
    const other = createCode(project, {
      name: 'Denial',
      parentId: null,
      attributes: [
        { ...definition('year', 'number'), choices: [], initial: null },
        { ...definition('Certainty', 'text'), choices: [], initial: 'none given' },
      ],
    }).codeId;
    setAttributes(project, {
      annotationIds: [id],
      values: { [certainty.id]: certainty.choices[0]?.id ?? '' },
    });
    const before = now(id).attributes;
    const { lostValues } = recode(project, { annotationIds: [id], codeId: other });
    expect(lostValues).toBe(1);
    const [otherYear, otherCertainty] = project.store.read.code(other)?.attributes ?? [];
    expect(now(id).attributes).toEqual({
      [otherYear?.id ?? '']: 2024,
      [otherCertainty?.id ?? '']: 'none given',
    });
    undo();
    expect(now(id)).toMatchObject({ codeId: claim, attributes: before });
  });
});

describe('statuses and codes of other kinds', () => {
  it('sets the status of many at once, and chooses by it', () => {
    const ids = [tagged('minister').id, tagged('denied').id, tagged('she said').id];
    const { commit } = setStatus(project, {
      annotationIds: [...ids.slice(0, 2), newId()],
      status: 'flagged',
    });
    expect(commit?.undoState.undo).toEqual({ type: 'set-status', subject: 'flagged' });
    expect(project.store.read.countAnnotations({ statuses: ['flagged'] })).toBe(2);
    undo();
    expect(project.store.read.countAnnotations({ statuses: ['flagged'] })).toBe(0);
    expect(errorOf(() => setStatus(project, { annotationIds: [newId()], status: 'final' }))).toMatchObject({
      code: 'not-found',
    });
  });

  it('tags passages with codes for passages only', () => {
    const codeId = createCode(project, { name: 'Genre', parentId: null, kind: 'document' }).codeId;
    expect(errorOf(() => tagged('minister', codeId))).toMatchObject({ code: 'code-kind-refused' });
    const { id } = tagged('minister');
    expect(errorOf(() => recode(project, { annotationIds: [id], codeId }))).toMatchObject({
      code: 'code-kind-refused',
    });
  });

  it('names a code after a passage in one action, and uses it where it is there', () => {
    const before = project.store.read.codes().length;
    const press = { documentId: document.id, name: ' denied\n it ', parentId: claim };
    const made = tagInVivo(project, { ...press, ranges: [range('denied it')] });
    const code = project.store.read.code(made.annotation?.codeId ?? '');
    expect(code).toMatchObject({ name: 'denied it', parentId: claim });
    const again = tagInVivo(project, { ...press, ranges: [range('never met')] });
    expect(again.annotation?.codeId).toBe(code?.id);
    undo();
    undo();
    expect(project.store.read.codes()).toHaveLength(before);
    expect(project.store.read.counts().annotations).toBe(0);
  });
});
