import type { ExportReport } from '../../contract/procedures.ts';
import { inDigits } from '../controls/words.ts';
import styles from './LostList.module.css';

/** What the format could not hold. */
export function LostList({ lost }: { readonly lost: ExportReport['lost'] }) {
  if (lost.length === 0) return null;
  return (
    <table className={styles.lost}>
      <caption>What this format cannot hold</caption>
      <tbody>
        {lost.map(({ what, count }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{inDigits(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
