import type { Annotation } from '../../../core/annotation/annotation.ts';
import styles from './rail.module.css';

/** Drawn on 12 by 12 pixels, so that no font need have them. A draft has none: most annotations are. */
const PATHS = {
  final: 'M2.5 6.4 5 9l4.6-6',
  flagged: 'M3 11V1.5h6.2L7.4 4.2l1.8 2.8H3',
  discussed: 'M1.5 2h9v6.2H6L3.4 10.6V8.2H1.5Z',
} as const;
export type Sign = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

export function signsOf(annotation: Annotation, isDiscussed: boolean): readonly Sign[] {
  const { status } = annotation;
  return [...(status === 'draft' ? [] : [status]), ...(isDiscussed ? (['discussed'] as const) : [])];
}

/** The sign as a picture; what it says is in the name of what bears it. */
export function drawSign(sign: Sign): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 12 12');
  svg.classList.add(styles.sign ?? '');
  svg.dataset.sign = sign;
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[sign]);
  svg.append(path);
  return svg;
}
