import type { ListedFormat } from '../../contract/procedures.ts';
import { Select } from '../controls/fields.tsx';
import { OPTION_WORDS, type WriteOptions } from './export-formats.ts';

/** The options of writing that matter in a format. */
export function WriteOptionFields({
  about,
  options,
  onChange,
}: {
  readonly about: ListedFormat;
  readonly options: WriteOptions;
  readonly onChange: (options: WriteOptions) => void;
}) {
  return OPTION_WORDS.filter(({ option }) => about.options.includes(option)).map(
    ({ option, label, choices }) => (
      <Select
        key={option}
        label={label}
        choices={choices}
        value={options[option] ?? choices[0]?.id ?? ''}
        onChange={(id) => onChange({ ...options, [option]: id })}
      />
    ),
  );
}
