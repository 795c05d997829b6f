import type { Command } from 'commander';
import type { Execute } from './execute.ts';

interface ReimportOptions {
  readonly format?: string;
  readonly encoding?: string;
  readonly cut?: readonly string[];
  readonly dryRun?: boolean;
}

// Loaded when it is wanted, as all commands are.
const texts = () => import('../commands/reimport.ts');

export function addReimport(program: Command, execute: Execute): void {
  program
    .command('reimport')
    .description('give a document another text; its annotations go with their words, or are kept as lost')
    .argument('<project>', 'the project, a .gloss file')
    .argument('<document>', 'the document: its title or id')
    .argument('[file]', 'the file that now holds the text (default: the original, to be read in another way)')
    .option('--format <format>', 'the format of the file, instead of recognising it')
    .option('--encoding <encoding>', 'the encoding of the file, instead of detecting it')
    .option('--cut <reason...>', 'which furniture of pages to leave out, as for import; or none')
    .option('--dry-run', 'say what would become of the annotations, and write nothing')
    .action((project: string, document: string, file: string | undefined, options: ReimportOptions) =>
      execute(async (context) => (await texts()).reimport(project, document, file, options, context)),
    );
}
