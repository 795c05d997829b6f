import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  ATTRIBUTE_TYPES,
  type AttributeDefinition,
  type AttributeType,
} from '../../core/attribute/attribute.ts';
import { Button, IconButton } from '../controls/buttons.tsx';
import { Checkbox, Select, TextField } from '../controls/fields.tsx';
import { AttributeField } from './AttributeField.tsx';
import styles from './DefinitionsEditor.module.css';
import { choicesFrom, hasChoices, moved, newDefinition, TYPE_WORDS } from './definition-draft.ts';

interface OneProps {
  readonly definition: AttributeDefinition;
  readonly place: number;
  readonly count: number;
  readonly autoFocus: boolean;
  readonly onChange: (definition: AttributeDefinition) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
}

function OneDefinition({ definition, place, count, autoFocus, onChange, onMove, onRemove }: OneProps) {
  const { name, type, required, choices, initial } = definition;
  const [labels, setLabels] = useState(choices.map(({ label }) => label).join('\n'));
  // Labels are compared with those that values were given under, so that clearing a line for a moment loses none.
  const [original] = useState(choices);
  const called = name.trim() || `attribute ${place + 1}`;
  const canBegin = !hasChoices(type) || choices.length > 0;
  return (
    <li className={styles.definition}>
      <div className={styles.line}>
        <TextField
          label="Name"
          value={name}
          onChange={(next) => onChange({ ...definition, name: next })}
          maxLength={200}
          autoFocus={autoFocus}
          dir="auto"
        />
        <Select
          label="What it asks for"
          value={type}
          choices={ATTRIBUTE_TYPES.map((each) => ({ id: each, label: TYPE_WORDS[each] }))}
          onChange={(id) => {
            const next = id as AttributeType;
            const keepsChoices = hasChoices(next) && hasChoices(type);
            onChange({ ...definition, type: next, choices: keepsChoices ? choices : [], initial: null });
            if (!keepsChoices) setLabels('');
          }}
        />
        <span className={styles.tools}>
          <IconButton
            label={`Move ${called} up`}
            icon={<ArrowUp />}
            small
            isDisabled={place === 0}
            onPress={() => onMove(-1)}
          />
          <IconButton
            label={`Move ${called} down`}
            icon={<ArrowDown />}
            small
            isDisabled={place === count - 1}
            onPress={() => onMove(1)}
          />
          <IconButton label={`Remove ${called}`} icon={<Trash2 />} small onPress={onRemove} />
        </span>
      </div>
      {hasChoices(type) && (
        <TextField
          label="Choices, one a line"
          value={labels}
          lines={3}
          dir="auto"
          onChange={(text) => {
            setLabels(text);
            onChange({ ...definition, choices: choicesFrom(text, original), initial: null });
          }}
        />
      )}
      <div className={styles.line}>
        <Checkbox checked={required} onChange={(next) => onChange({ ...definition, required: next })}>
          Required
        </Checkbox>
        {canBegin && (
          <AttributeField
            key={`${type} ${choices.length}`}
            definition={{ ...definition, name: 'Begins with', required: false }}
            value={initial ?? undefined}
            onChange={(value) => onChange({ ...definition, initial: value })}
          />
        )}
      </div>
    </li>
  );
}

interface DefinitionsEditorProps {
  readonly definitions: readonly AttributeDefinition[];
  readonly onChange: (definitions: readonly AttributeDefinition[]) => void;
  /** what one is called here: ‘field’, ‘attribute’ */
  readonly one: string;
}

/** What a code, or the project of its documents, asks: names, types, choices, whether required, what a new record begins with. */
export function DefinitionsEditor({ definitions, onChange, one }: DefinitionsEditorProps) {
  const [added, setAdded] = useState<string | null>(null);
  return (
    <>
      <ol className={styles.definitions}>
        {definitions.map((definition, place) => (
          <OneDefinition
            key={definition.id}
            definition={definition}
            place={place}
            count={definitions.length}
            autoFocus={definition.id === added}
            onChange={(changed) => onChange(definitions.with(place, changed))}
            onMove={(step) => onChange(moved(definitions, place, step))}
            onRemove={() => onChange(definitions.filter(({ id }) => id !== definition.id))}
          />
        ))}
      </ol>
      <Button
        onPress={() => {
          const definition = newDefinition();
          setAdded(definition.id);
          onChange([...definitions, definition]);
        }}
      >
        <Plus aria-hidden="true" />
        Add {one === 'attribute' ? 'an' : 'a'} {one}
      </Button>
    </>
  );
}
