const LONGEST = 60;

/**
 * A name for a code out of the words of a passage: on one line, without the quotation marks and stops around it, cut
 * at a word where it is long. Null where no letter or digit is left.
 */
export function nameInVivo(passages: readonly string[]): string | null {
  const words = passages
    .map((passage) =>
      passage
        .slice(0, 4 * LONGEST)
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .join(' … ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[\s\p{Pe}\p{Pf}"'.,;:!?…-]+$/u, '')
    .normalize('NFC');
  if (words === '') return null;
  if (words.length <= LONGEST) return words;
  const space = words.lastIndexOf(' ', LONGEST);
  const cut = space > LONGEST / 2 ? space : LONGEST;
  return `${words
    .slice(0, cut)
    .toWellFormed()
    .replace(/[\s\p{P}\ufffd]+$/u, '')}…`;
}
