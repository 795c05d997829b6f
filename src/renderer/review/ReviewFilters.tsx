import { codesInTreeOrder } from '../../core/codebook/tree.ts';
import { DIFFERENCE_KINDS } from '../../core/review/differences.ts';
import { Swatch } from '../controls/CodeMark.tsx';
import { Select, TextField } from '../controls/fields.tsx';
import { useCodebook, useProject } from '../session/queries.ts';
import styles from './ReviewFilters.module.css';
import type { ReviewChoices } from './review-scope.ts';
import { KIND_WORDS } from './review-words.ts';
import type { Reviewing } from './use-reviewing.ts';

const WHERE = [
  { id: 'all', label: 'All documents' },
  { id: 'document', label: 'The open document' },
];
const SHOW = [
  { id: 'differing', label: 'All differences' },
  ...DIFFERENCE_KINDS.map((kind) => ({
    id: kind as string,
    label: `${KIND_WORDS[kind].sign} Differs: ${KIND_WORDS[kind].label}`,
  })),
  { id: 'everything', label: 'Agreements too' },
];
const STATE = [
  { id: 'undecided', label: 'To decide' },
  { id: 'decided', label: 'Decided' },
  { id: 'any', label: 'Decided or not' },
];
const SAMPLE = [
  { id: 'none', label: 'Every one' },
  { id: 'every', label: 'Every n-th' },
  { id: 'random', label: 'Random sample' },
];
const ALL_CODES = 'all';

/** A whole number of a field; undefined where it holds none from 1. */
function wholeNumber(typed: string): number | undefined {
  const number = Number(typed);
  return Number.isInteger(number) && number >= 1 && number <= 1_000_000 ? number : undefined;
}

function NumberField(props: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <span className={styles.number}>
      <TextField
        label={props.label}
        value={String(props.value)}
        onChange={(typed) => {
          const number = wholeNumber(typed);
          if (number !== undefined) props.onChange(number);
        }}
      />
    </span>
  );
}

/** Which passages a review looks at. */
export function ReviewFilters({ reviewing }: { readonly reviewing: Reviewing }) {
  const { choices, choose, queue } = reviewing;
  const codes = codesInTreeOrder(useCodebook().filter(({ kind }) => kind === 'span'));
  const people = useProject()?.people ?? [];
  const there = new Set([...(queue?.people ?? []), ...choices.without]);
  const compared = people.filter(({ id }) => there.has(id));
  return (
    <div className={styles.filters}>
      <div className={styles.selects}>
        <Select
          label="Documents"
          choices={WHERE}
          value={choices.where}
          onChange={(where) => choose({ where: where as ReviewChoices['where'] })}
        />
        <Select
          label="Passages"
          choices={SHOW}
          value={choices.show}
          onChange={(show) => choose({ show: show as ReviewChoices['show'] })}
        />
        <Select
          label="Code"
          choices={[
            { id: ALL_CODES, label: 'All codes' },
            ...codes.map(({ code, depth }) => ({ id: code.id, label: `${'  '.repeat(depth)}${code.name}` })),
          ]}
          value={choices.codeId ?? ALL_CODES}
          onChange={(id) => choose({ codeId: id === ALL_CODES ? null : id })}
        />
        <Select
          label="State"
          choices={STATE}
          value={choices.state}
          onChange={(state) => choose({ state: state as ReviewChoices['state'] })}
        />
        <Select
          label="Sample"
          choices={SAMPLE}
          value={choices.sample}
          onChange={(sample) => choose({ sample: sample as ReviewChoices['sample'] })}
        />
        {choices.sample === 'every' && (
          <NumberField label="n" value={choices.nth} onChange={(nth) => choose({ nth })} />
        )}
        {choices.sample === 'random' && (
          <>
            <NumberField label="How many" value={choices.count} onChange={(count) => choose({ count })} />
            <NumberField label="Seed" value={choices.seed} onChange={(seed) => choose({ seed })} />
          </>
        )}
      </div>
      <fieldset className={styles.people}>
        <legend>Compared</legend>
        {compared.map(({ id, name, colour }) => {
          const shown = !choices.without.includes(id);
          return (
            <label key={id} className={styles.person}>
              <input
                type="checkbox"
                checked={shown}
                onChange={() =>
                  choose({
                    without: shown
                      ? [...choices.without, id]
                      : choices.without.filter((other) => other !== id),
                  })
                }
              />
              <Swatch colour={colour} />
              <span dir="auto">{name}</span>
            </label>
          );
        })}
      </fieldset>
    </div>
  );
}
