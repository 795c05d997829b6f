import type { DocumentShape, ProjectShape } from '../generate/project.ts';

/** A text that figures are taken on. */
export interface BenchText extends DocumentShape {
  readonly name: string;
  /** milliseconds from click to painted, p95 */
  readonly openTarget?: number;
}

export const SMALL: BenchText = { name: '10 kB, 100 tags', length: 10_000, annotations: 100 };
export const MIDDLE: BenchText = {
  name: '1 MB, 10,000 tags',
  length: 1_000_000,
  annotations: 10_000,
  openTarget: 100,
};
export const LONG: BenchText = {
  name: '10 MB, 100,000 tags',
  length: 10_000_000,
  annotations: 100_000,
  openTarget: 150,
};
export const MILLION: BenchText = {
  name: '10 MB, 1,000,000 tags',
  length: 10_000_000,
  annotations: 1_000_000,
  openTarget: 250,
};

/** What stands in a small project beside the text that is measured: 1,000 annotations. */
export const ELSEWHERE: BenchText = { name: 'elsewhere', length: 10_000, annotations: 1_000 };

export const SHAPE: Omit<ProjectShape, 'documents'> = {
  seed: 7,
  people: 3,
  codes: 20,
  overlapDepth: 4,
  scripts: ['latin', 'cyrillic', 'cjk'],
};

/** The title that the generator gives to the document at that place. */
export function titleAt(index: number): string {
  return `Document ${String(index + 1).padStart(5, '0')}`;
}
