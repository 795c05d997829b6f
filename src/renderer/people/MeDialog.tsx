import { useState } from 'react';
import { ColourChoice } from '../codebook/ColourChoice.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { TextField } from '../controls/fields.tsx';
import { useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';

/** Who I am on this machine. */
export function MeDialog({ onClose }: { readonly onClose: () => void }) {
  const { client, attempt } = useWorkspace();
  const project = useProject();
  const [name, setName] = useState(project?.me.name ?? '');
  const [colour, setColour] = useState(project?.me.colour ?? 0);
  const others = (project?.people ?? []).filter(({ id }) => id !== project?.me.id);
  const save = () => {
    if (name.trim() === '') return;
    onClose();
    void attempt(async () => void (await client.call('people.editMe', { name: name.trim(), colour })));
  };
  return (
    <DialogFrame
      title="My name and colour"
      size="small"
      onClose={onClose}
      action={{ label: 'Save', run: save, isDisabled: name.trim() === '' }}
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
          dir="auto"
          hint="As colleagues see it in this project, and in projects that you begin or join on this machine from now on."
        />
      </form>
      <ColourChoice value={colour} onChange={setColour} used={new Set(others.map((other) => other.colour))} />
    </DialogFrame>
  );
}
