import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codesInTreeOrder } from '../core/codebook/tree.ts';
import { newId } from '../core/ids.ts';
import { createCode, editCode, moveCode } from './codebook.ts';
import { deleteCode } from './codebook-delete.ts';
import { tag } from './tagging.ts';
import { openScratch, type Scratch } from './testing/scratch.ts';

let project: Scratch;
beforeEach(() => {
  project = openScratch();
});
afterEach(() => project.remove());

function make(name: string, parentId: string | null = null, key: string | null = null): string {
  return createCode(project, { name, parentId, key }).codeId;
}

/** The tree as indented names. */
function tree(): readonly string[] {
  return codesInTreeOrder(project.store.read.codes()).map(
    ({ code, depth }) => `${'  '.repeat(depth)}${code.name}`,
  );
}

function refusal(code: string) {
  return expect.objectContaining({ code });
}

describe('the codebook', () => {
  it('puts new codes last, each in the colour used least', () => {
    make('Actor');
    make('Claim');
    make('Event');
    expect(tree()).toEqual(['Actor', 'Claim', 'Event']);
    expect(new Set(project.store.read.codes().map((code) => code.colour)).size).toBe(3);
  });

  it('refuses an empty name, a name or a key that is taken, a parent that is not there', () => {
    make('Claim', null, 'c');
    expect(() => make('  ')).toThrowError(refusal('code-name-empty'));
    expect(() => make('claim')).toThrowError(refusal('code-name-taken'));
    expect(() => make('Condition', null, 'C')).toThrowError(refusal('code-key-taken'));
    expect(() => make('Condition', newId())).toThrowError(refusal('not-found'));
    expect(tree()).toEqual(['Claim']);
  });

  it('moves among siblings and under other codes, never under itself', () => {
    const [a, b, c] = [make('A'), make('B'), make('C')];
    moveCode(project, { codeId: c, parentId: null, index: 0 });
    expect(tree()).toEqual(['C', 'A', 'B']);
    moveCode(project, { codeId: b, parentId: a, index: 0 });
    moveCode(project, { codeId: c, parentId: b, index: 0 });
    expect(tree()).toEqual(['A', '  B', '    C']);
    expect(() => moveCode(project, { codeId: a, parentId: c, index: 0 })).toThrowError(refusal('code-cycle'));
    for (let i = 0; i < 3; i++) project.store.undo(project.me.id);
    expect(tree()).toEqual(['A', 'B', 'C']);
  });

  it('renames everywhere at once, and a change that changes nothing is no action', () => {
    const id = make('Clam');
    editCode(project, { codeId: id, fields: { name: ' Claim ' } });
    expect(tree()).toEqual(['Claim']);
    expect(editCode(project, { codeId: id, fields: {} }).commit).toBeNull();
    expect(project.store.read.undoState().undo).toEqual({ type: 'edit-code', subject: 'Claim' });
  });

  it('deletes a code, lifts its children, and deletes or moves what bore it', () => {
    const document = project.addDocument('D', ['one two three']);
    const [parent, other] = [make('Parent', null, 'p'), make('Child')];
    make('Child', parent);
    const annotate = (codeId: string) =>
      tag(project, { documentId: document.id, codeId, ranges: [{ start: 0, end: 3 }] });
    annotate(parent);
    deleteCode(project, { codeId: parent, deletion: { annotations: 'move', toCodeId: other } });
    expect(tree()).toEqual(['Child (2)', 'Child']);
    expect(project.store.read.countAnnotations({ codeIds: [other] })).toBe(1);
    expect(make('Person', null, 'p')).toBeTruthy();

    deleteCode(project, { codeId: other, deletion: { annotations: 'delete' } });
    expect(project.store.read.countAnnotations({})).toBe(0);
    project.store.undo(project.me.id);
    expect(project.store.read.countAnnotations({ codeIds: [other] })).toBe(1);
    project.store.undo(project.me.id);
    project.store.undo(project.me.id);
    expect(tree()).toEqual(['Parent', '  Child', 'Child']);
    expect(project.store.read.countAnnotations({ codeIds: [parent] })).toBe(1);
    expect(project.store.read.code(parent)?.key).toBe('p');
  });

  it('refuses to move annotations to the code that is being deleted', () => {
    const id = make('Claim');
    expect(() =>
      deleteCode(project, { codeId: id, deletion: { annotations: 'move', toCodeId: id } }),
    ).toThrowError(refusal('invalid-input'));
  });
});
