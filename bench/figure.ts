import { cpus, platform, release, totalmem } from 'node:os';

/** One measured line of the report. All values in `unit`. */
export interface Figure {
  /** what was done, on what size of data */
  readonly work: string;
  readonly unit:
    | 'ms'
    | 's'
    | 'MB/s'
    | 'MB'
    | 'bytes'
    | 'nodes'
    | 'times'
    | 'frames'
    | 'files/s'
    | 'words'
    | 'annotations/s';
  readonly median: number;
  readonly p95: number;
  readonly samples: number;
  /** the value that `statistic` should not exceed (or, where `atLeast`, fall below); absent where none is set */
  readonly target?: number;
  readonly statistic?: 'median' | 'p95' | 'p99';
  readonly p99?: number;
  readonly atLeast?: boolean;
  /** why there is no figure, where what was to be compared is not here */
  readonly absent?: string;
}

/** The value below which the share (0–1) of the sorted samples lies, by the nearest rank. */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

/** A figure of samples, in any order. */
export function figureOf(
  work: string,
  unit: Figure['unit'],
  samples: readonly number[],
  goal: Pick<Figure, 'target' | 'statistic' | 'atLeast'> = {},
): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    work,
    unit,
    median: rank(sorted, 0.5),
    p95: rank(sorted, 0.95),
    p99: rank(sorted, 0.99),
    samples: sorted.length,
    ...goal,
  };
}

/** How many times as much the one takes as the other, at that share (0–1) of their samples. */
export function ratioOf(
  work: string,
  samples: readonly number[],
  others: readonly number[],
  share: number,
  target?: number,
): Figure {
  const at = (all: readonly number[]) =>
    rank(
      [...all].sort((a, b) => a - b),
      share,
    );
  return figureOf(work, 'times', [at(samples) / at(others)], target === undefined ? {} : { target });
}

function judged(figure: Figure): number {
  return figure.statistic === 'median'
    ? figure.median
    : figure.statistic === 'p99'
      ? (figure.p99 ?? figure.p95)
      : figure.p95;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function verdict(figure: Figure): string {
  const { target, absent } = figure;
  if (absent !== undefined) return absent;
  if (target === undefined) return '';
  const value = judged(figure);
  const met = figure.atLeast ? value >= target : value <= target;
  const which = figure.statistic === 'p99' ? `p99 ${short(value)} ${figure.unit}: ` : '';
  if (met) return `${which}met`;
  // Nothing is a multiple of none.
  if (target === 0) return `${which}missed by ${short(value)}`;
  return `${which}missed by ${short(figure.atLeast ? target / value : value / target)} times`;
}

/** The figures as a table for a terminal and for the README. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.work,
    figure.absent === undefined ? `${short(figure.median)} ${figure.unit}` : '',
    figure.absent === undefined ? `${short(figure.p95)} ${figure.unit}` : '',
    figure.target === undefined
      ? ''
      : `${figure.statistic ?? 'p95'} ${figure.atLeast ? '≥' : '≤'} ${figure.target} ${figure.unit}`,
    verdict(figure),
  ]);
  const head = ['work', 'median', 'p95', 'target', ''];
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
}

export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
  };
}
