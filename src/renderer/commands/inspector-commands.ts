import type { CountedCode } from '../../core/codebook/code.ts';
import { queryKeys } from '../session/invalidation.ts';
import { askSection } from '../workspace/sections.ts';
import { selectedAnnotation } from '../workspace/tagging.ts';
import type { InspectorSection } from '../workspace/workspace.ts';
import type { Command, Condition } from './command.ts';
import { hasAnnotation } from './situation.ts';

const hasAttributes: Condition = {
  holds: ({ workspace }) => {
    const annotation = selectedAnnotation(workspace);
    const codes = workspace.queries.getQueryData<readonly CountedCode[]>(queryKeys.codes) ?? [];
    return (codes.find(({ id }) => id === annotation?.codeId)?.attributes.length ?? 0) > 0;
  },
  needs: 'Select an annotation first whose code has attributes.',
};

function section(
  id: string,
  title: string,
  keys: readonly string[],
  asked: InspectorSection,
  when: Condition = hasAnnotation,
): Command {
  return {
    id,
    title,
    group: 'Code',
    keys,
    where: 'outside-fields',
    when,
    run: ({ workspace }) => askSection(workspace, asked),
  };
}

/** Each part of the inspector under a key of its own. */
export const INSPECTOR_COMMANDS: readonly Command[] = [
  section('code.attributes', 'Edit attributes', ['A', 'Mod+Shift+A'], 'attributes', hasAttributes),
  section('code.entity', 'Link entity …', ['E', 'Mod+Shift+E'], 'entity'),
  section('code.comment', 'Comment …', ['M', 'Mod+Shift+M'], 'comments'),
  section('code.status', 'Status of the annotation', [], 'status'),
  section('code.relations', 'Relations of the annotation', [], 'relations'),
];
