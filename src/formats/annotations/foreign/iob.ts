/** A run of tokens that bear one label: places of tokens, half-open. */
export interface TokenRun {
  readonly label: string;
  readonly first: number;
  readonly end: number;
}

/**
 * The runs that a sequence of tags marks: IOB1, IOB2, BIOES, BILOU, or bare labels (`IO`). A tag that continues nothing
 * begins a run.
 */
export function runsOf(tags: readonly string[]): readonly TokenRun[] {
  const runs: { label: string; first: number; end: number }[] = [];
  let open: (typeof runs)[number] | undefined;
  for (let index = 0; index < tags.length; index += 1) {
    const tag = tags[index] ?? '';
    const [, prefix = '', label = ''] = /^(?:([BIESLUM])-)?([\s\S]*)$/.exec(tag) ?? [];
    if (label === '' || tag === 'O' || tag === '-' || tag === '_') {
      open = undefined;
      continue;
    }
    const begins = prefix === 'B' || prefix === 'S' || prefix === 'U' || open?.label !== label;
    if (begins || !open) {
      open = { label, first: index, end: index + 1 };
      runs.push(open);
    } else open.end = index + 1;
    if (prefix === 'E' || prefix === 'L' || prefix === 'S' || prefix === 'U') open = undefined;
  }
  return runs;
}
