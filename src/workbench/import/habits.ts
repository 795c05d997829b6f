import type { ImportHabits } from '../../contract/procedures.ts';
import type { ProjectStore } from '../../store/types.ts';

const NAME_PATTERN = 'import.namePattern';

/** What was chosen in earlier imports into this project. */
export function importHabits(store: ProjectStore): ImportHabits {
  return { namePattern: store.remembered(NAME_PATTERN) ?? '' };
}

/** @param pattern as it was typed; empty where names were not read */
export function rememberNamePattern(store: ProjectStore, pattern: string): void {
  if (pattern !== importHabits(store).namePattern) store.remember(NAME_PATTERN, pattern);
}
