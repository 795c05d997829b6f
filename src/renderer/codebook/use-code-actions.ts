import { useMemo } from 'react';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import { useWorkspace } from '../session/session-context.ts';
import { changeCodebook } from '../workspace/codebook.ts';
import { passageOf, tagWith } from '../workspace/tagging.ts';
import { type Direction, walk } from '../workspace/walking.ts';
import { type CodePlace, type KeyMove, placeByKey } from './tree-moves.ts';

export interface CodeActions {
  /** tags the passage; without one, goes to the code's next annotation; a code of another kind is opened */
  apply(codeId: Id): void;
  tag(codeId: Id): void;
  walk(codeId: Id, direction: Direction): void;
  /** shows only its annotations in the inspector's list */
  list(codeId: Id): void;
  edit(codeId: Id): void;
  addUnder(codeId: Id): void;
  merge(codeId: Id): void;
  split(codeId: Id): void;
  definition(codeId: Id): void;
  remove(codeId: Id): void;
  moveByKey(codeId: Id, move: KeyMove): void;
  moveTo(codeId: Id, place: CodePlace): void;
  /** a further place for it */
  standUnderToo(codeId: Id, parentId: Id): void;
  /** takes the further place away */
  leavePlace(codeId: Id, parentId: Id): void;
}

export function useCodeActions(codes: readonly CountedCode[]): CodeActions {
  const workspace = useWorkspace();
  return useMemo(() => {
    const { state, layout, client, attempt } = workspace;
    const moveTo = (codeId: Id, place: CodePlace) =>
      void attempt(async () => {
        await changeCodebook(workspace, () => client.call('codes.move', { codeId, ...place }));
      });
    const setOtherParents = (codeId: Id, change: (now: readonly Id[]) => readonly Id[]) => {
      const code = codes.find(({ id }) => id === codeId);
      if (!code) return;
      const otherParentIds = [...change(code.otherParentIds)];
      void attempt(async () => {
        await changeCodebook(workspace, () =>
          client.call('codes.setOtherParents', { codeId, otherParentIds }),
        );
      });
    };
    const tag = (codeId: Id) => {
      const passage = passageOf(workspace);
      if (passage) void attempt(() => tagWith(workspace, codeId, passage));
    };
    const edit = (codeId: Id) => state.patch({ dialog: { kind: 'code', codeId, parentId: null } });
    const step = (codeId: Id, direction: Direction) => void attempt(() => walk(workspace, direction, codeId));
    return {
      tag,
      moveTo,
      walk: step,
      standUnderToo: (codeId, parentId) => setOtherParents(codeId, (now) => [...now, parentId]),
      leavePlace: (codeId, parentId) => setOtherParents(codeId, (now) => now.filter((id) => id !== parentId)),
      apply(codeId) {
        const kind = codes.find(({ id }) => id === codeId)?.kind;
        if (kind !== undefined && kind !== 'span') edit(codeId);
        else if (passageOf(workspace)) tag(codeId);
        else step(codeId, 'next');
      },
      list(codeId) {
        layout.patch({ rightOpen: true });
        state.patch({ codeId, annotationId: null });
      },
      edit,
      addUnder: (parentId) => state.patch({ dialog: { kind: 'code', codeId: null, parentId } }),
      merge: (codeId) => state.patch({ dialog: { kind: 'merge-code', codeId } }),
      split: (codeId) => state.patch({ dialog: { kind: 'split-code', codeId } }),
      definition: (codeId) => state.patch({ page: { kind: 'definitions', codeId } }),
      remove: (codeId) => state.patch({ dialog: { kind: 'delete-code', codeId } }),
      moveByKey(codeId, move) {
        const place = placeByKey(codes, codeId, move);
        if (place) moveTo(codeId, place);
      },
    };
  }, [workspace, codes]);
}
