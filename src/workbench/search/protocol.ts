import type { ErrorValue } from '../../core/errors.ts';
import type {
  FoundPassage,
  FoundPassages,
  IndexState,
  PassageCounts,
  TextQuery,
} from '../../core/query/text-query.ts';
import type { ScanSlice } from '../../store/search/scan.ts';
import type { FindOptions } from '../../store/search/text-search.ts';

/** What a thread is begun with. */
export interface ThreadBeginning {
  readonly projectPath: string;
  /** where the index of the project is, or is to be */
  readonly indexFolder: string;
  /** as many 32-bit numbers as there are SIGNS */
  readonly signs: SharedArrayBuffer;
}

/** What both sides see while the thread computes and takes no messages. */
export const SIGNS = {
  /** not 0: the answer is not wanted any more */
  stop: 0,
  /** counts up as the thread comes along */
  pulse: 1,
  count: 2,
} as const;

type Documents = Pick<FindOptions, 'documentIds'>;

/** What a thread can be asked, and what it answers. */
interface Tasks {
  find: {
    readonly asks: { readonly query: TextQuery; readonly options: FindOptions };
    readonly answer: FoundPassages;
  };
  count: {
    readonly asks: { readonly query: TextQuery; readonly options: Documents };
    readonly answer: PassageCounts;
  };
  /** into what several threads can divide what is read through; nothing where the index tells a part of it */
  slices: { readonly asks: Documents & Pick<TextQuery, 'kind'>; readonly answer: readonly ScanSlice[] };
  /** the first passages in a slice */
  list: {
    readonly asks: { readonly query: TextQuery; readonly slice: ScanSlice; readonly limit: number };
    readonly answer: readonly FoundPassage[];
  };
  /** all of them counted */
  tally: {
    readonly asks: { readonly query: TextQuery; readonly slice: ScanSlice };
    readonly answer: PassageCounts;
  };
  /** more of the texts into the index: UTF-16 code units, about */
  index: { readonly asks: { readonly units: number }; readonly answer: IndexState };
}

export type TaskName = keyof Tasks;
export type TaskOf<N extends TaskName> = { readonly task: N } & Tasks[N]['asks'];
export type SearchTask = { [N in TaskName]: TaskOf<N> }[TaskName];
export type AnswerTo<N extends TaskName> = Tasks[N]['answer'];

/** Errors as values, for threads strip thrown ones. */
export type ThreadAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorValue };
