import { z } from 'zod';
import { once } from '../../contract/once.ts';
import type { DocumentMetadata } from '../../core/project/records.ts';
import { CUT_REASONS, type CutReason, type ParsedDocument } from '../../core/text/parsed.ts';
import type { ProjectStore } from '../../store/types.ts';

/** Whether what may be left out for a reason was left out the last time. */
export type UsualCuts = ReadonlyMap<CutReason, boolean>;

const CUTS = 'import.cuts';
/** Sources that are remembered; those that were decided on longest ago are forgotten first. */
const REMEMBERED = 1_000;
/** by source, the last one decided on last */
const stored = once(() => z.array(z.tuple([z.string(), z.partialRecord(z.enum(CUT_REASONS), z.boolean())])));

/** Where a page comes from: the host of its address without `www.`, else the name of its site; null where it says neither. */
export function sourceOfPage({ source, fields }: DocumentMetadata): string | null {
  const host = /^https?:/i.test(source) && URL.canParse(source) ? new URL(source).hostname : '';
  return host.replace(/^www\./, '') || fields.site?.toLowerCase().slice(0, 200) || null;
}

/**
 * What was chosen, source by source, to be left out of pages, as it stood when this was made; what is learnt meanwhile counts from
 * the next import on, so that nothing is left out that was not shown.
 */
export class CutHabits {
  readonly #store: ProjectStore;
  readonly #usual: ReadonlyMap<string, UsualCuts>;
  readonly #learnt = new Map<string, Map<CutReason, boolean>>();

  constructor(store: ProjectStore) {
    this.#store = store;
    this.#usual = read(store);
  }

  /** What was chosen for pages like this one; undefined where nothing was. */
  usual(metadata: DocumentMetadata): UsualCuts | undefined {
    const source = sourceOfPage(metadata);
    return source === null ? undefined : this.#usual.get(source);
  }

  /** @param cut the reasons for which something was left out; of those that the page has and that are not among them it was kept */
  learn({ metadata, cuts }: ParsedDocument, cut: readonly string[]): void {
    const source = sourceOfPage(metadata);
    if (source === null || cuts.length === 0) return;
    const choices = this.#learnt.get(source) ?? new Map<CutReason, boolean>();
    this.#learnt.set(source, choices);
    for (const { reason } of cuts) choices.set(reason, cut.includes(reason));
  }

  /** Writes what was learnt into the project’s file. */
  save(): void {
    if (this.#learnt.size === 0) return;
    const all = new Map(read(this.#store));
    for (const [source, choices] of this.#learnt) {
      const before = all.get(source) ?? new Map();
      all.delete(source);
      all.set(source, new Map([...before, ...choices]));
    }
    write(this.#store, all);
  }
}

/** Forgets what was chosen for pages of a source. */
export function forgetCuts(store: ProjectStore, source: string): void {
  const all = new Map(read(store));
  if (all.delete(source)) write(store, all);
}

function read(store: ProjectStore): ReadonlyMap<string, UsualCuts> {
  const text = store.remembered(CUTS);
  if (text === undefined) return new Map();
  return new Map(
    stored()
      .parse(JSON.parse(text))
      .map(([source, choices]) => [source, new Map(Object.entries(choices) as [CutReason, boolean][])]),
  );
}

function write(store: ProjectStore, all: ReadonlyMap<string, UsualCuts>): void {
  const kept = [...all].slice(-REMEMBERED).map(([source, choices]) => [source, Object.fromEntries(choices)]);
  store.remember(CUTS, JSON.stringify(kept));
}
