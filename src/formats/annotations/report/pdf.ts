import type { AnnotationWriter } from '../writer.ts';
import { htmlPassagesWriter } from './html-passages.ts';
import { htmlTextWriter } from './html-text.ts';

/** The report on annotated texts, to be laid out on numbered pages. */
export const pdfTextWriter: AnnotationWriter = {
  ...htmlTextWriter,
  format: 'pdf-text',
  extension: '.pdf',
  printed: true,
};

/** The report on passages by code, to be laid out on numbered pages. */
export const pdfPassagesWriter: AnnotationWriter = {
  ...htmlPassagesWriter,
  format: 'pdf-passages',
  extension: '.pdf',
  printed: true,
};
