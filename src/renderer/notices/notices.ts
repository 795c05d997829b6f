import { type ErrorValue, toErrorValue } from '../../core/errors.ts';
import { createObservable, type Observable } from '../session/observable.ts';

export type NoticeLevel = 'done' | 'info' | 'warning' | 'error';

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly level: NoticeLevel;
  readonly message: string;
  /** what the user can do, as a sentence */
  readonly remedy: string | null;
  /** for copying: the whole error */
  readonly details: string | null;
  readonly action: NoticeAction | null;
}

/** Milliseconds that a notice of something done stays, unless the pointer or the focus is on it. */
export const NOTICE_STAYS = 6_000;
/** More than these would hide the work; the oldest that needs no decision goes first. */
const MOST_NOTICES = 4;

export interface Notices {
  readonly shown: Observable<{ readonly notices: readonly Notice[] }>;
  /** Takes the place of an earlier notice of what was done, so that a run of undos is one line. */
  done(message: string, action?: NoticeAction): void;
  info(message: string, remedy?: string): void;
  warning(message: string, remedy?: string): void;
  /** Shows any thrown thing; a cancelled call is no error and shows nothing. */
  error(thrown: unknown): void;
  /** Shows an error that came as a value. */
  value(level: NoticeLevel, value: ErrorValue, action?: NoticeAction): void;
  dismiss(id: number): void;
  /** Takes away what only said that something was done: its buttons belong to a project that is being left. */
  forgetDone(): void;
}

export function errorDetails(value: ErrorValue): string {
  return JSON.stringify(value, null, 2);
}

export function createNotices(): Notices {
  const shown = createObservable<{ readonly notices: readonly Notice[] }>({ notices: [] });
  let nextId = 1;

  function add(notice: Omit<Notice, 'id'>): void {
    const before = shown.get().notices;
    const same = before.find((each) => each.message === notice.message && each.level === notice.level);
    const kept = before.filter(
      (each) => each !== same && !(notice.level === 'done' && each.level === 'done'),
    );
    while (kept.length >= MOST_NOTICES) {
      const passing = kept.findIndex((each) => each.level !== 'error');
      kept.splice(Math.max(passing, 0), 1);
    }
    shown.set({ notices: [...kept, { ...notice, id: nextId++ }] });
  }

  function value(level: NoticeLevel, error: ErrorValue, action?: NoticeAction): void {
    add({
      level,
      message: error.message,
      remedy: error.remedy ?? null,
      details: errorDetails(error),
      action: action ?? null,
    });
  }

  return {
    shown,
    done: (message, action) =>
      add({ level: 'done', message, remedy: null, details: null, action: action ?? null }),
    info: (message, remedy) =>
      add({ level: 'info', message, remedy: remedy ?? null, details: null, action: null }),
    warning: (message, remedy) =>
      add({ level: 'warning', message, remedy: remedy ?? null, details: null, action: null }),
    error(thrown) {
      const error = toErrorValue(thrown);
      if (error.code === 'cancelled') return;
      if (error.code === 'internal') console.error(thrown);
      value('error', error);
    },
    value,
    forgetDone: () => shown.set({ notices: shown.get().notices.filter(({ level }) => level !== 'done') }),
    dismiss: (id) => shown.set({ notices: shown.get().notices.filter((each) => each.id !== id) }),
  };
}
