import { Command, Option } from 'commander';
import { APP_VERSION } from '../workbench/version.ts';
import type { CommandContext, Outcome } from './outcome.ts';
import { addAgreement } from './program/agreement.ts';
import { addExport, addFormats, addImport } from './program/exchange.ts';
import type { Execute } from './program/execute.ts';
import { addMerge } from './program/merge.ts';
import { addAssignments, addPeople } from './program/people.ts';
import { addReimport } from './program/reimport.ts';
import { addSearch } from './program/search.ts';

interface CodesOptions {
  readonly format?: string;
  readonly out?: string;
  readonly import?: string;
}

// Loaded when they are wanted: help and a mistyped command should not wait for SQLite and the readers of all formats.
const projects = () => import('./commands/projects.ts');
const codebooks = () => import('./commands/codebook.ts');
const entityList = () => import('./commands/entities.ts');

const PROJECT = 'the project, a .gloss file';

function addCodes(program: Command, execute: Execute): void {
  program
    .command('codes')
    .description('list the codebook, write it into a file, or take one in')
    .argument('<project>', PROJECT)
    .option(
      '--format <format>',
      'qdc (REFI-QDA), csv or json (default: by the ending of the file, or its content)',
    )
    .addOption(
      new Option('--out <path>', 'the file to write; one that is there is replaced').conflicts('import'),
    )
    .option('--import <path>', 'the codebook to take in; codes that are here are brought to what it says')
    .action((project: string, options: CodesOptions) =>
      execute(async (context) => (await codebooks()).codebook(project, options, context)),
    );
}

type SimpleWork = (
  commands: Awaited<ReturnType<typeof projects>>,
  project: string,
  context: CommandContext,
) => Promise<Outcome>;

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
      execute(async (context) => (await projects()).makeProject(project, name, context)),
    );
  addImport(program, execute, PROJECT);
  addReimport(program, execute);
  addMerge(program, execute);
  addExport(program, execute, PROJECT);
  addFormats(program, execute);
  addCodes(program, execute);
  addSearch(program, execute, PROJECT);
  addAgreement(program, execute);
  addPeople(program, execute);
  addAssignments(program, execute);
  program
    .command('entities')
    .description('list the entities with how often they are named')
    .argument('<project>', PROJECT)
    .action((project: string) =>
      execute(async (context) => (await entityList()).listEntities(project, context)),
    );
  const simple = (name: string, description: string, work: SimpleWork) =>
    program
      .command(name)
      .description(description)
      .argument('<project>', PROJECT)
      .action((project: string) => execute(async (context) => work(await projects(), project, context)));
  simple('info', 'say what is in a project', (commands, ...args) => commands.describeProject(...args));
  simple('check', 'check the file, its journal, and every quotation against its text', (commands, ...args) =>
    commands.checkProject(...args),
  );
  simple('undo', 'take back the last step', (commands, ...args) => commands.reverse('undo', ...args));
  simple('redo', 'do again what was taken back last', (commands, ...args) =>
    commands.reverse('redo', ...args),
  );
  simple('backup', 'make a verified copy in the folder for backups', (commands, ...args) =>
    commands.backUpProject(...args),
  );
  program
    .command('recover')
    .description('read what can be read of a damaged project into a new one; the damaged one is kept')
    .argument('<damaged>', 'the damaged .gloss file')
    .argument('<new>', 'the .gloss file to make')
    .action((damaged: string, into: string) =>
      execute(async () => (await projects()).recover(damaged, into)),
    );
  return program;
}
