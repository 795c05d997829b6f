import { BookOpen, FilePlus2, FolderOpen, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { RecentProject } from '../../contract/shell.ts';
import { IconButton } from '../controls/buttons.tsx';
import { classNames } from '../controls/class-names.ts';
import { Keys } from '../controls/Keys.tsx';
import { day } from '../controls/words.ts';
import { useFileDrop } from '../importing/use-file-drop.ts';
import { useObservable } from '../session/observable.ts';
import { useReady } from '../session/ready.ts';
import { useSession } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import styles from './StartScreen.module.css';

interface WayProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly keys?: string;
  readonly text: string;
  readonly onPress: () => void;
}

function Way({ icon, title, keys, text, onPress }: WayProps) {
  return (
    <AriaButton className={classNames(styles.way)} onPress={onPress}>
      <span className={styles.wayIcon}>{icon}</span>
      <span className={styles.wayText}>
        <strong>{title}</strong>
        <span>{text}</span>
      </span>
      {keys && <Keys keys={keys} />}
    </AriaButton>
  );
}

function Recent({
  project,
  onOpen,
  onRemove,
}: {
  readonly project: RecentProject;
  onOpen(): void;
  onRemove(): void;
}) {
  return (
    <li className={styles.recent}>
      <AriaButton className={classNames(styles.recentOpen)} onPress={onOpen} isDisabled={project.missing}>
        <strong>{project.name}</strong>
        <span className={styles.path}>
          {project.missing ? 'Not where it was: ' : ''}
          {project.path}
        </span>
      </AriaButton>
      <time className={styles.when} dateTime={project.openedAt}>
        {day(project.openedAt)}
      </time>
      <IconButton label={`Take ${project.name} off the list`} icon={<X />} small onPress={onRemove} />
    </li>
  );
}

/** What a window without a project shows. */
export function StartScreen() {
  const session = useSession();
  const { notices } = session;
  const recent = useObservable(session.state, (state) => state.recent);
  const run = (work: () => Promise<unknown>) => void work().catch(notices.error);
  useReady(true);
  const dropping = useFileDrop((paths) => {
    const project = paths.find((path) => /\.(gloss|age)$/i.test(path));
    if (project) run(() => shell('openProject', { path: project }));
    else
      notices.warning(
        'That is no Glossator project.',
        'Drop a file that ends in .gloss, or make a project first and import there.',
      );
  });

  return (
    <main className={styles.screen} data-dropping={dropping || undefined}>
      <div className={styles.column}>
        <h1 className={styles.title}>Glossator</h1>
        <p className={styles.claim}>
          Read closely, tag what matters, take it along. Nothing leaves this machine.
        </p>
        <div className={styles.ways}>
          <Way
            icon={<FilePlus2 />}
            title="New project"
            keys="Mod+N"
            text="One file for documents, codes, annotations and their history."
            onPress={() => run(() => shell('newProject'))}
          />
          <Way
            icon={<FolderOpen />}
            title="Open a project"
            keys="Mod+O"
            text="Or drop a .gloss file here."
            onPress={() => run(() => shell('openProject'))}
          />
          <Way
            icon={<BookOpen />}
            title="Look at the sample"
            text="Six short texts in four languages, with a codebook and annotations to try."
            onPress={() => run(() => shell('openSample'))}
          />
        </div>
        {recent.length > 0 && (
          <section aria-labelledby="recent">
            <h2 id="recent" className={styles.heading}>
              Recent
            </h2>
            <ul className={styles.list}>
              {recent.map((project) => (
                <Recent
                  key={project.path}
                  project={project}
                  onOpen={() => run(() => shell('openProject', { path: project.path }))}
                  onRemove={() =>
                    run(async () =>
                      session.state.patch({ recent: await shell('removeRecent', { path: project.path }) }),
                    )
                  }
                />
              ))}
            </ul>
          </section>
        )}
      </div>
    </main>
  );
}
