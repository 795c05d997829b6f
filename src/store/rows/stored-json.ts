import { GlossatorError } from '../../core/errors.ts';
import { DAMAGED } from '../failures.ts';

/** Content of the file that cannot be what was written to it. */
export function damagedContent(detail: string, cause?: unknown): GlossatorError {
  return new GlossatorError('project-damaged', `${DAMAGED.message} (${detail})`, {
    remedy: DAMAGED.remedy,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** JSON that we wrote ourselves. Raises `project-damaged` where it is none any more. The caller names its type. */
export function storedJson<T>(json: unknown, what: string): T {
  if (typeof json !== 'string') throw damagedContent(`${what} is missing`);
  try {
    return JSON.parse(json) as T;
  } catch (thrown) {
    throw damagedContent(`${what} is garbled`, thrown);
  }
}
