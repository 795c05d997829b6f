import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { definition } from '../core/attribute/testing/arbitrary-attributes.ts';
import type { Entity } from '../core/entity/entity.ts';
import { errorOf } from '../core/testing/raised.ts';
import { setAttributes } from './attributes.ts';
import { createCode } from './codebook.ts';
import { createEntity, deleteEntities, editEntity, mentionsOf } from './entities.ts';
import { linkEntity, linkNewEntity } from './entity-links.ts';
import { mergeEntities, splitEntity } from './entity-merge.ts';
import { proposeEntities } from './entity-proposals.ts';
import { listMemos, writeMemo } from './memos.ts';
import { tag } from './tagging.ts';
import { openScratch, type Scratch } from './testing/scratch.ts';

const TEXTS = ['Lukashenka met Putin.', 'Lukashenko denied it.', 'Лукашэнка прыехаў.'];
const speaker = { ...definition('Speaker', 'entity'), choices: [] };

let project: Scratch;
let codeId: string;
let passages: readonly string[];
beforeEach(() => {
  project = openScratch();
  codeId = createCode(project, {
    name: 'Person',
    parentId: null,
    attributes: [{ ...speaker, initial: null }],
  }).codeId;
  passages = TEXTS.map((text) => {
    const { id } = project.addDocument(text, [text]);
    const ranges = [{ start: 0, end: text.indexOf(' ') }];
    return tag(project, { documentId: id, codeId, ranges }).annotation?.id ?? '';
  });
});
afterEach(() => project.remove());

const entity = (id: string): Entity => project.store.read.entity(id) as Entity;
const undo = () => project.store.undo(project.me.id);
const quotesOf = (entityId: string) =>
  mentionsOf(project, { entityId, limit: 10 }).mentions.map(({ annotation }) => annotation.spans[0]?.quote);

describe('entities', () => {
  it('are made of a passage, learn the spellings of others, and find these again', () => {
    const [first = '', second = '', third = ''] = passages;
    const made = linkNewEntity(project, { annotationIds: [first], name: 'Lukashenka', kind: 'person' });
    expect(made.commit?.undoState.undo).toEqual({ type: 'link-entity', subject: 'Lukashenka' });
    const { entityId } = made;
    for (const words of ['Lukashenko', 'Лукашэнка', 'Лукашенко']) {
      expect(proposeEntities(project, { words, limit: 5 })[0]).toMatchObject({ entityId });
    }
    linkEntity(project, { annotationIds: [second, third], entityId, learn: true });
    expect(entity(entityId).aliases).toEqual(['Lukashenko', 'Лукашэнка']);
    expect(proposeEntities(project, { words: 'Лукашэнка', limit: 5 })[0]).toMatchObject({ how: 'same' });
    expect(quotesOf(entityId)).toEqual(['Lukashenka', 'Lukashenko', 'Лукашэнка']);
    undo();
    expect(entity(entityId).aliases).toEqual([]);
    expect(quotesOf(entityId)).toEqual(['Lukashenka']);
    linkEntity(project, { annotationIds: [first], entityId: null, learn: false });
    expect(project.store.read.undoState().undo).toEqual({ type: 'unlink-entity', subject: 'Lukashenka' });
    expect(quotesOf(entityId)).toEqual([]);
  });

  it('need a name, and identifiers that say whose', () => {
    expect(errorOf(() => createEntity(project, { name: '  ' }))).toMatchObject({ code: 'entity-name-empty' });
    const { entityId } = createEntity(project, { name: 'A' });
    const identifiers = [{ scheme: '', value: 'Q1' }];
    expect(errorOf(() => editEntity(project, { entityId, fields: { identifiers } }))).toMatchObject({
      code: 'entity-identifier-invalid',
    });
    editEntity(project, { entityId, fields: { name: 'B ', aliases: ['C', 'C', 'B'] } });
    expect(entity(entityId)).toMatchObject({ name: 'B', aliases: ['C'] });
  });

  it('are merged with all that is said of them in one step, and never into themselves', () => {
    const [first = '', second = '', third = ''] = passages;
    const into = linkNewEntity(project, {
      annotationIds: [first],
      name: 'Lukashenka',
      kind: 'person',
    }).entityId;
    const other = linkNewEntity(project, { annotationIds: [second], name: 'Lukashenko', kind: '' }).entityId;
    setAttributes(project, { annotationIds: [third], values: { [speaker.id]: other } });
    const body = `See [him](glossator:entity/${other}).`;
    writeMemo(project, { targetKind: 'entity', targetId: other, title: 'Who', body });
    expect(errorOf(() => mergeEntities(project, { intoId: into, entityIds: [into] }))).toMatchObject({
      code: 'entity-into-itself',
    });
    const { commit } = mergeEntities(project, { intoId: into, entityIds: [other] });
    expect(commit?.undoState.undo).toEqual({ type: 'merge-entities', subject: 'Lukashenka' });
    expect(entity(into).aliases).toContain('Lukashenko');
    expect(entity(other).deleted).toBe(true);
    expect(quotesOf(into)).toHaveLength(2);
    expect(project.store.read.annotation(third)?.attributes).toEqual({ [speaker.id]: into });
    expect(listMemos(project, { target: { targetKind: 'entity', targetId: into } })).toMatchObject([
      { body: `See [him](glossator:entity/${into}).` },
    ]);
    undo();
    expect(quotesOf(other)).toEqual(['Lukashenko']);
    expect(project.store.read.annotation(third)?.attributes).toEqual({ [speaker.id]: other });
    expect(entity(into).aliases).toEqual([]);
  });

  it('are divided by aliases, and the mentions go with these', () => {
    const [first = '', second = '', third = ''] = passages;
    const { entityId } = linkNewEntity(project, {
      annotationIds: [first],
      name: 'Lukashenka',
      kind: 'person',
    });
    linkEntity(project, { annotationIds: [second, third], entityId, learn: true });
    const made = splitEntity(project, { entityId, aliases: ['Lukashenko'], name: 'Another', kind: 'person' });
    expect(quotesOf(made.entityId)).toEqual(['Lukashenko']);
    expect(quotesOf(entityId)).toEqual(['Lukashenka', 'Лукашэнка']);
    expect(entity(made.entityId)).toMatchObject({ name: 'Another', aliases: ['Lukashenko'] });
    undo();
    expect(quotesOf(entityId)).toHaveLength(3);
    expect(entity(made.entityId).deleted).toBe(true);
  });

  it('let go of what named them when they are deleted', () => {
    const [first = '', second = ''] = passages;
    const { entityId } = linkNewEntity(project, {
      annotationIds: [first],
      name: 'Lukashenka',
      kind: 'person',
    });
    setAttributes(project, { annotationIds: [second], values: { [speaker.id]: entityId } });
    deleteEntities(project, { entityIds: [entityId] });
    expect(project.store.read.annotation(first)).toMatchObject({ entityId: null, deleted: false });
    expect(project.store.read.annotation(second)?.attributes).toEqual({});
    expect(proposeEntities(project, { words: 'Lukashenka', limit: 5 })).toEqual([]);
    undo();
    expect(quotesOf(entityId)).toEqual(['Lukashenka']);
    expect(project.store.read.annotation(second)?.attributes).toEqual({ [speaker.id]: entityId });
  });
});
