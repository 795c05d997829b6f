import { FileText } from 'lucide-react';
import type { Command } from '../commands/command.ts';
import { isAvailable, runCommand, useCommands } from '../commands/registry.ts';
import { Keys } from '../controls/Keys.tsx';
import { titleOf } from '../documents/arrange.ts';
import { useDocuments } from '../session/queries.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import { openDocument } from '../workspace/documents.ts';
import styles from './CodePalette.module.css';
import { fuzzyMatch, type Matched } from './fuzzy.ts';
import { MatchedName, Palette, type PaletteEntry } from './Palette.tsx';

interface Scored extends PaletteEntry {
  readonly score: number;
}

/** All commands that can be done now, and, when something is typed, the documents. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const workspace = useWorkspace();
  const session = useSession();
  const { documents } = useDocuments();
  const context = { workspace, session };
  const available = useCommands().filter(
    (command) => command.id !== 'go.commands' && isAvailable(command, context),
  );

  function commandEntry(command: Command, matched: readonly Matched[], score: number): Scored {
    const keys = command.keys[0];
    return {
      id: command.id,
      score,
      content: (
        <>
          <MatchedName name={command.title} matched={matched} />
          <span className={styles.path}>{command.group}</span>
          {keys && <Keys keys={keys} />}
        </>
      ),
      run: () => runCommand(command, context),
    };
  }

  function entriesFor(query: string): readonly PaletteEntry[] {
    if (query.trim() === '') return available.map((command) => commandEntry(command, [], 0));
    const commands = available.flatMap((command) => {
      const match = fuzzyMatch(query, command.title);
      return match ? [commandEntry(command, match.matched, match.score)] : [];
    });
    const titles = documents.flatMap((document): readonly Scored[] => {
      const title = titleOf(document);
      const match = fuzzyMatch(query, title);
      if (!match) return [];
      const content = (
        <>
          <FileText size={14} aria-hidden="true" />
          <MatchedName name={title} matched={match.matched} />
          <span className={styles.path}>{document.source}</span>
        </>
      );
      return [
        { id: document.id, score: match.score - 1, content, run: () => openDocument(workspace, document.id) },
      ];
    });
    return [...commands, ...titles].sort((a, b) => b.score - a.score);
  }

  return (
    <Palette
      label="Commands and documents"
      placeholder="A command, or the title of a document"
      entriesFor={entriesFor}
      nothing="No command and no document is called that."
      onClose={onClose}
    />
  );
}
