import { classNames } from '../controls/class-names.ts';
import { counted } from '../controls/words.ts';
import { cutLength, type FileDraft, isCutOut, type PreviewedText } from './import-draft.ts';
import { REASON_NAMES } from './import-words.ts';
import styles from './PreviewText.module.css';

const KINDS: Readonly<Record<string, string | undefined>> = {
  heading: styles.heading,
  'list-item': styles.item,
  preformatted: styles.preformatted,
  caption: styles.caption,
};

/** The beginning of a file's text as it was read; what will be left out is struck through and says why. */
export function PreviewText({
  candidate,
  draft,
  resulting,
}: {
  readonly candidate: PreviewedText;
  readonly draft: FileDraft;
  /** UTF-16 code units that the text will have, where that is known: cuts take the white space around them along */
  readonly resulting?: number;
}) {
  const left = resulting ?? candidate.length - cutLength(candidate, draft);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.preview} tabIndex={0} aria-label="Preview of the text">
      {candidate.preview.map((block, index) => {
        const out = isCutOut(candidate, draft, block.cut);
        const reason = block.cut === null ? undefined : candidate.cuts[block.cut]?.reason;
        const Tag = out ? 'del' : 'div';
        return (
          <Tag
            // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a preview never change places
            key={index}
            className={classNames(styles.block, KINDS[block.kind], out && styles.out)}
            dir="auto"
          >
            {out && reason && <span className={styles.why}>{REASON_NAMES[reason]}</span>}
            {block.text}
          </Tag>
        );
      })}
      <p className={styles.end}>
        {candidate.parts
          ? 'This is the first of the documents.'
          : candidate.unread
            ? 'It is being read …'
            : candidate.set && left === 0
              ? 'No text will be imported.'
              : candidate.error === null && `${counted(left, 'character', 'characters')} will be imported.`}
      </p>
    </section>
  );
}
