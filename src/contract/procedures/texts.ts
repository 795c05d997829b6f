import { z } from 'zod';
import type { Annotation, Span } from '../../core/annotation/annotation.ts';
import type { Warning } from '../../core/errors.ts';
import type { ActionType } from '../../core/journal/action.ts';
import type { EncodingFound } from '../../core/text/parsed.ts';
import type { TextRange } from '../../core/text/structure.ts';
import { once } from '../once.ts';
import { action, job, query, returns } from '../procedure.ts';
import type { PreviewBlock, PreviewCut } from './exchange.ts';
import { actionId, type Done, id, path, range } from './shared.ts';

const reading = once(() => ({
  encoding: z.string().max(40).optional(),
  format: z.string().max(40).optional(),
  /** reasons whose proposed cuts are carried out; absent: those proposed as selected */
  cut: z.array(z.string().max(40)).optional(),
}));

/** Where a document's new text comes from. */
const change = once(() =>
  z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('file'), path: path(), ...reading() }),
    /** the bytes that the present text was read from, read in another way */
    z.strictObject({ from: z.literal('original'), ...reading() }),
    /** one of the document's former texts */
    z.strictObject({ from: z.literal('version'), textId: id() }),
    /** whole blocks of the present text (first inclusive, last exclusive) written anew, a paragraph each */
    z.strictObject({
      from: z.literal('edit'),
      /** the text that was edited: refused where the document has another by now */
      textId: id(),
      firstBlock: z.number().int().nonnegative(),
      endBlock: z.number().int().nonnegative(),
      paragraphs: z
        .array(
          z.strictObject({
            /** the block that it was made of, or null for a new one */
            block: z.number().int().nonnegative().nullable(),
            text: z.string().max(4_000_000),
          }),
        )
        .max(100_000),
    }),
  ]),
);
export type TextChange = z.input<ReturnType<typeof change>>;

/** What became, or would become, of an annotation: only those of which more is to be said than that they stay. */
export interface AnchorChange {
  readonly annotationId: string;
  readonly codeId: string;
  readonly personId: string;
  /** 'found': it was lost before and has a place again */
  readonly outcome: 'moved' | 'changed' | 'lost' | 'found';
  readonly before: readonly Span[];
  /** as `before` for one that is lost */
  readonly after: readonly Span[];
  /** of a lost one: where it may belong */
  readonly proposed: readonly TextRange[];
  /** 0–1 */
  readonly confidence: number;
}

export interface AnchorCounts {
  /** stay with their words, be they further on */
  readonly kept: number;
  readonly moved: number;
  readonly changed: number;
  readonly lost: number;
  readonly found: number;
  /** were lost before, and are */
  readonly stillLost: number;
}

/** What a change of text did, or would do. */
export interface TextChangeReport {
  readonly documentId: string;
  readonly title: string;
  readonly oldTextId: string;
  /** null in a preview */
  readonly newTextId: string | null;
  /** the very same text and structure: nothing changes */
  readonly same: boolean;
  /** UTF-16 code units */
  readonly oldLength: number;
  readonly newLength: number;
  readonly counts: AnchorCounts;
  /** in text order, at most CHANGES_LISTED in a window */
  readonly changes: readonly AnchorChange[];
  readonly warnings: readonly Warning[];
}
export const CHANGES_LISTED = 5_000;

export interface TextChangePreview extends TextChangeReport {
  readonly format: string;
  readonly encoding: EncodingFound | null;
  readonly cuts: readonly PreviewCut[];
  readonly blocks: readonly PreviewBlock[];
}

/** A text that a document has had. */
export interface TextVersion {
  readonly textId: string;
  /** the action that brought it */
  readonly actionId: string;
  readonly type: ActionType;
  readonly at: string;
  readonly personName: string;
  readonly present: boolean;
  readonly length: number;
  readonly format: string;
  readonly encoding: string;
}

/** An annotation without a place, and what helps to find it one. */
export interface LostAnchor {
  readonly annotation: Annotation;
  readonly title: string;
  /** the document's present text */
  readonly textId: string;
  /** the text in which its spans stand; null where that is not known, as for one that was imported as lost */
  readonly oldTextId: string | null;
  readonly proposed: readonly TextRange[];
  readonly confidence: number;
}

export const textProcedures = {
  /** The document's texts, newest first. */
  'texts.versions': query(() => z.strictObject({ documentId: id() }), returns<readonly TextVersion[]>()),
  /** What a change would do; writes nothing. Raises what readers raise. */
  'texts.preview': job(
    () => z.strictObject({ documentId: id(), change: change() }),
    returns<TextChangePreview>(),
  ),
  /** Gives the document another text and moves its annotations, in one action. */
  'texts.change': job(
    () => z.strictObject({ documentId: id(), change: change(), actionId: actionId() }),
    returns<Done & { readonly report: TextChangeReport }>(),
  ),
  /** The report of a change that was made earlier. */
  'texts.report': job(
    () => z.strictObject({ documentId: id(), actionId: id() }),
    returns<TextChangeReport>(),
  ),
  'texts.lostAnchor': query(() => z.strictObject({ annotationId: id() }), returns<LostAnchor>()),
  /** Gives an annotation, lost or not, these ranges of the present text for its place. */
  'texts.place': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        annotationId: id(),
        ranges: z.array(range()).min(1).max(1_000),
      }),
    returns<{ commit: Done['commit']; annotation: Annotation }>(),
  ),
  /** A change of text put it where it does not belong: it is lost, with what it had before the change. */
  'texts.lose': action(
    () => z.strictObject({ actionId: actionId(), annotationId: id(), changeId: id() }),
    returns<Done>(),
  ),
} as const;
