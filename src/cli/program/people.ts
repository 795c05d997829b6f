import { type Command, Option } from 'commander';
import type { Execute } from './execute.ts';

const commands = () => import('../commands/people.ts');

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
