import { isRatingMeasure, levelsOf, type Measure } from '../../core/agreement/measures.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import { CodeSign } from '../controls/CodeMark.tsx';
import { Checkbox, Select } from '../controls/fields.tsx';
import { useCodebook, useDocuments, usePeople } from '../session/queries.ts';
import styles from './AgreementPage.module.css';
import {
  type AgreementSettings,
  LEVEL_CHOICES,
  MEASURE_CHOICES,
  MODE_CHOICES,
  VARIANT_CHOICES,
  withMeasure,
} from './settings.ts';

interface ChoicesProps {
  readonly title: string;
  readonly all: readonly { readonly id: string; readonly name: string; readonly code?: CountedCode }[];
  /** undefined: all */
  readonly chosen: readonly string[] | undefined;
  readonly onChange: (chosen: readonly string[] | undefined) => void;
}

/** Some of a list, all being what is chosen at first. */
function Choices({ title, all, chosen, onChange }: ChoicesProps) {
  const ids = new Set(chosen ?? all.map(({ id }) => id));
  const set = (id: string, wanted: boolean) => {
    const next = all.map((each) => each.id).filter((each) => (each === id ? wanted : ids.has(each)));
    onChange(next.length === all.length ? undefined : next);
  };
  return (
    <details className={styles.choices}>
      <summary>
        {title}: {chosen === undefined ? 'all' : `${chosen.length} of ${all.length}`}
      </summary>
      <div className={styles.list}>
        <Checkbox
          checked={chosen === undefined ? true : chosen.length === 0 ? false : 'some'}
          onChange={(wanted) => onChange(wanted ? undefined : [])}
        >
          All
        </Checkbox>
        {all.map(({ id, name, code }) => (
          <Checkbox key={id} checked={ids.has(id)} onChange={(wanted) => set(id, wanted)}>
            {code && <CodeSign code={code} />}
            <span dir="auto">{name}</span>
          </Checkbox>
        ))}
      </div>
    </details>
  );
}

interface SettingsFormProps {
  readonly settings: AgreementSettings;
  readonly onChange: (settings: AgreementSettings) => void;
}

/** What is measured: by which measure, of whom, on what. */
export function SettingsForm({ settings, onChange }: SettingsFormProps) {
  const people = [...usePeople().values()];
  const codes = useCodebook();
  const { documents } = useDocuments();
  const { measure, unit } = settings;
  const levels = LEVEL_CHOICES.filter(
    ({ id }) => levelsOf(measure).includes(id) && (measure !== 'gamma' || id !== 'interval'),
  );
  const kind = unit === 'documents' ? 'document' : 'span';
  const without = <Key extends 'personIds' | 'codeIds' | 'documentIds'>(
    key: Key,
    chosen: readonly string[] | undefined,
  ): AgreementSettings => {
    const { [key]: _, ...rest } = settings;
    return chosen === undefined ? (rest as AgreementSettings) : { ...settings, [key]: [...chosen] };
  };
  return (
    <div className={styles.settings}>
      <Select
        label="Measure"
        choices={MEASURE_CHOICES}
        value={measure}
        onChange={(id) => onChange(withMeasure(settings, id as Measure))}
      />
      {levels.length > 1 && (
        <Select
          label="Level"
          choices={levels}
          value={settings.level}
          onChange={(id) => onChange({ ...settings, level: id as AgreementSettings['level'] })}
        />
      )}
      {measure === 'span-f1' && (
        <Select
          label="What counts as the same"
          choices={MODE_CHOICES}
          value={settings.mode}
          onChange={(id) => onChange({ ...settings, mode: id as AgreementSettings['mode'] })}
        />
      )}
      {measure === 'alpha-u' && (
        <Select
          label="As defined by"
          choices={VARIANT_CHOICES}
          value={settings.variant}
          onChange={(id) => onChange({ ...settings, variant: id as AgreementSettings['variant'] })}
        />
      )}
      {isRatingMeasure(measure) && (
        <Select
          label="Unit"
          choices={[
            { id: 'characters', label: 'Characters of texts' },
            { id: 'documents', label: 'Documents and their codes' },
          ]}
          value={unit}
          onChange={(id) => {
            const { codeIds: _, ...rest } = settings;
            onChange({ ...rest, unit: id as AgreementSettings['unit'] });
          }}
        />
      )}
      <Checkbox
        checked={settings.partIntervals === true}
        onChange={(partIntervals) => onChange({ ...settings, partIntervals })}
      >
        Intervals by pair, code and document
      </Checkbox>
      <Choices
        title="People"
        all={people}
        chosen={settings.personIds}
        onChange={(chosen) => onChange(without('personIds', chosen))}
      />
      <Choices
        title="Codes"
        all={codes
          .filter((code) => code.kind === kind)
          .map((code) => ({ id: code.id, name: code.name, code }))}
        chosen={settings.codeIds}
        onChange={(chosen) => onChange(without('codeIds', chosen))}
      />
      <Choices
        title="Documents"
        all={documents.map(({ id, title }) => ({ id, name: title }))}
        chosen={settings.documentIds}
        onChange={(chosen) => onChange(without('documentIds', chosen))}
      />
    </div>
  );
}
