import { isMenuKey } from './menu-key.ts';

/** Fields that take text. */
export const TEXT_FIELDS =
  'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable="true"]';
const PRESSED_BY_KEY = 'button, a[href], summary, input[type=radio], input[type=checkbox]';
const TABBABLE =
  'button:enabled, a[href], input:enabled, textarea:enabled, select:enabled, [tabindex]:not([tabindex^="-"])';

const CARET_KEYS: Readonly<Record<string, readonly [direction: string, unit: string, withControl: string]>> =
  {
    ArrowLeft: ['left', 'character', 'word'],
    ArrowRight: ['right', 'character', 'word'],
    ArrowUp: ['backward', 'line', 'paragraph'],
    ArrowDown: ['forward', 'line', 'paragraph'],
    Home: ['backward', 'lineboundary', 'documentboundary'],
    End: ['forward', 'lineboundary', 'documentboundary'],
  };
/** Modifiers alone, keys of an input method, and function keys but the one of menus: they are never held back. */
const OTHER_KEYS =
  /^(?:Shift|Control|Alt|AltGraph|Meta|Fn|CapsLock|NumLock|ScrollLock|Dead|Process|Unidentified|F\d+)$/;
const RADIO_STEPS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};
const EDITING_KEYS: Readonly<Record<string, string>> = { Backspace: 'delete', Delete: 'forwardDelete' };
const EDITING_CHORDS: Readonly<Record<string, string>> = {
  a: 'selectAll',
  c: 'copy',
  x: 'cut',
  y: 'redo',
  z: 'undo',
  Z: 'redo',
};

function isChord(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
}

/** Whether a key writes, moves, edits or presses where the focus is: what `pressAgain` can do in the browser's place. */
export function isPlainKey(event: KeyboardEvent): boolean {
  if (event.isComposing) return false;
  if (isMenuKey(event)) return true;
  if (OTHER_KEYS.test(event.key)) return false;
  return !isChord(event) || [...event.key].length > 1 || event.key in EDITING_CHORDS;
}

/**
 * Presses a key a second time where the focus is now, after its first press was stopped: listeners see it, and where
 * none takes it, what the browser does by itself for a key is done here, as it does that only for the user's own.
 */
export function pressAgain(pressed: KeyboardEvent): void {
  const target = document.activeElement ?? document.body;
  if (target.dispatchEvent(copyOf('keydown', pressed))) act(target, pressed);
  (document.activeElement ?? document.body).dispatchEvent(copyOf('keyup', pressed));
}

function copyOf(type: 'keydown' | 'keyup', of: KeyboardEvent): KeyboardEvent {
  const { key, code, location, ctrlKey, shiftKey, altKey, metaKey } = of;
  return new KeyboardEvent(type, {
    ...{ key, code, location, ctrlKey, shiftKey, altKey, metaKey },
    modifierAltGraph: of.getModifierState('AltGraph'),
    bubbles: true,
    cancelable: true,
    composed: true,
  });
}

function act(target: Element, event: KeyboardEvent): void {
  const { key } = event;
  const chord = isChord(event) ? EDITING_CHORDS[key] : undefined;
  // execCommand alone writes as typing does: with the events of a field, its longest length and its undo.
  if (chord) document.execCommand(chord);
  else if (isMenuKey(event)) askForMenu(target);
  else if (key === 'Tab' && !isChord(event)) goToNextTabbable(target, event.shiftKey);
  else if (target.matches(TEXT_FIELDS)) write(target, event);
  else if (target.matches('input[type=radio]') && RADIO_STEPS[key]) stepRadio(target, RADIO_STEPS[key]);
  else if (
    (key === 'Enter' || key === ' ') &&
    target instanceof HTMLElement &&
    target.matches(PRESSED_BY_KEY)
  )
    target.click();
}

/** As the browser does: at what is selected there, or before the caret; else in the middle. */
function askForMenu(target: Element): void {
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  const line = range && target.contains(range.startContainer) ? range.getClientRects()[0] : undefined;
  const { left, top, width, height } = line ?? target.getBoundingClientRect();
  const across = line ? (range?.collapsed ? -1 : 1) : width / 2;
  const place = { clientX: left + across, clientY: top + height / 2 };
  target.dispatchEvent(
    new MouseEvent('contextmenu', { ...place, bubbles: true, cancelable: true, composed: true }),
  );
}

function write(field: Element, event: KeyboardEvent): void {
  const { key } = event;
  const motion = CARET_KEYS[key];
  if (motion) {
    const [direction, unit, withControl] = motion;
    const alter = event.shiftKey ? 'extend' : 'move';
    document.getSelection()?.modify(alter, direction, event.ctrlKey ? withControl : unit);
  } else if (EDITING_KEYS[key]) {
    if (event.ctrlKey) document.getSelection()?.modify('extend', key === 'Delete' ? 'right' : 'left', 'word');
    document.execCommand(EDITING_KEYS[key]);
  } else if (key === 'Enter') {
    if (field instanceof HTMLInputElement) field.form?.requestSubmit();
    else document.execCommand('insertLineBreak');
  } else if ([...key].length === 1 && !isChord(event)) document.execCommand('insertText', false, key);
}

/** The next radio button of the group, chosen as its arrow keys do. */
function stepRadio(from: Element, step: 1 | -1): void {
  const name = from.getAttribute('name') ?? '';
  const group = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]:enabled')].filter(
    (radio) => radio.name === name,
  );
  const next = group[(group.indexOf(from as HTMLInputElement) + step + group.length) % group.length];
  next?.focus();
  next?.click();
}

function goToNextTabbable(from: Element, backward: boolean): void {
  const scope = from.closest('[role=dialog], [role=alertdialog]') ?? document;
  const all = [...scope.querySelectorAll<HTMLElement>(TABBABLE)].filter(
    (element) => element === from || element.checkVisibility({ visibilityProperty: true }),
  );
  const at = all.indexOf(from as HTMLElement);
  all[(at + (backward ? -1 : 1) + all.length) % all.length]?.focus();
}
