import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import { Button } from '../controls/buttons.tsx';
import { useWorkspace } from '../session/session-context.ts';
import { confirmDefinition } from '../workspace/annotating.ts';
import styles from './OlderDefinition.module.css';

/** Where the code was defined anew after the annotation was made: says so, and lets it be confirmed. */
export function OlderDefinition({
  annotation,
  code,
}: {
  readonly annotation: Annotation;
  readonly code: CountedCode;
}) {
  const workspace = useWorkspace();
  if (annotation.codeVersion >= code.version) return null;
  return (
    <div className={styles.note} role="note">
      <p>
        Made under definition {annotation.codeVersion} of ‘{code.name}’; it is at {code.version} now.
      </p>
      <Button
        look="quiet"
        onPress={() => void workspace.attempt(() => confirmDefinition(workspace, annotation))}
      >
        Confirm
      </Button>
      <Button
        look="quiet"
        onPress={() => workspace.state.patch({ page: { kind: 'definitions', codeId: code.id } })}
      >
        All of them
      </Button>
    </div>
  );
}
