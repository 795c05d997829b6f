import { useLayoutEffect, useState } from 'react';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Comparison, DifferenceKind } from '../../core/review/differences.ts';
import { codeStyle, Swatch } from '../controls/CodeMark.tsx';
import { shortened, wholeQuote } from '../inspector/quotation.ts';
import { useCodeMap } from '../session/queries.ts';
import styles from './ReviewRail.module.css';
import { type PlacedBracket, placeBrackets } from './rail-layout.ts';
import { differenceInWords, KIND_WORDS } from './review-words.ts';

/** Pixels of a label, with the gap below it. */
const LABEL_HEIGHT = 21;

export interface RailColumn {
  readonly id: string;
  readonly name: string;
  readonly colour: number | null;
  readonly annotations: readonly Annotation[];
}

interface ReviewRailProps {
  readonly columns: readonly RailColumn[];
  readonly current: Comparison | undefined;
  readonly extentOf: (annotation: Annotation) => { readonly top: number; readonly bottom: number } | null;
  readonly kindsOf: (annotation: Annotation) => readonly DifferenceKind[];
  readonly onChoose: (annotation: Annotation) => void;
}

/** The rail of a review: brackets and labels beside the text, a column for each person. */
export function ReviewRail({ columns, current, extentOf, kindsOf, onChoose }: ReviewRailProps) {
  const codes = useCodeMap();
  const [placed, setPlaced] = useState<ReadonlyMap<string, readonly PlacedBracket[]>>(new Map());
  useLayoutEffect(() => {
    setPlaced(
      new Map(
        columns.map(({ id, annotations }) => {
          const brackets = annotations.flatMap((annotation) => {
            const extent = extentOf(annotation);
            return extent ? [{ key: annotation.id, ...extent }] : [];
          });
          return [id, placeBrackets(brackets, LABEL_HEIGHT)];
        }),
      ),
    );
  }, [columns, extentOf]);
  const ofCurrent = new Set(current?.annotations.map(({ id }) => id));

  return (
    <div className={styles.rail}>
      {columns.map(({ id, name, colour, annotations }) => (
        <section
          key={id}
          className={styles.column}
          aria-label={name}
          data-adjudicated={colour === null || undefined}
        >
          <h2 className={styles.head} title={name}>
            {colour === null ? <span aria-hidden="true">✓</span> : <Swatch colour={colour} />}
            <span dir="auto">{name}</span>
          </h2>
          {(placed.get(id) ?? []).map(({ key, top, bottom, lane, labelTop }) => {
            const annotation = annotations.find((each) => each.id === key);
            const code = annotation && codes.get(annotation.codeId);
            if (!annotation) return null;
            const kinds = kindsOf(annotation);
            return (
              <div key={key} className={styles.item} style={codeStyle(code?.colour ?? 0)}>
                <span
                  className={styles.bracket}
                  style={{ top, height: Math.max(6, bottom - top), left: 2 + lane * 5 }}
                  aria-hidden="true"
                />
                <button
                  type="button"
                  className={styles.label}
                  style={{ top: labelTop, left: 10 + lane * 5 }}
                  aria-current={ofCurrent.has(key) || undefined}
                  aria-label={`${name}: ${code?.name ?? 'code not there'}, ‘${shortened(wholeQuote(annotation.spans), 80)}’${colour === null ? '' : `, ${differenceInWords(kinds)}`}`}
                  title={code?.name}
                  onClick={() => onChoose(annotation)}
                >
                  {kinds.length > 0 && <i>{kinds.map((kind) => KIND_WORDS[kind].sign).join('')}</i>}
                  <span dir="auto">{code?.name ?? '(code not there)'}</span>
                </button>
              </div>
            );
          })}
        </section>
      ))}
    </div>
  );
}
