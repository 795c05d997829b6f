import { GlossatorError, toErrorValue } from '../../../core/errors.ts';
import type { ForeignItem } from './types.ts';

/**
 * What one file of a set holds, its documents with the `path` of the file, for messages. Where it is one of `several` and cannot be read, that is a problem of its own and the others are read; a lone
 * file's fault is the whole set's.
 * @throws GlossatorError cancelled; what reading a lone file raises
 */
export async function* oneOfSeveral(
  items: AsyncIterable<ForeignItem>,
  path: string,
  several: boolean,
): AsyncGenerator<ForeignItem> {
  try {
    for await (const item of items) {
      yield item.kind === 'document' ? { kind: 'document', document: { path, ...item.document } } : item;
    }
  } catch (thrown) {
    if (!several || !(thrown instanceof GlossatorError) || thrown.code === 'cancelled') throw thrown;
    yield { kind: 'problem', severity: 'error', error: toErrorValue(thrown) };
  }
}
