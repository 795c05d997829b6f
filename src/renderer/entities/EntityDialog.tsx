import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { type CountedEntity, ENTITY_KINDS, type ExternalIdentifier } from '../../core/entity/entity.ts';
import type { Id } from '../../core/ids.ts';
import { Button, IconButton } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { SuggestField, TextField } from '../controls/fields.tsx';
import { useEntities } from '../session/entity-queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { showEntity } from '../workspace/entities.ts';
import styles from './EntityDialog.module.css';
import { aliasesIn, kindsOf } from './entity-words.ts';

const SCHEMES = ['wikidata', 'viaf', 'isni', 'lei', 'geonames', 'gnd'];
/** Identifiers have no id of their own: while they are written each row has a number. */
type Row = ExternalIdentifier & { readonly row: number };

function IdentifierFields({
  rows,
  onChange,
}: {
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}) {
  const set = (row: number, fields: Partial<ExternalIdentifier>) =>
    onChange(rows.map((each) => (each.row === row ? { ...each, ...fields } : each)));
  return (
    <fieldset className={styles.identifiers}>
      <legend>Identifiers in registers</legend>
      {rows.map(({ row, scheme, value }, index) => (
        <div key={row} className={styles.identifier}>
          <SuggestField
            label={`Register ${index + 1}`}
            labelHidden
            value={scheme}
            suggestions={SCHEMES}
            placeholder="wikidata"
            onChange={(next) => set(row, { scheme: next })}
          />
          <TextField
            label={`Identifier ${index + 1}`}
            labelHidden
            value={value}
            placeholder="Q42"
            onChange={(next) => set(row, { value: next })}
          />
          <IconButton
            label={`Remove identifier ${index + 1}`}
            icon={<X />}
            onPress={() => onChange(rows.filter((each) => each.row !== row))}
          />
        </div>
      ))}
      <Button
        look="quiet"
        onPress={() => onChange([...rows, { row: (rows.at(-1)?.row ?? 0) + 1, scheme: '', value: '' }])}
      >
        <Plus aria-hidden="true" />
        Add an identifier
      </Button>
    </fieldset>
  );
}

interface FormProps {
  readonly entity: CountedEntity | null;
  readonly name: string;
  readonly entities: readonly CountedEntity[];
  readonly onClose: () => void;
}

function EntityForm({ entity, name: given, entities, onClose }: FormProps) {
  const workspace = useWorkspace();
  const [name, setName] = useState(entity?.name ?? given);
  const [kind, setKind] = useState(entity?.kind ?? ENTITY_KINDS[0]);
  const [aliases, setAliases] = useState(entity?.aliases.join('\n') ?? '');
  const [description, setDescription] = useState(entity?.description ?? '');
  const [rows, setRows] = useState<readonly Row[]>(
    (entity?.identifiers ?? []).map((identifier, row) => ({ ...identifier, row })),
  );
  const rival = entities.find(
    (each) => each.id !== entity?.id && [each.name, ...each.aliases].includes(name.trim()),
  );
  const identifiers = rows
    .map(({ scheme, value }) => ({ scheme: scheme.trim(), value: value.trim() }))
    .filter(({ scheme, value }) => scheme !== '' || value !== '');
  const half = identifiers.find(({ scheme, value }) => scheme === '' || value === '');
  const canSave = name.trim() !== '' && !half;

  const save = () => {
    if (!canSave) return;
    onClose();
    const fields = {
      name: name.trim(),
      kind: kind.trim(),
      aliases: [...aliasesIn(aliases, name)],
      identifiers,
      description,
    };
    void workspace.attempt(async () => {
      if (entity) await workspace.client.call('entities.edit', { entityId: entity.id, fields });
      else showEntity(workspace, (await workspace.client.call('entities.create', fields)).entityId);
    });
  };

  return (
    <DialogFrame
      title={entity ? `Entity ‘${entity.name}’` : 'New entity'}
      size="small"
      onClose={onClose}
      action={{ label: entity ? 'Save' : 'Create', run: save, isDisabled: !canSave }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className={styles.pair}>
          <TextField label="Name" value={name} onChange={setName} autoFocus maxLength={200} dir="auto" />
          <SuggestField label="Kind" value={kind} suggestions={kindsOf(entities)} onChange={setKind} />
        </div>
        {rival && (
          <p className={styles.remark} role="status">
            ‘{rival.name}’ is written so too. Merge the two where they are one.
          </p>
        )}
        <TextField
          label="Other spellings, in any script, one a line"
          value={aliases}
          onChange={setAliases}
          lines={4}
          dir="auto"
        />
        <IdentifierFields rows={rows} onChange={setRows} />
        {half && (
          <p className={styles.remark} role="status">
            An identifier has two parts: the register, and what it is called there.
          </p>
        )}
        <TextField
          label="Description"
          value={description}
          onChange={setDescription}
          lines={3}
          maxLength={20_000}
          dir="auto"
        />
        {/* Enter in a field of one line saves. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </DialogFrame>
  );
}

/** Makes or edits an entity. */
export function EntityDialog(props: {
  readonly entityId: Id | null;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { entities } = useEntities();
  const entity = entities.find(({ id }) => id === props.entityId) ?? null;
  if (props.entityId !== null && !entity) return null;
  return <EntityForm entity={entity} name={props.name} entities={entities} onClose={props.onClose} />;
}
