import type { CDPSession, Page } from '@playwright/test';

/** A key with the modifiers held, as Playwright names them: 'n', 'Control+Enter'. Text is typed letter by letter. */
export type Typed = string | { readonly text: string };

const NAMED: Readonly<Record<string, number>> = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
  F2: 113,
  F10: 121,
};
const MODIFIERS: Readonly<Record<string, number>> = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

function strokeOf(combination: string) {
  const parts = combination.split(/\+(?=.)/);
  const key = parts.pop() ?? '';
  const modifiers = parts.reduce((held, name) => held | (MODIFIERS[name] ?? 0), 0);
  const named = NAMED[key];
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : null;
  const isText = (modifiers & ~8) === 0 && (named === undefined || key === 'Enter');
  const text = key === 'Enter' ? '\r' : key;
  return {
    key,
    modifiers,
    code: named === undefined ? (letter ? `Key${letter}` : /^\d$/.test(key) ? `Digit${key}` : '') : key,
    // Signs need none for their text; some of their character codes are those of other keys.
    windowsVirtualKeyCode: named ?? (/^[A-Z0-9 ]$/.test(letter ?? key) ? (letter ?? key).charCodeAt(0) : 0),
    ...(isText ? { text, unmodifiedText: text } : {}),
  };
}

/**
 * Types faster than the program can follow: every key is on its way before the first one is answered, as from a fast typist on
 * a slow machine.
 */
export async function typeAhead(cdp: CDPSession, ...typed: readonly Typed[]): Promise<void> {
  const keys = typed.flatMap((each) => (typeof each === 'string' ? [each] : [...each.text]));
  const sent = keys.flatMap((key) => {
    const stroke = strokeOf(key);
    const down = 'text' in stroke ? ('keyDown' as const) : ('rawKeyDown' as const);
    return [
      cdp.send('Input.dispatchKeyEvent', { type: down, ...stroke }),
      cdp.send('Input.dispatchKeyEvent', { ...stroke, type: 'keyUp' }),
    ];
  });
  await Promise.all(sent);
}

/** Makes the page's processor so many times slower than it is. */
export async function slowDown(page: Page, times: number): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: times });
  return cdp;
}
