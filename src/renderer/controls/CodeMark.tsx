import { FileText, Spline } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Code } from '../../core/codebook/code.ts';
import { codeColourIndex } from '../../core/codebook/colours.ts';
import styles from './CodeMark.module.css';

/** Custom properties that bring a code's colour to the element: --line, --ink, --fill. */
export function codeStyle(colour: number): CSSProperties {
  const index = codeColourIndex(colour);
  return {
    '--line': `var(--code-${index}-line)`,
    '--ink': `var(--code-${index}-ink)`,
    '--fill': `var(--code-${index}-fill)`,
  } as CSSProperties;
}

/** A spot of the code's colour; its name stands beside it, so that it says nothing by itself. */
export function Swatch({ colour }: { readonly colour: number }) {
  return <span className={styles.swatch} style={codeStyle(colour)} aria-hidden="true" />;
}

/** A spot of its colour for a code of passages, a sheet for one of documents, a curve for one of relations. */
export function CodeSign({ code }: { readonly code: Pick<Code, 'kind' | 'colour'> }) {
  if (code.kind === 'span') return <Swatch colour={code.colour} />;
  const Sign = code.kind === 'document' ? FileText : Spline;
  return <Sign className={styles.sign} style={codeStyle(code.colour)} aria-hidden="true" />;
}

/** The code's name on its colour, as highlights have it. */
export function CodeChip({ code }: { readonly code: Pick<Code, 'name' | 'colour'> | undefined }) {
  if (!code) return <span className={styles.chip}>(code not there)</span>;
  return (
    <span className={styles.chip} style={codeStyle(code.colour)} title={code.name}>
      {code.name}
    </span>
  );
}
