import { type Command, Option } from 'commander';
import { type ImportOptions, importWishes } from '../import-wishes.ts';
import type { EmptyJson, Execute } from './execute.ts';

// Loaded when they are wanted: help and a mistyped command should not wait for SQLite and the readers of all formats.
const exchange = () => import('../commands/exchange.ts');
const formats = () => import('../commands/formats.ts');

const POLICIES = ['longest', 'first', 'split', 'refuse'];

type Policy = 'longest' | 'first' | 'split' | 'refuse';

/** Commander lets only the words of the choices through. */
interface WriteWishes {
  readonly overlap?: Policy;
  readonly discontinuous?: Policy;
  readonly tokens?: 'imported' | 'words';
}

function withWriteOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--overlap <policy>',
        'where the format allows no overlap: write the longest, the first, each later one cut to what is free (split), or nothing (refuse)',
      ).choices(POLICIES),
    )
    .addOption(
      new Option(
        '--discontinuous <policy>',
        'where the format allows no annotations of several parts: write the longest part, the first, each by itself (split), or nothing (refuse)',
      ).choices(POLICIES),
    )
    .addOption(
      new Option(
        '--tokens <tokens>',
        'the tokens that a text was imported with, or the words found in it',
      ).choices(['imported', 'words']),
    );
}

function writeOptions({ overlap, discontinuous, tokens }: WriteWishes) {
  return {
    ...(overlap ? { overlap } : {}),
    ...(discontinuous ? { discontinuous } : {}),
    ...(tokens ? { tokens } : {}),
  };
}

export function addImport(program: Command, execute: Execute, projectWords: string): void {
  program
    .command('import')
    .description('import documents and annotated sets; folders are gone through, archives looked into')
    .argument('<project>', projectWords)
    .argument('<file...>', 'files and folders')
    .option('--format <format>', 'the format of all the files, instead of recognising it')
    .option('--encoding <encoding>', 'the encoding of all the files, instead of detecting it')
    .option(
      '--cut <reason...>',
      'which furniture of pages to leave out: caption, navigation, subscription, related, share, comments, legal, outside-article, running-head; or none (default: what is recognised with certainty)',
    )
    .option(
      '--map <label=code...>',
      'which codes labels of other programs become: PER=Actor/Person; without a code (PER=) what bears the label is left out',
    )
    .option(
      '--columns <roles>',
      'which columns of tables hold what, such as text=body,title=headline,date=published; roles: text, title, date, author, source, language, fields (names divided by +; none: no fields)',
    )
    .option(
      '--metadata <table>',
      'a table (CSV, TSV, Excel) that says title, date, author and so on of the files, which its column ‘file’ (or the first) names',
    )
    .option(
      '--name-pattern <pattern>',
      'how names of files are to be read, such as {date}_{source}_{title} or, with the folder, {source}/{date} {title}; placeholders: title, author, date, source, language, {_} for what is not wanted, others become fields',
    )
    .option('--attachments', 'of mails and mailboxes, import what is attached as documents too')
    .option('--even-if-duplicate', 'import documents although the very text is there already')
    .action((project: string, files: readonly string[], options: ImportOptions) => {
      const empty: EmptyJson = (error) => ({
        documents: [],
        duplicates: [],
        errors: [{ path: project, ...error }],
        warnings: [],
        cancelled: false,
      });
      return execute(
        async (context) => (await exchange()).importFiles(project, files, importWishes(options), context),
        empty,
      );
    });
}

interface ExportOptions extends WriteWishes {
  readonly format: string;
  readonly out: string;
  readonly code?: readonly string[];
  readonly person?: readonly string[];
  readonly document?: readonly string[];
  readonly entity?: readonly string[];
  readonly status?: readonly string[];
  readonly outdated?: boolean;
  readonly adjudicated?: boolean;
}

export function addExport(program: Command, execute: Execute, projectWords: string): void {
  const command = program
    .command('export')
    .description('write annotations into a file, a folder or a zip archive')
    .argument('<project>', projectWords)
    .requiredOption('--format <format>', 'one that `glossator formats` lists; jsonl holds all of it')
    .requiredOption(
      '--out <path>',
      'what to write: a file, a folder, or an archive whose name ends in .zip; a file that is there is replaced',
    )
    .option('--code <code...>', 'only these codes and all below them: names, paths like Claim/Denied, or ids')
    .option('--person <person...>', 'only the annotations of these people: names or ids')
    .option('--document <document...>', 'only these documents: titles or ids')
    .option('--entity <entity...>', 'only what names these entities: names or ids')
    .option('--status <status...>', 'only annotations that are draft, final or flagged')
    .option('--outdated', 'only annotations made under an older definition of their code')
    .option('--adjudicated', 'only what reviewers let stand');
  withWriteOptions(command).action((project: string, options: ExportOptions) => {
    const { format, out, code, person, document, entity, status, outdated, adjudicated } = options;
    const choice = {
      ...(entity ? { entities: entity } : {}),
      ...(status ? { statuses: status } : {}),
      ...(outdated ? { outdated } : {}),
      ...(adjudicated ? { adjudicated } : {}),
      ...(code ? { codes: code } : {}),
      ...(person ? { persons: person } : {}),
      ...(document ? { documents: document } : {}),
    };
    const empty: EmptyJson = () => ({ files: [], annotations: 0, lost: [] });
    const written = { format, out, options: writeOptions(options) };
    return execute(async (context) => (await exchange()).exportTo(project, written, choice, context), empty);
  });
}

interface ConvertOptions extends WriteWishes {
  readonly from?: string;
  readonly to: string;
}

export function addFormats(program: Command, execute: Execute): void {
  program
    .command('formats')
    .description('list the formats of annotated sets that are read and written')
    .action(() => execute(async () => (await formats()).listFormats()));
  const convert = program
    .command('convert')
    .description('read an annotated set in one format and write it in another, without a project')
    .argument('<in>', 'a file, a folder or a zip archive')
    .argument('<out>', 'a file, a folder, or an archive whose name ends in .zip')
    .option('--from <format>', 'the format that it is in, instead of recognising it')
    .requiredOption('--to <format>', 'the format to write; `glossator formats` lists them');
  withWriteOptions(convert).action((from: string, to: string, options: ConvertOptions) => {
    const empty: EmptyJson = () => ({ files: [], annotations: 0, lost: [] });
    const wishes = {
      ...(options.from ? { from: options.from } : {}),
      to: options.to,
      options: writeOptions(options),
    };
    return execute(async (context) => (await formats()).convert(from, to, wishes, context), empty);
  });
}
