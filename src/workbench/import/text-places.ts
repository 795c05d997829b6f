import type { ImportText } from '../../contract/procedures.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import type { KnownText, QuotedText, WantedText } from '../../formats/annotations/foreign/types.ts';
import { quoteMatches } from '../../formats/annotations/w3c/selectors.ts';
import type { StoreReader } from '../../store/types.ts';
import type { TextWish } from './find-files.ts';

/** UTF-16 code units of the project's texts that are looked through for quotations, for one set. */
const MOST_SOUGHT = 256 * 1024 * 1024;
/** Documents that a text could be, which are told. */
const MOST_CHOICES = 50;
/** A shorter quotation without context stands anywhere. */
const TELLING = 12;

/** An address without what does not tell pages apart: scheme, `www.`, a fragment, a stroke at its end. */
function plainAddress(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/#.*$/s, '')
    .replace(/^[a-z][a-z\d+.-]*:\/*/, '')
    .replace(/^www\./, '')
    .replace(/\/+$/, '');
}

function plainName(name: string): string {
  return name.trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** The last part of an address, as a file would be called. */
function fileNameOf(address: string): string {
  const last =
    address
      .replace(/[?#].*$/s, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return plainName(decodeURIComponent(last));
  } catch (thrown) {
    if (thrown instanceof URIError) return plainName(last);
    throw thrown;
  }
}

function stem(name: string): string {
  return name.replace(/\.[^.]{1,8}$/, '');
}

function isTelling({ exact, prefix = '', suffix = '' }: QuotedText): boolean {
  return exact.length + prefix.length + suffix.length >= TELLING;
}

type Told = Pick<ImportText, 'document' | 'by' | 'choices'>;

/**
 * Finds the documents of a project that a set speaks of without bringing their texts: as wished; else by address, by file name, by title; else the one
 * document in which every quotation stands with its context, one of them exactly once. Where several are as likely, those whose text holds the
 * quotations; if that leaves several or none, it is left to the user.
 */
export class TextPlaces {
  readonly #read: StoreReader;
  readonly #wishes: ReadonlyMap<string, string | null>;
  readonly #places = new Map<string, ImportText>();
  #sought = 0;

  constructor(read: StoreReader, wishes: readonly TextWish[] | undefined) {
    this.#read = read;
    this.#wishes = new Map((wishes ?? []).map(({ source, documentId }) => [source, documentId]));
  }

  /** What was sought so far, and found. */
  get places(): readonly ImportText[] {
    return [...this.#places.values()];
  }

  readonly find = (wanted: WantedText): KnownText | readonly string[] => {
    const told = this.#tell(wanted);
    this.#places.set(wanted.source, { source: wanted.source, ...told });
    const document = told.document && this.#read.document(told.document.id);
    if (!document) return told.choices.map(({ title }) => title);
    return { title: document.title, text: this.#textOf(document) };
  };

  #textOf({ textId }: DocumentRecord): string {
    return this.#read.slice(textId, { start: 0, end: this.#read.text(textId)?.length ?? 0 });
  }

  #tell(wanted: WantedText): Told {
    const wish = this.#wishes.get(wanted.source);
    if (wish === null) return { document: null, by: 'choice', choices: [] };
    const wished = wish === undefined ? undefined : this.#read.document(wish);
    if (wished) return told([wished], 'choice');
    const all = this.#read.documents();
    const address = plainAddress(wanted.source);
    const name = fileNameOf(wanted.source);
    const title = plainName(wanted.title ?? '');
    const hints: readonly (readonly [ImportText['by'], (document: DocumentRecord) => boolean])[] = [
      ['address', ({ source }) => address !== '' && plainAddress(source) === address],
      [
        'file name',
        ({ fileName, title: own }) =>
          name !== '' &&
          [plainName(fileName), stem(plainName(fileName)), plainName(own)].some(
            (each) => each !== '' && (each === name || each === stem(name)),
          ),
      ],
      ['title', ({ title: own }) => title !== '' && plainName(own) === title],
    ];
    for (const [by, isMeant] of hints) {
      const alike = all.filter(isMeant);
      if (alike.length === 0) continue;
      const fitting = alike.length === 1 && by === 'address' ? alike : this.#holding(alike, wanted.quotes);
      // A page whose text is another one by now is still the page; a name alone is not enough.
      if (fitting.length === 0 && by !== 'address') continue;
      return told(fitting.length === 0 ? alike : fitting, by);
    }
    const telling = wanted.quotes.filter(isTelling);
    return telling.length === 0 ? told([], null) : told(this.#holding(all, telling), 'quotations');
  }

  /** The documents in which each of the quotations stands, one of them exactly once; all of them where there is no quotation. */
  #holding(documents: readonly DocumentRecord[], quotes: readonly QuotedText[]): readonly DocumentRecord[] {
    if (quotes.length === 0) return documents;
    for (const { textId } of documents) this.#sought += this.#read.text(textId)?.length ?? 0;
    // Of some of the texts alone it could not be said that no other holds the quotations.
    if (this.#sought > MOST_SOUGHT) return [];
    return documents.filter((document) => {
      const text = this.#textOf(document);
      const counts = quotes.map((quote) => quoteMatches(text, quote).length);
      return counts.every((count) => count > 0) && counts.includes(1);
    });
  }
}

function told(documents: readonly DocumentRecord[], by: ImportText['by']): Told {
  const choices = documents.slice(0, MOST_CHOICES).map(({ id, title }) => ({ id, title }));
  const [only] = choices;
  if (only && documents.length === 1) return { document: only, by, choices: [] };
  return { document: null, by: null, choices };
}
