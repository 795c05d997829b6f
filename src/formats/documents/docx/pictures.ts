import { descendantsNamed, type XmlElement } from '../../xml/tree.ts';
import { altText } from '../html/alt-text.ts';

/** What a drawing is called, in DrawingML (`wp:docPr`) or in VML (`v:shape`); empty where that says nothing. */
export function pictureText(drawing: XmlElement): string {
  for (const { attributes } of descendantsNamed(drawing, 'wp:docPr')) {
    return altText(attributes.descr) || altText(attributes.title);
  }
  for (const { attributes } of descendantsNamed(drawing, 'v:shape')) {
    const text = altText(attributes.alt);
    if (text !== '') return text;
  }
  return '';
}
