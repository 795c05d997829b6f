import type { AgreementFigure, AgreementReport } from '../../contract/procedures.ts';
import { levelsOf } from '../../core/agreement/measures.ts';
import { MEASURE_NAMES, REASON_WORDS } from '../../core/agreement/words.ts';
import { codePath } from '../../core/codebook/tree.ts';
import { projectAgreement } from '../../workbench/agreement/index.ts';
import { filterOf } from '../../workbench/export/choose.ts';
import { withProjectToRead } from '../../workbench/project-file.ts';
import { type CommandContext, numbered, type Outcome } from '../outcome.ts';
import { type AgreementWishes, agreementSettings, intervalWords, valueWords } from './agreement.ts';

interface Names {
  readonly person: (id: string) => string;
  readonly code: (id: string | null) => string | null;
  readonly document: (id: string) => string;
}

function jsonOf(report: AgreementReport, names: Names, partIntervals: boolean): object {
  const partInterval = ({ interval, intervalReason }: AgreementFigure): object =>
    partIntervals ? { interval, intervalReason } : {};
  const { measure, level, value, reason, interval, intervalReason, unit, notes, gamma, seed } = report;
  return {
    measure,
    level,
    value,
    reason,
    message: reason === null ? null : REASON_WORDS[reason],
    interval,
    intervalReason,
    unit,
    seed,
    gamma,
    people: report.people.map(({ id, documents }) => ({ id, name: names.person(id), documents })),
    pairs: report.pairs.map((pair) => ({
      people: [names.person(pair.first), names.person(pair.second)],
      documents: pair.documents,
      value: pair.value,
      reason: pair.reason,
      ...partInterval(pair),
    })),
    codes: report.codes.map((code) => ({
      code: names.code(code.id),
      value: code.value,
      reason: code.reason,
      ...partInterval(code),
    })),
    documents: report.documents.map((document) => ({
      document: names.document(document.id),
      people: document.people.map(names.person),
      value: document.value,
      reason: document.reason,
      ...partInterval(document),
    })),
    confusion: report.confusion.map(({ first, second, count }) => ({
      first: names.code(first),
      second: names.code(second),
      count,
    })),
    notes,
  };
}

function textOf(report: AgreementReport, names: Names): string {
  const { interval } = report;
  return [
    `${MEASURE_NAMES[report.measure]}: ${valueWords(report)}`,
    ...(interval
      ? [
          `  ${Math.round(100 * interval.level)} % interval: ${interval.low.toFixed(3)} to ${interval.high.toFixed(3)} (bootstrap over documents, seed ${interval.seed})`,
        ]
      : []),
    `  ${numbered(report.people.length, 'person', 'people')}, ${numbered(report.documents.length, 'shared document', 'shared documents')}`,
    ...report.pairs.map(
      (pair) =>
        `  ${names.person(pair.first)} and ${names.person(pair.second)}: ${valueWords(pair)}${intervalWords(pair.interval)}`,
    ),
    ...report.codes.map(
      (code) => `  ${names.code(code.id)}: ${valueWords(code)}${intervalWords(code.interval)}`,
    ),
    ...report.notes,
    '',
  ].join('\n');
}

/** `agreement P.gloss` */
export function agreementOfProject(
  path: string,
  wishes: AgreementWishes,
  { warn, signal, onProgress }: CommandContext,
): Promise<Outcome> {
  const settings = agreementSettings(wishes);
  return withProjectToRead(path, warn, async ({ store: { read } }) => {
    const chosen = filterOf(read, {
      ...(wishes.code ? { codes: wishes.code } : {}),
      ...(wishes.person ? { persons: wishes.person } : {}),
      ...(wishes.document ? { documents: wishes.document } : {}),
    });
    const codes = new Map(read.codes().map((code) => [code.id, code]));
    const kinds = chosen.codeIds?.map((id) => codes.get(id)?.kind);
    // Codes that only documents bear are looked for on documents.
    const documents = wishes.unit === 'documents' || (kinds?.every((kind) => kind === 'document') ?? false);
    const level = levelsOf(settings.measure).find((each) => each === wishes.level) ?? 'nominal';
    const report = await projectAgreement(
      read,
      {
        measure: settings.measure,
        level,
        unit: documents ? 'documents' : 'characters',
        variant: settings.variant,
        mode: wishes.mode === 'tokens' ? 'tokens' : settings.mode,
        resamples: settings.resamples,
        partIntervals: settings.partIntervals,
        seed: settings.seed,
        ...(chosen.documentIds ? { documentIds: [...chosen.documentIds] } : {}),
        ...(chosen.personIds ? { personIds: [...chosen.personIds] } : {}),
        ...(chosen.codeIds ? { codeIds: [...chosen.codeIds] } : {}),
      },
      {
        signal,
        onProgress: (done, total, detail) => onProgress({ phase: 'measuring', done, total, detail }),
      },
      {
        gamma: settings.gamma,
        chance: settings.chance,
        precision: settings.precision,
        weights: settings.weights,
      },
    );
    const people = new Map(read.persons().map(({ id, name }) => [id, name]));
    const titles = new Map(read.documents().map(({ id, title }) => [id, title]));
    const names: Names = {
      person: (id) => people.get(id) ?? id,
      document: (id) => titles.get(id) ?? id,
      code: (id) => {
        const code = id === null ? undefined : codes.get(id);
        return code ? codePath(code, codes).join('/') : null;
      },
    };
    return {
      json: { path, ...jsonOf(report, names, settings.partIntervals) },
      text: textOf(report, names),
      failed: false,
    };
  });
}
