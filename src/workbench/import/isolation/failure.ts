import { type ErrorValue, GlossatorError } from '../../../core/errors.ts';

const ELSEWHERE = 'Open it in its own program and save it anew, or save its text.';

/** What a reader threw, as the error of that file: also what it should never throw, for then the file is at fault too. */
export function readingError(thrown: unknown, fileName: string): ErrorValue {
  if (thrown instanceof GlossatorError) return thrown.toValue();
  const place = { path: fileName };
  if (thrown instanceof RangeError && /call stack/i.test(thrown.message)) {
    return {
      code: 'structure-too-deep',
      message: 'Its parts are nested too deeply to be read.',
      place,
      remedy: ELSEWHERE,
    };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'reader-failed',
    message: `The reader for this kind of file failed on it: ${message}`,
    place,
    remedy: ELSEWHERE,
  };
}

/** The thread that read the file has come to an end over it. */
export function crashError(thrown: unknown, fileName: string): GlossatorError {
  const place = { path: fileName };
  const code = thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new GlossatorError('reader-memory', 'Reading it takes more memory than one file is given.', {
      place,
      remedy: 'Divide it into several files, or save its text.',
    });
  }
  return GlossatorError.fromValue(readingError(thrown, fileName));
}

export function timeError(seconds: number, fileName: string): GlossatorError {
  return new GlossatorError(
    'reader-timeout',
    `It could not be read within ${seconds.toLocaleString('en')} seconds.`,
    {
      place: { path: fileName },
      remedy: ELSEWHERE,
    },
  );
}
