import type { ParsedInput } from '../../contract/server.ts';
import { GlossatorError } from '../../core/errors.ts';
import type {
  FoundPassage,
  FoundPassages,
  IndexState,
  PassageCounts,
  TextQuery,
} from '../../core/query/text-query.ts';
import { compileQuery, type FindPattern } from '../../core/text/find-pattern.ts';
import type { StoreReader } from '../../store/types.ts';
import { stopIfCancelled } from '../job.ts';

type Sought = ParsedInput<'search.count'>;

/** Texts are read through, document by document; in between other calls are answered. */

function patternsOf({ kind, query, caseSensitive, wholeWord }: TextQuery): readonly FindPattern[] {
  if (kind === 'pattern') return [regularExpression(query, caseSensitive)];
  const parts = kind === 'text' ? [query] : query.split(/\s+/);
  const options = (part: string) =>
    kind === 'text' ? { caseSensitive, wholeWord } : { caseSensitive: false, wholeWord: !part.endsWith('*') };
  return parts.flatMap((part) => compileQuery(part.replace(/\*$/, ''), options(part)) ?? []);
}

function regularExpression(source: string, caseSensitive: boolean): FindPattern {
  try {
    const expression = new RegExp(source, caseSensitive ? 'gu' : 'giu');
    return {
      contextBefore: 0,
      settledBefore: (text) => text.length,
      next(text, from) {
        expression.lastIndex = from;
        const found = expression.exec(text);
        return found?.[0] ? { start: found.index, end: found.index + found[0].length } : null;
      },
    };
  } catch (thrown) {
    throw new GlossatorError('invalid-input', `This is no regular expression: ${(thrown as Error).message}`, {
      place: { field: 'query', offset: 0 },
      remedy: 'Mend it, or search for the text as it stands.',
      cause: thrown,
    });
  }
}

function rangesIn(text: string, offset: number, patterns: readonly FindPattern[]): readonly number[] {
  const ranges: { start: number; end: number }[] = [];
  for (const pattern of patterns) {
    const before = ranges.length;
    for (let at = pattern.next(text, 0); at; at = pattern.next(text, at.end)) ranges.push(at);
    if (ranges.length === before) return [];
  }
  ranges.sort((one, other) => one.start - other.start);
  const apart = ranges.filter(({ start }, index) => start >= (ranges[index - 1]?.end ?? 0));
  return apart.flatMap(({ start, end }) => [offset + start, offset + end]);
}

async function* passages(
  read: StoreReader,
  sought: Sought,
  signal: AbortSignal,
): AsyncGenerator<FoundPassage> {
  const patterns = patternsOf(sought);
  const wanted = sought.documentIds && new Set(sought.documentIds);
  for (const { id: documentId, textId } of read.documents()) {
    if (wanted && !wanted.has(documentId)) continue;
    await new Promise((then) => setImmediate(then));
    stopIfCancelled(signal, 'The search was cancelled.');
    for (const chunk of read.everyChunk(textId)) {
      for (const { start, end } of chunk.blocks) {
        const text = chunk.text.slice(start - chunk.start, end - chunk.start);
        const ranges = rangesIn(text, start, patterns);
        const first = ranges[0];
        if (first === undefined) continue;
        const from = Math.max(0, first - start - 60);
        const snippet = { start: start + from, text: text.slice(from, from + 240) };
        yield { documentId, start, end, ranges, snippet };
      }
    }
  }
}

export async function passagesFound(
  read: StoreReader,
  input: ParsedInput<'search.passages'>,
  signal: AbortSignal,
): Promise<FoundPassages> {
  const from = Number(input.after ?? 0);
  const found: FoundPassage[] = [];
  let at = 0;
  for await (const passage of passages(read, input, signal)) {
    if (found.length === input.limit) return { passages: found, next: String(at) };
    if (at >= from) found.push(passage);
    at += 1;
  }
  return { passages: found, next: null };
}

export async function passagesCounted(
  read: StoreReader,
  sought: Sought,
  signal: AbortSignal,
): Promise<PassageCounts> {
  const counts = new Map<string, number>();
  let total = 0;
  for await (const { documentId } of passages(read, sought, signal)) {
    counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
    total += 1;
  }
  const documents = [...counts].map(([documentId, passages]) => ({ documentId, passages }));
  return { passages: total, documents: documents.sort((one, other) => other.passages - one.passages) };
}

export function indexState(read: StoreReader): IndexState {
  const documents = read.documents();
  const units = documents.reduce((sum, { length }) => sum + length, 0);
  return { texts: documents.length, indexedTexts: 0, units, indexedUnits: 0 };
}
