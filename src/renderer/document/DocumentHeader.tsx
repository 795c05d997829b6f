import { List, Pencil, Search } from 'lucide-react';
import { Button as AriaButton, MenuTrigger, Popover } from 'react-aria-components';
import type { OpenedDocument } from '../../contract/procedures.ts';
import { useKeysOf } from '../commands/registry.ts';
import { IconButton } from '../controls/buttons.tsx';
import menuStyles from '../controls/ContextMenu.module.css';
import { MenuChoices } from '../controls/ContextMenu.tsx';
import { classNames } from '../controls/class-names.ts';
import { titleOf } from '../documents/arrange.ts';
import { languageName } from '../documents/language-name.ts';
import { useWorkspace } from '../session/session-context.ts';
import styles from './DocumentHeader.module.css';

/** More headings would make a menu that nobody reads to the end. */
const MOST_HEADINGS = 300;

function Contents({ opened }: { readonly opened: OpenedDocument }) {
  const { reading, attempt } = useWorkspace();
  if (opened.headings.length < 2) return null;
  return (
    <MenuTrigger>
      <AriaButton className={classNames(styles.contents)} aria-label="Headings of the document">
        <List aria-hidden="true" />
      </AriaButton>
      <Popover className={classNames(menuStyles.popover)} offset={2} placement="bottom end">
        <MenuChoices
          label="Headings"
          choices={opened.headings.slice(0, MOST_HEADINGS).map((heading) => ({
            id: String(heading.start),
            label: `${'\u2003'.repeat(heading.level - 1)}${heading.title}`,
            run: () => void attempt(() => reading.current?.goTo(heading, { flash: true })),
          }))}
        />
      </Popover>
    </MenuTrigger>
  );
}

/** Title, author, date, source, language: two lines. */
export function DocumentHeader({ opened }: { readonly opened: OpenedDocument }) {
  const { state, reading } = useWorkspace();
  const keysOf = useKeysOf();
  const { document } = opened;
  const facts = [document.author, document.date, document.source, languageName(document.language)].filter(
    Boolean,
  );
  return (
    <header className={styles.header}>
      <div className={styles.what}>
        <h1 className={styles.title} dir="auto">
          {titleOf(document)}
        </h1>
        <p className={styles.facts} dir="auto">
          {facts.join(' · ') || document.fileName}
        </p>
      </div>
      <Contents opened={opened} />
      <IconButton
        label="Edit title, author, date …"
        icon={<Pencil />}
        onPress={() => state.patch({ dialog: { kind: 'edit-document', documentId: document.id } })}
      />
      <IconButton
        label="Find in the document"
        keys={keysOf('edit.find')}
        icon={<Search />}
        onPress={() => reading.current?.openFind()}
      />
    </header>
  );
}
