import type { Command } from 'commander';
import type { EmptyJson, Execute } from './execute.ts';

const merging = () => import('../commands/merge.ts');

interface MergeOptions {
  readonly dryRun?: boolean;
}

export function addMerge(program: Command, execute: Execute): void {
  program
    .command('merge')
    .description('take in what is new in a colleague’s file; a file that was merged already changes nothing')
    .argument('<project>', 'the project, a .gloss file')
    .argument('<other>', 'the colleague’s .gloss file; it is only read')
    .option('--dry-run', 'only say what would come in, where both changed the same, and what would be lost')
    .action((project: string, other: string, { dryRun }: MergeOptions) => {
      const empty: EmptyJson = () => ({ merged: false, report: null });
      return execute(
        async (context) => (await merging()).mergeInto(project, other, dryRun ?? false, context),
        empty,
      );
    });
}
