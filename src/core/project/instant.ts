const WORDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** An instant, as ISO 8601 has it, in the time of this machine: ‘20 November 2026 at 11:00’. What is none stays as it is. */
export function instantInWords(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : WORDS.format(at);
}
