export { ReadingView } from './ReadingView.tsx';
export type { AdjustStep, ReadingViewHandle, ReadingViewProps, TextSelection } from './types.ts';
