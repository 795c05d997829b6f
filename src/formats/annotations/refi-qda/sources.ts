import type { TextRange } from '../../../core/text/structure.ts';
import { childNamed, childrenNamed, textOf, type XmlElement } from '../../xml/tree.ts';
import type { Convention, SourceText, StatedSelection } from './positions.ts';
import { guidOf } from './project.ts';

/** One text of a project: a text source itself, what is written of a PDF or a picture, or a transcript. */
export interface TextPlace {
  /** the element that has the text or says where it is */
  readonly text: XmlElement;
  /** the source that it belongs to, with its name, codes and notes */
  readonly source: XmlElement;
  readonly kind: 'text' | 'pdf' | 'picture' | 'transcript';
}

/** The texts of a source. */
export function textsOf(source: XmlElement): readonly TextPlace[] {
  const inside = (name: string, kind: TextPlace['kind']) =>
    childrenNamed(source, name).map((text): TextPlace => ({ text, source, kind }));
  switch (source.name) {
    case 'TextSource':
      return [{ text: source, source, kind: 'text' }];
    case 'PDFSource':
      return inside('Representation', 'pdf');
    case 'PictureSource':
      return inside('TextDescription', 'picture');
    default:
      return inside('Transcript', 'transcript');
  }
}

/** What of a source is no text: regions of pictures and pages, stretches of sound. */
export const OTHER_SELECTIONS = ['PictureSelection', 'AudioSelection', 'VideoSelection'];

export interface Selected {
  readonly element: XmlElement;
  /** UTF-16 offsets into the canonical text; null: the text does not say where */
  readonly range: TextRange | null;
}

function statedOf({ attributes }: XmlElement): StatedSelection {
  return {
    start: Number(attributes.startPosition ?? Number.NaN),
    end: Number(attributes.endPosition ?? Number.NaN),
    name: attributes.name ?? '',
  };
}

/** What the text's own selections state, by which the convention is told. */
export function statedIn({ text }: TextPlace): readonly StatedSelection[] {
  return childrenNamed(text, 'PlainTextSelection').map(statedOf);
}

/** The stretch between two points at which text and sound are in step. */
function betweenSyncPoints(selection: XmlElement, transcript: XmlElement): StatedSelection | null {
  const points = new Map(
    childrenNamed(transcript, 'SyncPoint').map(({ attributes }) => [guidOf(attributes.guid), attributes]),
  );
  const [from, to] = [selection.attributes.fromSyncPoint, selection.attributes.toSyncPoint].map(
    (guid) => points.get(guidOf(guid))?.position,
  );
  return from === undefined || to === undefined
    ? null
    : { start: Number(from), end: Number(to), name: selection.attributes.name ?? '' };
}

/** The only place of a quotation in a text; null where it is not there, or more than once. */
function onlyPlace(text: string, quotation: string): TextRange | null {
  const at = quotation === '' ? -1 : text.indexOf(quotation);
  if (at < 0 || text.indexOf(quotation, at + 1) >= 0) return null;
  return { start: at, end: at + quotation.length };
}

/** Everything that is selected in a text, with its place in it. */
export function* selectedIn(
  text: SourceText,
  { text: element, source, kind }: TextPlace,
  convention: Convention,
): Generator<Selected> {
  const placed = (selection: XmlElement, stated: StatedSelection | null): Selected => {
    const isSound = stated !== null && Number.isFinite(stated.start) && Number.isFinite(stated.end);
    return { element: selection, range: isSound ? text.range(stated, convention) : null };
  };
  for (const selection of childrenNamed(element, 'PlainTextSelection'))
    yield placed(selection, statedOf(selection));
  if (kind === 'transcript') {
    for (const selection of childrenNamed(element, 'TranscriptSelection')) {
      const stated = betweenSyncPoints(selection, element);
      // The second point is where the stretch ends, whatever the convention.
      yield {
        ...placed(selection, stated),
        range: stated && text.range(stated, { ...convention, end: 'exclusive' }),
      };
    }
  }
  if (kind !== 'pdf') return;
  for (const selection of childrenNamed(source, 'PDFSelection')) {
    const representation = childNamed(selection, 'Representation');
    const quotation = textOf(representation && childNamed(representation, 'PlainTextContent'));
    const found = onlyPlace(text.file.text, quotation.replace(/\r\n?/g, '\n'));
    yield { element: selection, range: found };
  }
}
