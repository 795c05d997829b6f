import { inDigits } from '../controls/words.ts';
import { titleOf } from '../documents/arrange.ts';
import { languageName } from '../documents/language-name.ts';
import { useListedDocument, useOpened } from '../session/queries.ts';
import styles from './DocumentFacts.module.css';

/** What the document is and where it came from. */
export function DocumentFacts({ documentId }: { readonly documentId: string }) {
  const document = useListedDocument(documentId);
  const text = useOpened(documentId).opened?.text;
  if (!document) return null;
  const facts: readonly (readonly [string, string])[] = [
    ['Title', titleOf(document)],
    ['Author', document.author],
    ['Date', document.date],
    ['Source', document.source],
    ['Language', languageName(document.language)],
    ['File', document.fileName],
    ['Read as', text ? [text.format, text.encoding].filter(Boolean).join(', ') : ''],
    ['Length', `${inDigits(document.length)} characters`],
    ...Object.entries(document.fields),
  ];
  return (
    <section className={styles.facts} aria-label="About the document">
      <dl data-copyable>
        {facts.map(([name, value]) =>
          value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}
