import type { AnchorChange } from '../../contract/procedures.ts';
import { codePath } from '../../core/codebook/tree.ts';
import { formatCodePath } from '../../formats/annotations/code-path.ts';
import type { StoreReader } from '../../store/types.ts';

/** Changes with the path of the code and the name of the person beside their ids, for scripts. */
export function namedChanges(read: StoreReader, changes: readonly AnchorChange[]) {
  const codes = new Map(read.codes().map((code) => [code.id, code]));
  const people = new Map(read.persons().map(({ id, name }) => [id, name]));
  return changes.map((change) => {
    const code = codes.get(change.codeId);
    return {
      ...change,
      code: code ? formatCodePath(codePath(code, codes)) : '',
      person: people.get(change.personId) ?? '',
    };
  });
}
