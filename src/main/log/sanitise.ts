/** What a log line may carry: never text of a document, never a path in full. */
export type LogDetails = Readonly<Record<string, string | number | boolean | null>>;

const VALUE_LIMIT = 500;

/** Control characters, among them line ends and those that steer a terminal. */
const CONTROL = /\p{Cc}+/gu;
/** Absolute paths, as they stand in messages and stacks: POSIX, file addresses and Windows. Kept is the last part. */
const PATHS = /(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][^\\/\s'"():,;]+)+[\\/]([^\\/\s'"():,;]+)/g;

function cleaned(value: string, homes: readonly string[]): string {
  let text = value;
  for (const home of homes) if (home !== '') text = text.replaceAll(home, '~');
  text = text.replace(CONTROL, ' ').replace(PATHS, '…/$1');
  return text.length > VALUE_LIMIT ? `${text.slice(0, VALUE_LIMIT)}…` : text;
}

/**
 * One line of the log: time (ISO 8601, UTC), event, details as JSON. `homes` are folders that tell who the user is
 * (the home folder, mostly); they are written as `~`, other folders as `…`.
 */
export function logLine(at: Date, event: string, details: LogDetails, homes: readonly string[]): string {
  const safe = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === 'string' ? cleaned(value, homes) : value,
  ]);
  return `${at.toISOString()} ${event} ${JSON.stringify(Object.fromEntries(safe))}\n`;
}
