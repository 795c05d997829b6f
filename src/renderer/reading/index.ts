export { ReadingView } from './ReadingView.tsx';
export type { AdjustStep, ReadingViewHandle, TextSelection } from './types.ts';
