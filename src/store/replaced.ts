import { statSync } from 'node:fs';
import { GlossatorError } from '../core/errors.ts';

interface FileIdentity {
  readonly device: bigint;
  readonly inode: bigint;
}

function identityOf(file: string): FileIdentity | undefined {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat && { device: stat.dev, inode: stat.ino };
}

/**
 * Watches that the file at a path stays the one that was opened. A sync that puts another file in its place leaves the opened one
 * without a name: what is written to it then would be gone when it is closed.
 */
export function replacementGuard(file: string): () => void {
  const opened = identityOf(file);
  return () => {
    const now = identityOf(file);
    // A file that was moved or renamed keeps what is written to it.
    if (!opened || !now || (now.inode === opened.inode && now.device === opened.device)) return;
    throw new GlossatorError(
      'project-replaced',
      'Another program has put another file in the place of this project, as a sync does. Nothing more is written to the one that was open.',
      {
        place: { path: file },
        remedy:
          'Make a backup now (menu File): it holds all that was done here. Then close the window, open the project again, and merge the backup into it.',
      },
    );
  };
}
