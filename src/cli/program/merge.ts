import type { Command } from 'commander';
import type { EmptyJson, Execute } from './execute.ts';

const merging = () => import('../commands/merge.ts');
const sending = () => import('../commands/send.ts');

const PROJECT = 'the project, a .gloss file';
const PASSPHRASE = [
  '--passphrase-file <path>',
  'a file whose first line is the passphrase that the file is sealed with',
] as const;

interface Sealing {
  readonly passphraseFile?: string;
}

interface MergeOptions extends Sealing {
  readonly dryRun?: boolean;
  readonly unite?: boolean;
}

interface SendOptions extends Sealing {
  readonly out: string;
  readonly document?: readonly string[];
  readonly withoutMine?: boolean;
  readonly freezeCodebook?: boolean;
}

export function addMerge(program: Command, execute: Execute): void {
  program
    .command('merge')
    .description('take in what is new in a colleague’s file; a file that was merged already changes nothing')
    .argument('<project>', PROJECT)
    .argument('<other>', 'the colleague’s file; it is only read')
    .option('--dry-run', 'only say what would come in, where both changed the same, and what would be lost')
    .option('--unite', 'take documents of nearly the same text, and people of one name, for one')
    .option(...PASSPHRASE)
    .action((project: string, other: string, options: MergeOptions) => {
      const empty: EmptyJson = () => ({ merged: false, report: null });
      const { dryRun = false, unite = false, passphraseFile } = options;
      return execute(
        async (context) =>
          (await merging()).mergeInto(project, other, { dryRun, unite, passphraseFile }, context),
        empty,
      );
    });
  program
    .command('send')
    .description('write a file for a colleague: the project or a part of it')
    .argument('<project>', PROJECT)
    .requiredOption('--out <path>', 'the file to write; one that is there is replaced')
    .option('--document <document...>', 'only these documents: titles or ids')
    .option('--without-mine', 'without my own annotations')
    .option('--freeze-codebook', 'whoever receives it may use the codebook and not change it')
    .option(...PASSPHRASE)
    .action((project: string, options: SendOptions) =>
      execute(async (context) => (await sending()).sendTo(project, options, context)),
    );
  program
    .command('return')
    .description('write a file with what was done since the project was received, to be merged by its sender')
    .argument('<project>', PROJECT)
    .requiredOption('--out <path>', 'the file to write; one that is there is replaced')
    .option(...PASSPHRASE)
    .action((project: string, { out, passphraseFile }: Sealing & { readonly out: string }) =>
      execute(async (context) => (await sending()).returnFrom(project, out, passphraseFile, context)),
    );
  program
    .command('receive')
    .description('make a project of a file that was sent, opening it where it is sealed')
    .argument('<file>', 'the file that was sent')
    .argument('<new>', 'the .gloss file to make')
    .option(...PASSPHRASE)
    .action((file: string, target: string, { passphraseFile }: Sealing) =>
      execute(async () => (await sending()).receiveFile(file, target, passphraseFile)),
    );
}
