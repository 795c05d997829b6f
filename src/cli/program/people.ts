import { type Command, Option } from 'commander';
import type { AssignmentWishes } from '../commands/assignments.ts';
import type { Execute } from './execute.ts';

const commands = () => import('../commands/people.ts');
const assignments = () => import('../commands/assignments.ts');

/** `people P.gloss` */
export function addPeople(program: Command, execute: Execute): void {
  program
    .command('people')
    .description('list who works in a project and how far they are; turn blind coding on or off')
    .argument('<project>', 'the project, a .gloss file')
    .addOption(
      new Option(
        '--blind <on|off>',
        'whether people see what others did in a document only when they are done with it',
      ).choices(['on', 'off']),
    )
    .action((project: string, { blind }: { readonly blind?: 'on' | 'off' }) =>
      execute(async (context) => (await commands()).people(project, blind, context)),
    );
}

/** `assignments P.gloss` */
export function addAssignments(program: Command, execute: Execute): void {
  program
    .command('assignments')
    .description('list who codes which documents and how far they are; share documents out')
    .argument('<project>', 'the project, a .gloss file')
    .option('--assign', 'give the documents to the people, besides what is assigned already')
    .addOption(new Option('--unassign', 'take the documents from the people').conflicts('assign'))
    .option('--document <document...>', 'only these documents: titles or ids')
    .option('--person <person...>', 'only these people: names or ids')
    .option(
      '--per-document <number>',
      'with --assign: so many people for each document, everyone about as many',
    )
    .option('--seed <number>', 'with --per-document: by lot; the same seed draws the same')
    .action((project: string, wishes: AssignmentWishes) =>
      execute(async (context) => (await assignments()).assignments(project, wishes, context)),
    );
}
