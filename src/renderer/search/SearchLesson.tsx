import type { QueryKind } from '../../core/query/text-query.ts';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import styles from './SearchPage.module.css';

const EXAMPLES: Readonly<Record<QueryKind, readonly (readonly [query: string, finds: string])[]>> = {
  words: [
    ['river flood', 'passages that have both words, in any order'],
    ['"river rose"', 'the words one after the other'],
    ['flood*', 'all words that begin so: floods, flooded, flooding'],
    ['flood OR drought', 'one of them, or both'],
    ['river -dam', 'those without a word'],
    ['(flood* OR drought) minister', 'together'],
  ],
  text: [
    ['said: “no', 'the text as it stands, with its punctuation'],
    ['art', 'also within words (part, article), unless Whole words is chosen'],
  ],
  pattern: [
    ['\\d{4}-\\d{2}', 'four digits, a hyphen, two digits'],
    ['flood(s|ed)?\\b', 'flood, floods, flooded'],
    ['\\p{Lu}{2,}', 'two capital letters or more, of any alphabet'],
  ],
};

const NOTES: Readonly<Record<QueryKind, string>> = {
  words:
    'A passage is a paragraph, a heading, a list item or a cell. Capital letters and accents are not told apart: cafe finds Café.',
  text: 'Accents count; which quotation marks there are, and how many blanks, does not. Slower than words in a large project, since every text is read through.',
  pattern: 'A regular expression as JavaScript has it. Slower than words in a large project.',
};

/** The page before anything is sought: what can be written, by examples. */
export function SearchLesson({ kind }: { readonly kind: QueryKind }) {
  return (
    <div className={styles.lesson}>
      <table>
        <caption>Examples</caption>
        <thead>
          <tr>
            <th scope="col">Write</th>
            <th scope="col">to find</th>
          </tr>
        </thead>
        <tbody>
          {EXAMPLES[kind].map(([query, finds]) => (
            <tr key={query}>
              <th scope="row">
                <code>{query}</code>
              </th>
              <td>{finds}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{NOTES[kind]}</p>
      <p>
        Enter opens a passage with the hit selected, to be tagged by a code’s key.{' '}
        <CommandKeys id="search.next" /> goes to the next one from anywhere, <CommandKeys id="go.search" />{' '}
        comes back to the list.
      </p>
    </div>
  );
}
