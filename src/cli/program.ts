import { Command } from 'commander';
import { APP_VERSION } from '../workbench/version.ts';
import { exportTo, importFiles } from './commands/exchange.ts';
import { backUpProject, checkProject, describeProject, makeProject, reverse } from './commands/projects.ts';
import type { CommandContext, Outcome } from './outcome.ts';

type Work = (context: CommandContext) => Promise<Outcome>;

/** Does what the arguments asked for; `empty` is what the command prints as JSON beside an error. */
export type Execute = (work: Work, empty?: object) => Promise<void>;

interface ImportOptions {
  readonly format?: string;
  readonly encoding?: string;
  readonly cut?: readonly string[];
  readonly evenIfDuplicate?: boolean;
}

interface ExportOptions {
  readonly format: string;
  readonly out: string;
  readonly code?: readonly string[];
  readonly person?: readonly string[];
  readonly document?: readonly string[];
}

const PROJECT = 'the project, a .gloss file';

function addImport(program: Command, execute: Execute): void {
  program
    .command('import')
    .description('import documents and annotated sets; folders are gone through')
    .argument('<project>', PROJECT)
    .argument('<file...>', 'files and folders')
    .option('--format <format>', 'the format of all the files, instead of recognising it')
    .option('--encoding <encoding>', 'the encoding of all the files, instead of detecting it')
    .option(
      '--cut <reason...>',
      'which furniture of pages to leave out: caption, navigation, subscription, related, share, comments, legal, outside-article; or none (default: what is recognised with certainty)',
    )
    .option('--even-if-duplicate', 'import documents although the very text is there already')
    .action((project: string, files: readonly string[], { cut, ...options }: ImportOptions) => {
      const wishes = cut ? { ...options, cut: cut.filter((reason) => reason !== 'none') } : options;
      const empty = { documents: [], duplicates: [], errors: [], warnings: [], cancelled: false };
      return execute((context) => importFiles(project, files, wishes, context), empty);
    });
}

function addExport(program: Command, execute: Execute): void {
  program
    .command('export')
    .description('write annotations into a file')
    .argument('<project>', PROJECT)
    .requiredOption(
      '--format <format>',
      'jsonl (all of it, to be read back) or csv (quotations, for a spreadsheet)',
    )
    .requiredOption('--out <path>', 'the file to write; one that is there is replaced')
    .option('--code <code...>', 'only these codes and all below them: names, paths like Claim/Denied, or ids')
    .option('--person <person...>', 'only the annotations of these people: names or ids')
    .option('--document <document...>', 'only these documents: titles or ids')
    .action((project: string, { format, out, code, person, document }: ExportOptions) => {
      const choice = {
        ...(code ? { codes: code } : {}),
        ...(person ? { persons: person } : {}),
        ...(document ? { documents: document } : {}),
      };
      const empty = { files: [], annotations: 0, lost: [] };
      return execute((context) => exportTo(project, format, out, choice, context), empty);
    });
}

/** All commands. `configure` is applied before any is added, since they inherit it. */
export function createProgram(execute: Execute, configure: (program: Command) => void): Command {
  const program = new Command('glossator');
  configure(program);
  program
    .description('Annotate texts: the workbench without its window.')
    .version(APP_VERSION)
    .option('--json', 'print one JSON object instead of text')
    .addHelpText(
      'after',
      '\nExit status: 0 done; 1 wrong usage; 2 something failed, the rest has been done.',
    );
  program
    .command('new')
    .description('make a project')
    .argument('<project>', `${PROJECT} that is not there yet`)
    .option('--name <name>', 'what the project is called (default: the name of the file)')
    .action((project: string, { name }: { name?: string }) =>
      execute((context) => makeProject(project, name, context)),
    );
  addImport(program, execute);
  addExport(program, execute);
  const simple = (
    name: string,
    description: string,
    work: (project: string, context: CommandContext) => Promise<Outcome>,
  ) =>
    program
      .command(name)
      .description(description)
      .argument('<project>', PROJECT)
      .action((project: string) => execute((context) => work(project, context)));
  simple('info', 'say what is in a project', describeProject);
  simple('check', 'check the file, its journal, and every quotation against its text', checkProject);
  simple('undo', 'take back the last step', (project, context) => reverse('undo', project, context));
  simple('redo', 'do again what was taken back last', (project, context) =>
    reverse('redo', project, context),
  );
  simple('backup', 'make a verified copy in the folder for backups', backUpProject);
  return program;
}
