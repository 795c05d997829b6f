import { type Command, Option } from 'commander';
import { GlossatorError } from '../../core/errors.ts';
import type { AgreementWishes } from '../commands/agreement.ts';
import type { Execute } from './execute.ts';

// Loaded when they are wanted: help should not wait for SQLite and the solver.
const agreement = () => import('../commands/agreement.ts');
const ofProject = () => import('../commands/project-agreement.ts');

/** `agreement P.gloss`, `agreement --units TABLE`, `agreement --continua TABLE` */
export function addAgreement(program: Command, execute: Execute): void {
  program
    .command('agreement')
    .description('measure how far people agree, over a project or a table from elsewhere')
    .argument('[project]', 'the project, a .gloss file')
    .addOption(
      new Option('--units <table>', 'a table unit,coder,value instead of a project').conflicts('continua'),
    )
    .option('--continua <table>', 'a table document,coder,start,end,value instead of a project')
    .option(
      '--measure <measure>',
      'percent, cohen-kappa, weighted-kappa, scott-pi, fleiss-kappa, randolph-kappa, gwet-ac1, gwet-ac2, krippendorff-alpha, alpha-u, gamma or span-f1',
    )
    .option('--level <level>', 'nominal, ordinal, interval or ratio')
    .option(
      '--code <code...>',
      'project: only these codes and all below them: names, paths like Claim/Denied, or ids',
    )
    .option('--person <person...>', 'project: only these people: names or ids')
    .option('--document <document...>', 'project: only these documents: titles or ids')
    .option('--unit <unit>', 'project: characters (default), or documents for codes of whole documents')
    .option('--length <number>', 'tables of spans: the length of every document')
    .option(
      '--categories <list>',
      'tables: all categories there could be, with commas, in the order of a scale',
    )
    .option(
      '--weights <name>',
      'weighted kappa and AC2: linear, quadratic, radical, ratio, ordinal or bipolar',
    )
    .option('--variant <year>', 'unitizing alpha: 1995 (default) or 2016')
    .option(
      '--mode <mode>',
      'F1: strict (default), exact, partial, type, positions (characters), or in projects tokens',
    )
    .option('--alpha <number>', 'gamma: weight of positions (default 1)')
    .option('--beta <number>', 'gamma: weight of categories (default 1)')
    .option('--delta-empty <number>', 'gamma: cost of a missing counterpart (default 1)')
    .option('--chance <model>', 'gamma: shuffle (default) or statistical')
    .option('--precision <part>', 'gamma: precision of the expected disorder (default 0.02)')
    .option('--bootstrap <number>', 'resamples for the interval (default 1000; 0: no interval)')
    .option('--part-intervals', 'intervals by pair, by code or category, and by document too')
    .option('--seed <number>', 'seed of all that is drawn (default 1)')
    .action((project: string | undefined, options: AgreementWishes) =>
      execute(
        async (context) => {
          const { tableAgreement } = await agreement();
          const tables = [options.units, options.continua].filter((path) => path !== undefined).length;
          if ((project === undefined ? 0 : 1) + tables !== 1) {
            throw new GlossatorError('usage', 'Name one project, or one table with --units or --continua.');
          }
          if (project === undefined) return tableAgreement(options, context);
          return (await ofProject()).agreementOfProject(project, options, context);
        },
        () => ({ measure: options.measure ?? null, level: options.level ?? null, value: null, reason: null }),
      ),
    );
}
