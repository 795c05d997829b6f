import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Keys } from './Keys.tsx';
import styles from './TooltipLayer.module.css';
import { tooltipPlace } from './tooltip-place.ts';

interface Shown {
  readonly element: Element;
  readonly text: string;
  readonly keys: string | null;
}

/** Milliseconds that the pointer rests before a tooltip shows. */
const DELAY = 500;

function tipOf(target: EventTarget | null): Shown | null {
  const element = target instanceof Element ? target.closest('[data-tip]') : null;
  const text = element?.getAttribute('data-tip');
  return element && text ? { element, text, keys: element.getAttribute('data-tip-keys') } : null;
}

/**
 * One tooltip for the whole window, for whatever bears data-tip (and data-tip-keys): buttons of which there are many cost
 * nothing for it. It repeats an element's accessible name, so that screen readers need not hear it.
 */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  const tip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over: Element | null = null;
    let isShown = false;
    // Nothing is set that is so already: React keeps each such update until the next that changes something.
    const show = (found: Shown | null) => {
      if (found === null && !isShown) return;
      isShown = found !== null;
      setShown(found);
    };
    const hide = () => {
      clearTimeout(timer);
      show(null);
    };
    const onOver = (event: PointerEvent) => {
      const found = tipOf(event.target);
      if (found?.element === over) return;
      over = found?.element ?? null;
      hide();
      if (found) timer = setTimeout(() => show(found), DELAY);
    };
    const onFocus = (event: FocusEvent) => {
      const found = tipOf(event.target);
      hide();
      if (found?.element.matches(':focus-visible')) show(found);
    };
    const listeners = [
      ['pointerover', onOver],
      ['focusin', onFocus],
      ['pointerdown', hide],
      ['keydown', hide],
      ['focusout', hide],
      ['wheel', hide],
    ] as const;
    for (const [type, listener] of listeners)
      document.addEventListener(type, listener as EventListener, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const [type, listener] of listeners)
        document.removeEventListener(type, listener as EventListener, { capture: true });
    };
  }, []);

  useLayoutEffect(() => {
    if (!shown || !tip.current) return;
    const { width, height } = tip.current.getBoundingClientRect();
    const view = { width: window.innerWidth, height: window.innerHeight };
    const { left, top } = tooltipPlace(shown.element.getBoundingClientRect(), { width, height }, view);
    tip.current.style.translate = `${left}px ${top}px`;
  }, [shown]);

  if (!shown?.element.isConnected) return null;
  return (
    <div ref={tip} className={styles.tip} aria-hidden="true">
      {shown.text}
      {shown.keys && <Keys keys={shown.keys} />}
    </div>
  );
}
