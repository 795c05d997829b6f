import type {
  AgreementFigure,
  AgreementReport,
  AgreementRequest,
} from '../../contract/procedures/agreement.ts';
import type { IntervalOrReason } from '../../core/agreement/bootstrap.ts';
import { type Continuum, continuaOf, participants } from '../../core/agreement/continuum.ts';
import type { Estimate } from '../../core/agreement/estimate.ts';
import type { Gamma } from '../../core/agreement/gamma/gamma.ts';
import { comesApart, cutApart } from '../../core/agreement/pieces.ts';
import { resampledWhole } from '../../core/agreement/resampling.ts';
import type { ListedDocument } from '../../core/project/records.ts';
import type { StoreReader } from '../../store/types.ts';
import type { Evaluation, Marked } from './evaluate.ts';
import type { Gathered } from './gathered.ts';
import { gammaOfDocuments, paragraphInterval } from './intervals.ts';
import type { AgreementSettings } from './settings.ts';
import { type Watch, walked } from './watch.ts';

/** As a report says it: nothing where it was not asked for. */
export function intervalOf(
  found: IntervalOrReason | undefined,
): Pick<AgreementFigure, 'interval' | 'intervalReason'> {
  return { interval: found?.interval ?? null, intervalReason: found?.reason ?? null };
}

/** Where paragraphs begin, in UTF-16 offsets. */
function paragraphStarts(read: StoreReader, { textId, length }: ListedDocument): readonly number[] {
  return [...read.slice(textId, { start: 0, end: length }).matchAll(/\n+/g)].map(
    ({ index, 0: breaks }) => index + breaks.length,
  );
}

/** A document that two people or more took part in: who they are, what they marked. */
interface Shared {
  readonly document: ListedDocument;
  readonly people: readonly string[];
  readonly marked: Continuum;
}

function sharedIn(gathered: Gathered, continua: readonly Continuum[]): readonly Shared[] {
  return [...gathered.documents.entries()].flatMap(([at, document]) => {
    const own = continua[at];
    if (!own || participants(own.coders) < 2) return [];
    const present = own.coders.flatMap((spans, person) => (spans ? [person] : []));
    const people = present.map((person) => gathered.people[person]?.id ?? '');
    return continuaOf([own], present).map((marked) => ({ document, people, marked }));
  });
}

type Value = Pick<Estimate, 'value' | 'reason'>;

function gammaValues(gamma: Gamma, shared: readonly Shared[]): readonly Value[] {
  const ofDocuments = gammaOfDocuments(gamma);
  return shared.map((_, place) => {
    const document = gamma.documents[place];
    const value = document ? ofDocuments([document]) : null;
    return { value, reason: value === null ? 'no-spans' : null };
  });
}

/** Yields how many documents are measured. */
function* valueSteps(
  shared: readonly Shared[],
  { categories, numbers, counts }: Marked,
  settings: AgreementSettings,
): Generator<number, readonly Value[]> {
  const { measure } = settings;
  const values: Value[] = [];
  if (measure === 'gamma') return values;
  const options = { ...settings, measure, numbers, ...(counts ? { counts } : {}) };
  for (const { marked } of shared) {
    const whole = resampledWhole([marked], categories, options);
    for (const _ of whole.preparation?.() ?? []) yield values.length;
    values.push(whole.measure(whole.documents));
    yield values.length;
  }
  return values;
}

/**
 * Figures of the documents that people share; with intervals from their paragraphs where these are asked for.
 *
 * @throws GlossatorError cancelled
 */
export async function byDocument(
  read: StoreReader,
  gathered: Gathered,
  marked: Marked,
  request: AgreementRequest,
  settings: AgreementSettings,
  { gamma }: Evaluation,
  watch: Watch,
): Promise<AgreementReport['documents']> {
  const { measure } = settings;
  const shared = sharedIn(gathered, marked.continua);
  const values = gamma
    ? gammaValues(gamma, shared)
    : await walked(valueSteps(shared, marked, settings), watch, (done) =>
        watch.onProgress?.(done, shared.length, 'documents'),
      );
  const divisible =
    measure !== 'gamma' &&
    comesApart({ measure }) &&
    request.unit === 'characters' &&
    request.mode !== 'tokens';
  const interval = async (each: Shared, value: number | null): Promise<IntervalOrReason | undefined> => {
    if (!settings.partIntervals || value === null) return undefined;
    if (!divisible) return { interval: null, reason: 'not-by-paragraphs' };
    const { categories, numbers } = marked;
    const pieces = cutApart(each.marked, paragraphStarts(read, each.document));
    const drawn = resampledWhole(pieces, categories, { ...settings, measure, numbers });
    return paragraphInterval({ value }, drawn, settings, watch);
  };
  const found: AgreementReport['documents'][number][] = [];
  for (const [place, each] of shared.entries()) {
    const { value, reason } = values[place] ?? { value: null, reason: 'no-spans' };
    const { document, people } = each;
    found.push({ id: document.id, people, value, reason, ...intervalOf(await interval(each, value)) });
  }
  return found;
}
