import { useState } from 'react';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { TextField } from '../controls/fields.tsx';
import { useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';

export function RenameProjectDialog({ onClose }: { readonly onClose: () => void }) {
  const { client, attempt } = useWorkspace();
  const project = useProject();
  const [name, setName] = useState(project?.project.name ?? '');
  const save = () => {
    if (name.trim() === '') return;
    onClose();
    void attempt(async () => void (await client.call('project.rename', { name: name.trim() })));
  };
  return (
    <DialogFrame
      title="Rename the project"
      size="small"
      onClose={onClose}
      action={{ label: 'Rename', run: save, isDisabled: name.trim() === '' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          autoFocus
          maxLength={200}
          hint="The file keeps its name."
        />
      </form>
    </DialogFrame>
  );
}
