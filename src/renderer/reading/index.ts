export { ReadingView } from './ReadingView.tsx';
export { shortQuote, shortQuotes } from './rail/describe.ts';
export type { AdjustStep, ReadingMenu, ReadingViewHandle, TextSelection } from './types.ts';
