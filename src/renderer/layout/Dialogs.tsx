import { CodeDialog } from '../codebook/CodeDialog.tsx';
import { DeleteCodeDialog } from '../codebook/DeleteCodeDialog.tsx';
import { ExportCodebookDialog } from '../codebook/ExportCodebookDialog.tsx';
import { ImportCodebookDialog } from '../codebook/ImportCodebookDialog.tsx';
import { MergeCodesDialog, MergeIntoPalette } from '../codebook/MergeCodesDialog.tsx';
import { SplitCodeDialog } from '../codebook/SplitCodeDialog.tsx';
import { counted } from '../controls/words.ts';
import { CodeDocumentsDialog } from '../documents/CodeDocumentsDialog.tsx';
import { DeleteDocumentDialog } from '../documents/DeleteDocumentDialog.tsx';
import { DocumentFieldsDialog } from '../documents/DocumentFieldsDialog.tsx';
import { EditDocumentDialog } from '../documents/EditDocumentDialog.tsx';
import { DeleteEntityDialog } from '../entities/DeleteEntityDialog.tsx';
import { EntityDialog } from '../entities/EntityDialog.tsx';
import { LinkEntityDialog } from '../entities/LinkEntityDialog.tsx';
import { MergeEntitiesDialog } from '../entities/MergeEntitiesDialog.tsx';
import { SplitEntityDialog } from '../entities/SplitEntityDialog.tsx';
import { ExportDialog } from '../exporting/ExportDialog.tsx';
import { ImportDialog } from '../importing/ImportDialog.tsx';
import { DroppedProjectDialog } from '../merging/DroppedProjectDialog.tsx';
import { MergeDialog } from '../merging/MergeDialog.tsx';
import { MergeLogDialog } from '../merging/MergeLogDialog.tsx';
import { AnnotationsPalette } from '../palette/AnnotationsPalette.tsx';
import { CodePalette } from '../palette/CodePalette.tsx';
import { CommandPalette } from '../palette/CommandPalette.tsx';
import { FollowPalette } from '../palette/FollowPalette.tsx';
import { KeySheet } from '../palette/KeySheet.tsx';
import { RelationPalette } from '../palette/RelationPalette.tsx';
import { BlindDialog } from '../people/BlindDialog.tsx';
import { MeDialog } from '../people/MeDialog.tsx';
import { PeopleDialog } from '../people/PeopleDialog.tsx';
import { CheckDialog } from '../project/CheckDialog.tsx';
import { RenameProjectDialog } from '../project/RenameProjectDialog.tsx';
import { SendDialog } from '../sending/SendDialog.tsx';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import { ReimportDialog } from '../texts/ReimportDialog.tsx';
import { tagPassages } from '../workspace/tag-many.ts';
import { recode, tagWith } from '../workspace/tagging.ts';

/** The dialog that is open, if one is. */
export function Dialogs() {
  const workspace = useWorkspace();
  const dialog = useObservable(workspace.state, (state) => state.dialog);
  // A dialog that has opened another closes only itself.
  const close = () => {
    if (workspace.state.get().dialog === dialog) workspace.state.patch({ dialog: null });
  };
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'commands':
      return <CommandPalette onClose={close} />;
    case 'keys':
      return <KeySheet onClose={close} />;
    case 'tag':
      return (
        <CodePalette
          label="Tag with a code"
          placeholder="Tag with …"
          onClose={close}
          onChoose={(codeId, step) => tagWith(workspace, codeId, dialog, step)}
        />
      );
    case 'tag-many':
      return (
        <CodePalette
          label="Tag the chosen passages with a code"
          placeholder={`Tag ${counted(dialog.passages.length, 'place', 'places')} with …`}
          onClose={close}
          onChoose={(codeId, step) => tagPassages(workspace, codeId, dialog.passages, step)}
        />
      );
    case 'recode':
      return (
        <CodePalette
          label="Change the code"
          placeholder="Change the code to …"
          onClose={close}
          onChoose={(codeId, step) => recode(workspace, dialog.annotationIds, codeId, step)}
        />
      );
    case 'link-entity':
      return <LinkEntityDialog annotations={dialog.annotations} onClose={close} />;
    case 'relate':
      return <RelationPalette fromId={dialog.fromId} toId={dialog.toId} onClose={close} />;
    case 'follow':
      return (
        <FollowPalette annotationId={dialog.annotationId} relations={dialog.relations} onClose={close} />
      );
    case 'annotations-here':
      return <AnnotationsPalette annotations={dialog.annotations} onClose={close} />;
    case 'code':
      return <CodeDialog codeId={dialog.codeId} parentId={dialog.parentId} onClose={close} />;
    case 'delete-code':
      return <DeleteCodeDialog codeId={dialog.codeId} onClose={close} />;
    case 'merge-code':
      return <MergeIntoPalette codeId={dialog.codeId} onClose={close} />;
    case 'merge-codes':
      return <MergeCodesDialog codeIds={dialog.codeIds} intoId={dialog.intoId} onClose={close} />;
    case 'split-code':
      return <SplitCodeDialog codeId={dialog.codeId} onClose={close} />;
    case 'import-codebook':
      return <ImportCodebookDialog path={dialog.path} onClose={close} />;
    case 'export-codebook':
      return <ExportCodebookDialog onClose={close} />;
    case 'edit-document':
      return <EditDocumentDialog documentId={dialog.documentId} onClose={close} />;
    case 'delete-document':
      return <DeleteDocumentDialog documentId={dialog.documentId} onClose={close} />;
    case 'rename-project':
      return <RenameProjectDialog onClose={close} />;
    case 'check':
      return <CheckDialog onClose={close} />;
    case 'import':
      return <ImportDialog paths={dialog.paths} onClose={close} />;
    case 'merge':
      return <MergeDialog path={dialog.path} onClose={close} />;
    case 'dropped-project':
      return <DroppedProjectDialog path={dialog.path} onClose={close} />;
    case 'merges':
      return <MergeLogDialog onClose={close} />;
    case 'send':
      return <SendDialog back={dialog.back} onClose={close} />;
    case 'reimport':
      return <ReimportDialog documentId={dialog.documentId} path={dialog.path} onClose={close} />;
    case 'export':
      return <ExportDialog onClose={close} />;
    case 'entity':
      return <EntityDialog entityId={dialog.entityId} name={dialog.name ?? ''} onClose={close} />;
    case 'merge-entities':
      return <MergeEntitiesDialog entityIds={dialog.entityIds} intoId={dialog.intoId} onClose={close} />;
    case 'split-entity':
      return <SplitEntityDialog entityId={dialog.entityId} onClose={close} />;
    case 'delete-entity':
      return <DeleteEntityDialog entityId={dialog.entityId} onClose={close} />;
    case 'document-fields':
      return <DocumentFieldsDialog onClose={close} />;
    case 'people':
      return <PeopleDialog onClose={close} />;
    case 'me':
      return <MeDialog onClose={close} />;
    case 'blind':
      return <BlindDialog onClose={close} />;
    case 'code-documents':
      return <CodeDocumentsDialog documentIds={dialog.documentIds} onClose={close} />;
  }
}
