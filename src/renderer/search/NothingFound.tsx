import { Button } from '../controls/buttons.tsx';
import type { Asked } from './question.ts';
import styles from './SearchPage.module.css';

interface NothingFoundProps {
  readonly asked: Asked;
  readonly onAsk: (change: Partial<Asked>) => void;
}

/** What may be tried where nothing was found. */
export function NothingFound({ asked, onAsk }: NothingFoundProps) {
  const { kind, query, documentIds, caseSensitive, wholeWord } = asked;
  return (
    <div className={styles.nothing}>
      <p>
        Nothing found for <q dir="auto">{query}</q>
        {documentIds && (documentIds.length === 1 ? ' in the chosen document' : ' in the chosen documents')}.
      </p>
      {kind === 'words' && (
        <p>
          All words have to stand in one passage. Try fewer words, or only their beginnings, as in{' '}
          <code>flood*</code>.
        </p>
      )}
      {kind === 'text' && <p>In exact text accents and punctuation count.</p>}
      <div className={styles.ways}>
        {documentIds && <Button onPress={() => onAsk({ documentIds: null })}>Search All Documents</Button>}
        {kind !== 'words' && caseSensitive && (
          <Button onPress={() => onAsk({ caseSensitive: false })}>Search without Matching Case</Button>
        )}
        {kind === 'text' && wholeWord && (
          <Button onPress={() => onAsk({ wholeWord: false })}>Search Parts of Words Too</Button>
        )}
        {kind === 'words' && <Button onPress={() => onAsk({ kind: 'text' })}>Search as Exact Text</Button>}
        {kind !== 'words' && <Button onPress={() => onAsk({ kind: 'words' })}>Search as Words</Button>}
      </div>
    </div>
  );
}
