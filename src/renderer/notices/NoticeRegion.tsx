import { CircleAlert, CircleCheck, Copy, Info, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button, IconButton } from '../controls/buttons.tsx';
import { useObservable } from '../session/observable.ts';
import { useSession } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import styles from './NoticeRegion.module.css';
import { NOTICE_STAYS, type Notice, type NoticeLevel } from './notices.ts';

const ICONS: Readonly<Record<NoticeLevel, ReactNode>> = {
  done: <CircleCheck />,
  info: <Info />,
  warning: <TriangleAlert />,
  error: <CircleAlert />,
};
/** Said before the message, so that the kind is not told by colour and icon alone. */
const SPOKEN: Readonly<Record<NoticeLevel, string>> = {
  done: '',
  info: '',
  warning: 'Warning: ',
  error: 'Error: ',
};

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { notices } = useSession();
  const [held, setHeld] = useState(false);
  const passes = notice.level === 'done' || notice.level === 'info';
  useEffect(() => {
    if (!passes || held) return;
    const timer = setTimeout(() => notices.dismiss(notice.id), NOTICE_STAYS);
    return () => clearTimeout(timer);
  }, [passes, held, notice.id, notices]);

  const { details, action } = notice;
  return (
    <li
      className={styles.notice}
      data-level={notice.level}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.icon} aria-hidden="true">
        {ICONS[notice.level]}
      </span>
      <div className={styles.text} data-copyable>
        <p>
          <span className={styles.spoken}>{SPOKEN[notice.level]}</span>
          {notice.message}
        </p>
        {notice.remedy && <p className={styles.remedy}>{notice.remedy}</p>}
      </div>
      {action && (
        <Button
          look="quiet"
          onPress={() => {
            notices.dismiss(notice.id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      {details && (
        <IconButton
          label="Copy details"
          icon={<Copy />}
          small
          onPress={() => void shell('copyText', { text: details }).catch(notices.error)}
        />
      )}
      <IconButton label="Dismiss" icon={<X />} small onPress={() => notices.dismiss(notice.id)} />
    </li>
  );
}

/** Where the program tells what happened, at the window's lower edge. */
export function NoticeRegion() {
  const { notices } = useSession();
  const shown = useObservable(notices.shown, (value) => value.notices);
  return (
    <section
      className={styles.region}
      aria-label="Notices"
      aria-live="polite"
      data-react-aria-top-layer="true"
    >
      <ol className={styles.list}>
        {shown.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </ol>
    </section>
  );
}
