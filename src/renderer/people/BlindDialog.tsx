import { DialogFrame } from '../controls/DialogFrame.tsx';
import { useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { undo } from '../workspace/undoing.ts';

/** Says what blind coding does before it is turned on or off: it concerns everybody. */
export function BlindDialog({ onClose }: { readonly onClose: () => void }) {
  const workspace = useWorkspace();
  const blind = useProject()?.project.blind ?? false;
  const turn = () => {
    onClose();
    void workspace.attempt(async () => {
      await workspace.client.call('people.setBlind', { blind: !blind });
      workspace.notices.done(blind ? 'Blind coding is off.' : 'Blind coding is on.', {
        label: 'Undo',
        run: () => void undo(workspace),
      });
    });
  };
  return (
    <DialogFrame
      title={blind ? 'Turn blind coding off' : 'Turn blind coding on'}
      size="small"
      onClose={onClose}
      action={{ label: blind ? 'Turn off for everyone' : 'Turn on for everyone', run: turn, danger: true }}
    >
      {blind ? (
        <p>
          Everyone in this project will see what colleagues marked and wrote, also in documents that they are
          not done with. Whoever has seen it has seen it: turning blind coding on again does not make them
          forget.
        </p>
      ) : (
        <p>
          In each document, everyone will see only their own annotations, comments and codes until they mark
          the document as done: then what colleagues did there is shown. Who opens a document again sees only
          their own again. Nothing is taken away, and files that are sent, returned and merged carry
          everything.
        </p>
      )}
      <p>
        This is one step of Undo, stands in the journal with your name, and reaches colleagues when files are
        merged.
      </p>
    </DialogFrame>
  );
}
