import { Plus } from 'lucide-react';
import { leastUsedColour } from '../../core/codebook/colours.ts';
import { type Id, newId } from '../../core/ids.ts';
import { Swatch } from '../controls/CodeMark.tsx';
import { counted } from '../controls/words.ts';
import { codeChoices, newCodeName } from '../palette/code-choices.ts';
import { MatchedName, Palette, type PaletteEntry } from '../palette/Palette.tsx';
import { useCodebook } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { codeDocuments } from '../workspace/document-codes.ts';

/** Chooses the document code that these documents get, or makes it. */
export function CodeDocumentsDialog(props: {
  readonly documentIds: readonly Id[];
  readonly onClose: () => void;
}) {
  const { documentIds, onClose } = props;
  const workspace = useWorkspace();
  const { client, attempt } = workspace;
  const all = useCodebook();
  const codes = all.filter(({ kind }) => kind === 'document');
  const give = (code: { readonly id: Id; readonly name: string }, step?: Id) =>
    codeDocuments(workspace, documentIds, code, step);

  function entriesFor(query: string): readonly PaletteEntry[] {
    const entries = codeChoices(codes, query, []).map(
      ({ code, matched }): PaletteEntry => ({
        id: code.id,
        content: (
          <>
            <Swatch colour={code.colour} />
            <MatchedName name={code.name} matched={matched} />
          </>
        ),
        run: () => void attempt(() => give(code)),
      }),
    );
    const name = newCodeName(all, query);
    if (name === null) return entries;
    return [
      ...entries,
      {
        id: 'new',
        content: (
          <>
            <Plus size={14} aria-hidden="true" />
            <span>Create document code ‘{name}’</span>
          </>
        ),
        run: () =>
          void attempt(async () => {
            const groupId = newId();
            const made = await client.call('codes.create', {
              groupId,
              name,
              kind: 'document',
              parentId: null,
              colour: leastUsedColour(all),
            });
            await give({ id: made.codeId, name }, groupId);
          }),
      },
    ];
  }

  return (
    <Palette
      label={`Code ${counted(documentIds.length, 'document', 'documents')} as`}
      placeholder={
        documentIds.length === 1 ? 'Code the document as …' : `Code ${documentIds.length} documents as …`
      }
      entriesFor={entriesFor}
      nothing="There are no document codes yet. Type a name to make one."
      onClose={onClose}
    />
  );
}
