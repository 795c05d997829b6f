import { type Command, Option } from 'commander';
import type { SearchWishes } from '../commands/search.ts';
import type { Execute } from './execute.ts';

// Loaded when it is wanted: help should not wait for SQLite.
const searching = () => import('../commands/search.ts');

/** `search P.gloss QUERY` */
export function addSearch(program: Command, execute: Execute, project: string): void {
  program
    .command('search')
    .description('find passages in the texts of a project')
    .argument('<project>', project)
    .argument(
      '<query>',
      'words (in one passage), "phrases", beginnings of words*, one OR another, -without; or what the options say',
    )
    .addOption(new Option('--words', 'the query is words (default)').conflicts(['text', 'pattern']))
    .addOption(new Option('--text', 'the query is the text itself, as it stands').conflicts('pattern'))
    .option('--pattern', 'the query is a regular expression of JavaScript')
    .addOption(new Option('--case-sensitive', 'with --text or --pattern: capitals count').conflicts('words'))
    .addOption(new Option('--whole-word', 'with --text: not within words').conflicts(['words', 'pattern']))
    .option('--document <document...>', 'only these documents: titles or ids')
    .addOption(
      new Option('--limit <number>', 'passages that are listed at most (default 100)').conflicts('count'),
    )
    .option('--count', 'only count the passages, by document')
    .action((path: string, query: string, wishes: SearchWishes) =>
      execute(async (context) => (await searching()).searchProject(path, query, wishes, context)),
    );
}
