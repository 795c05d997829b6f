import { GlossatorError, type Warning } from '../../../core/errors.ts';
import type { DocumentMetadata } from '../../../core/project/records.ts';
import type { EncodingFound, ParsedDocument, ProposedCut } from '../../../core/text/parsed.ts';
import { assemble, type Verdict } from '../html/assemble.ts';
import type { FlowBlock } from '../html/flow.ts';
import { languageOf } from '../metadata/language.ts';
import { headingOf } from '../txt/heading.ts';

/** What a document says of itself in its properties; empty strings where it says nothing. */
export interface StatedProperties {
  readonly title: string;
  readonly author: string;
  /** as it stands in the file: a date, or date and time, of ISO 8601 */
  readonly date: string;
  readonly language: string;
  readonly source?: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface Made {
  readonly blocks: readonly FlowBlock[];
  readonly verdicts?: readonly Verdict[];
  readonly stated: StatedProperties;
  readonly fileName: string;
  readonly format: string;
  readonly mediaType: string;
  /** absent where the format leaves nothing to guess */
  readonly encoding?: EncodingFound;
  readonly warnings: readonly Warning[];
}

/**
 * The document that was made of a file, what it does not say of itself guessed from its text and its file’s name.
 * @throws GlossatorError file-empty
 */
export function madeDocument(made: Made): ParsedDocument {
  const { blocks, fileName } = made;
  if (blocks.every(({ text }) => text === '')) {
    throw new GlossatorError('file-empty', 'The file holds no text that could be read.', {
      place: { path: fileName },
      remedy: 'If it shows pictures of text, recognise them with a program for that first.',
    });
  }
  const { text, blocks: placed, marks, cuts } = assemble(blocks, made.verdicts ?? []);
  return {
    text,
    blocks: placed,
    marks,
    cuts: cuts satisfies readonly ProposedCut[],
    metadata: metadataOf(made, text),
    mediaType: made.mediaType,
    format: made.format,
    encoding: made.encoding ?? null,
    warnings: made.warnings,
  };
}

/** Titles that programs put there themselves. */
const PROGRAM_TITLE =
  /^(?:microsoft word|powerpoint|document\d*$|dokument\d*$|документ\d*$|untitled|unknown|title$|\.?\w+\.(?:docx?|odt|rtf|tmp)$)/i;

function metadataOf({ stated, blocks, fileName }: Made, text: string): DocumentMetadata {
  const heading = blocks.find(({ shape }) => shape.kind === 'heading' && (shape.level ?? 6) <= 2);
  const guessed = headingOf(
    blocks.slice(0, 8).map((block) => block.text.slice(0, 1_000)),
    fileName,
  );
  const title = stated.title.replace(/\s+/gu, ' ').trim();
  return {
    title:
      title && !PROGRAM_TITLE.test(title) ? title : (heading?.text.replace(/\s+/gu, ' ') ?? guessed.title),
    source: stated.source ?? '',
    author: stated.author.replace(/\s+/gu, ' ').trim(),
    date: dayOf(stated.date) || guessed.date,
    language: languageOf(text) || tagOf(stated.language),
    fields: Object.fromEntries(Object.entries(stated.fields).filter(([, value]) => value.trim() !== '')),
  };
}

/** The day of a date and time as its author’s clock had it; years that programs put for “none” are none. */
function dayOf(date: string): string {
  const found = /^\s*((\d{4})(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?![\d-])/.exec(date);
  return found?.[1] && Number(found[2]) >= 1_000 && !/^(?:1601|1899|1900|1904|1970)-01-01/.test(found[1])
    ? found[1]
    : '';
}

function tagOf(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.trim())[0] ?? '';
  } catch (thrown) {
    if (thrown instanceof RangeError) return '';
    throw thrown;
  }
}

/** Tells of parts of a file that are not in its text. Nothing for none. */
export function leftOut(count: number, one: string, many: string, why: string): Warning[] {
  if (count === 0) return [];
  return [
    { code: 'content-left-out', message: `${count.toLocaleString('en')} ${count === 1 ? one : many} ${why}` },
  ];
}
