import type {
  AgreementReport,
  AgreementRequest,
  PairAgreement,
} from '../../contract/procedures/agreement.ts';
import { participants } from '../../core/agreement/continuum.ts';
import type { Level } from '../../core/agreement/differences.ts';
import { isRatingMeasure, levelsOf, PAIR_MEASURES } from '../../core/agreement/measures.ts';
import { PairCounts } from '../../core/agreement/span-f1-measure.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { StoreReader } from '../../store/types.ts';
import { byDocument, intervalOf } from './by-document.ts';
import { type Evaluation, evaluateMarked } from './evaluate.ts';
import { type Gathered, gather } from './gathered.ts';
import { confusionOf } from './passages.ts';
import { type AgreementSettings, settingsFor } from './settings.ts';
import { inTokens } from './tokens.ts';
import type { Watch } from './watch.ts';

const PLAIN_LEVEL: Level = 'nominal';

/** Numbers that the codes of a scale stand for: what their names say at the interval and ratio levels, else their place. */
function scaleNumbers({ codes }: Gathered, level: Level): Float64Array {
  if (level === 'nominal' || level === 'ordinal') return Float64Array.from(codes.keys());
  const numbers = codes.map(({ name }) => {
    const number = Number.parseFloat(name.replace(',', '.'));
    if (Number.isFinite(number)) return number;
    throw new GlossatorError('invalid-input', `The code ‘${name}’ does not begin with a number.`, {
      remedy: `At the ${level} level the codes of a scale are numbers. Choose only such codes, or another level.`,
    });
  });
  return Float64Array.from(numbers);
}

function notesOf(gathered: Gathered, settings: AgreementSettings, request: AgreementRequest): string[] {
  const { measure, level } = settings;
  const units = isRatingMeasure(measure);
  const what = request.unit === 'documents' ? 'document' : 'character';
  return [
    'Someone took part in a document who marked anything in it, or is done with it. Who did neither is not counted there.',
    ...(units && level === 'nominal'
      ? [
          `Units are ${what}s: for each code, every ${what} either bears it or does not. Codes are pooled, each by the disagreement that chance would give it, so that a code on which all agree never lowers the figure. Codes that nobody used are left out.`,
        ]
      : []),
    ...(units && level !== 'nominal'
      ? [
          `Units are ${what}s: the value is the one code that stands on it, in the order of the codebook${level === 'ordinal' ? '' : ', with the number that its name begins with'}; none or several are a missing value.`,
        ]
      : []),
    ...(measure === 'alpha-u'
      ? ['Each piece marked is a unit; pieces of one code by one person that overlap are one unit.']
      : []),
    ...(measure === 'gamma' ? ['Each piece marked is a unit to be aligned.'] : []),
    ...(measure === 'span-f1' && request.mode === 'tokens'
      ? ['Words and punctuation marks are held against each other: one is marked where any of it is.']
      : []),
    ...(PAIR_MEASURES.includes(measure) && gathered.people.length > 2
      ? ['The figure is the mean of all pairs of people for which it is defined.']
      : []),
    ...(gathered.lost > 0 ? [`Annotations that have lost their place are left out: ${gathered.lost}.`] : []),
  ];
}

function pairsOf({ people, continua }: Gathered, { pairs, intervals }: Evaluation): readonly PairAgreement[] {
  return pairs.map(({ first, second, estimate }, at) => ({
    first: people[first]?.id ?? '',
    second: people[second]?.id ?? '',
    value: estimate.value,
    reason: estimate.reason,
    ...intervalOf(intervals?.pairs[at]),
    documents: continua.filter(({ coders }) => coders[first] && coders[second]).length,
  }));
}

/** What a request leaves as it is, and the command line can change. */
type FurtherSettings = Partial<Pick<AgreementSettings, 'gamma' | 'chance' | 'precision' | 'weights'>>;

function settingsOf(request: AgreementRequest): AgreementSettings {
  const { measure, level, variant, mode, resamples, seed, partIntervals } = request;
  if (level !== undefined && !levelsOf(measure).includes(level)) {
    throw new GlossatorError('invalid-input', `${measure} knows no ${level} level.`, {
      remedy: `It knows: ${levelsOf(measure).join(', ')}.`,
    });
  }
  if (request.unit === 'documents' && !isRatingMeasure(measure)) {
    throw new GlossatorError('invalid-input', `${measure} measures marks in texts, not codes of documents.`, {
      remedy: 'Choose another measure, such as krippendorff-alpha.',
    });
  }
  return settingsFor(measure, {
    level: level ?? PLAIN_LEVEL,
    ...(variant === undefined ? {} : { variant }),
    ...(mode === undefined ? {} : { mode: mode === 'tokens' ? 'positions' : mode }),
    ...(resamples === undefined ? {} : { resamples }),
    ...(partIntervals === undefined ? {} : { partIntervals }),
    ...(seed === undefined ? {} : { seed }),
  });
}

/**
 * Agreement in a project: as a whole, by pair, code and document, with what met what.
 *
 * @throws GlossatorError invalid-input for a level or unit that the measure does not know; cancelled
 */
export async function projectAgreement(
  read: StoreReader,
  request: AgreementRequest,
  watch: Watch = {},
  further: FurtherSettings = {},
): Promise<AgreementReport> {
  const settings = { ...settingsOf(request), ...further };
  const gathered = await gather(read, request, watch);
  const numbers = scaleNumbers(gathered, settings.level);
  const continua =
    settings.measure === 'span-f1' && request.mode === 'tokens'
      ? await inTokens(read, gathered, watch)
      : gathered.continua;
  const counts = new PairCounts(settings.mode);
  const marked = { continua, categories: gathered.codes.length, numbers, counts };
  const evaluation = await evaluateMarked(marked, settings, watch);
  const { overall, interval, intervals, parts, gamma } = evaluation;
  const used = new Set(
    gathered.continua
      .filter(({ coders }) => participants(coders) > 1)
      .flatMap(({ coders }) => coders.flatMap((spans) => (spans ? Array.from(spans.categories) : []))),
  );
  return {
    measure: settings.measure,
    level: settings.level,
    value: overall.value,
    reason: overall.reason,
    ...intervalOf(interval),
    unit: request.unit,
    people: gathered.people.map(({ id }, person) => ({
      id,
      documents: gathered.continua.filter(({ coders }) => coders[person]).length,
    })),
    documents: await byDocument(read, gathered, marked, request, settings, evaluation, watch),
    codes: gathered.codes.flatMap(({ id }, at) => {
      const part = parts[at];
      return part && used.has(at)
        ? [{ id, value: part.value, reason: part.reason, ...intervalOf(intervals?.parts[at]) }]
        : [];
    }),
    pairs: pairsOf(gathered, evaluation),
    confusion: await confusionOf(gathered, watch),
    notes: notesOf(gathered, settings, request),
    gamma: gamma && { gap: gamma.gap, samples: gamma.samples, precision: gamma.precision },
    seed: settings.seed,
  };
}
