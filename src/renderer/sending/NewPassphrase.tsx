import { PassphraseField } from '../controls/PassphraseField.tsx';
import { strengthWords } from './passphrase.ts';

export interface PassphraseDraft {
  readonly passphrase: string;
  readonly again: string;
}

export const NO_PASSPHRASE: PassphraseDraft = { passphrase: '', again: '' };

/** Whether a file can be written with it: none at all, or the same twice. */
export function isSettled({ passphrase, again }: PassphraseDraft): boolean {
  return passphrase === again;
}

/** Asks for a passphrase to seal a file with, twice, and says how good it is. */
export function NewPassphrase({
  draft,
  onChange,
}: {
  readonly draft: PassphraseDraft;
  readonly onChange: (draft: PassphraseDraft) => void;
}) {
  const { passphrase, again } = draft;
  return (
    <>
      <PassphraseField
        label="Passphrase (may be left empty)"
        hint={
          strengthWords(passphrase) ??
          'The file is sealed with it. Tell it by another way than the file; without it nobody can open the file, nor can you.'
        }
        value={passphrase}
        onChange={(value) => onChange({ ...draft, passphrase: value })}
      />
      {passphrase !== '' && (
        <PassphraseField
          label="The passphrase again"
          value={again}
          onChange={(value) => onChange({ ...draft, again: value })}
          error={again === '' || again === passphrase ? null : 'The two are not the same.'}
        />
      )}
    </>
  );
}
