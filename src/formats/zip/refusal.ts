import { GlossatorError } from '../../core/errors.ts';

/** The file is not what it should be by its format. */
export function damaged(message: string): GlossatorError {
  return new GlossatorError('file-damaged', message, {
    remedy: 'Fetch or save it once more; if its own program opens it, save it anew from there.',
  });
}

/** The archive is sound but nothing that one should unpack. */
export function refused(message: string): GlossatorError {
  return new GlossatorError('archive-refused', message, {
    remedy: 'Unpack it with a program that you trust, and import what was in it.',
  });
}
