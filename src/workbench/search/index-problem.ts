import { type ErrorValue, toErrorValue } from '../../core/errors.ts';

const SLOWER = 'Searches take longer without it.';

/** Why the index cannot be made, with a way out. */
export function indexProblem(thrown: unknown, folder: string): ErrorValue {
  const { code, message } = toErrorValue(thrown);
  const place = { path: folder };
  switch (code) {
    case 'disk-full':
      return {
        code,
        message: `The disk is full, so the index for searching could not be finished. ${SLOWER}`,
        place,
        remedy: 'Free some space on this disk, then make the index anew.',
      };
    case 'no-permission':
    case 'project-read-only':
      return {
        code: 'no-permission',
        message: `The index for searching may not be written into its folder. ${SLOWER}`,
        place,
        remedy: 'Give yourself the right to write there, then make the index anew.',
      };
    default:
      return {
        code: 'index-failed',
        message: `The index for searching could not be made (${message}). ${SLOWER}`,
        place,
        remedy: 'See what lies in its place, and remove it, then make the index anew.',
      };
  }
}
