import { cancelPlacing, chooseReimport, placeHere } from '../workspace/texts.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command, Condition } from './command.ts';
import { hasDocument } from './situation.ts';

const isPlacing: Condition = {
  holds: ({ workspace }) => workspace.state.get().placing !== null,
  needs: 'Choose an annotation on the page of lost places first.',
};

function withDocument(work: (workspace: Workspace, documentId: string) => void | Promise<void>) {
  return ({ workspace }: { readonly workspace: Workspace }) => {
    const { documentId } = workspace.state.get();
    return documentId === null ? undefined : work(workspace, documentId);
  };
}

/** Documents whose texts change, and annotations that lost their place by it. */
export const TEXT_COMMANDS: readonly Command[] = [
  {
    id: 'text.reimport',
    title: 'Re-import the document from a file …',
    group: 'File',
    keys: [],
    where: 'window',
    when: hasDocument,
    run: withDocument(chooseReimport),
  },
  {
    id: 'text.original',
    title: 'Read the document’s original again: encoding, what to leave out …',
    group: 'File',
    keys: [],
    where: 'window',
    when: hasDocument,
    run: withDocument(({ state }, documentId) =>
      state.patch({ dialog: { kind: 'reimport', documentId, path: null } }),
    ),
  },
  {
    id: 'text.edit',
    title: 'Correct the text …',
    group: 'Edit',
    keys: ['Mod+Alt+E'],
    where: 'window',
    when: hasDocument,
    run: withDocument(({ state }, documentId) => state.patch({ page: { kind: 'edit-text', documentId } })),
  },
  {
    id: 'text.versions',
    title: 'Versions of the text',
    group: 'Go',
    keys: [],
    where: 'window',
    when: hasDocument,
    run: withDocument(({ state }, documentId) => state.patch({ page: { kind: 'versions', documentId } })),
  },
  {
    id: 'go.lost',
    title: 'Lost places: annotations whose text is gone',
    group: 'Go',
    keys: [],
    where: 'window',
    run: ({ workspace }) =>
      workspace.state.patch({ page: { kind: 'anchors', report: null, changeId: null } }),
  },
  {
    id: 'anchor.placeHere',
    title: 'Place the lost annotation where text is selected',
    group: 'Code',
    keys: ['Mod+Shift+Enter'],
    where: 'outside-fields',
    beforeText: true,
    when: isPlacing,
    run: ({ workspace }) => placeHere(workspace),
  },
  {
    id: 'anchor.cancel',
    title: 'Cancel choosing a place',
    group: 'Code',
    keys: [],
    where: 'outside-fields',
    when: isPlacing,
    run: ({ workspace }) => cancelPlacing(workspace),
  },
];
