/** Made on first use: the dates of a language take some milliseconds to load, which every start would wait for. */
let words: Intl.DateTimeFormat | undefined;

/** An instant, as ISO 8601 has it, in the time of this machine: ‘20 November 2026 at 11:00’. What is none stays as it is. */
export function instantInWords(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  words ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
  return words.format(at);
}
