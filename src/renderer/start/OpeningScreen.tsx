import styles from './FailedScreen.module.css';

/** While main opens the project: mostly too short to be seen, so it says little. */
export function OpeningScreen({ recovering }: { readonly recovering: boolean }) {
  return (
    <main className={styles.screen}>
      <p className={styles.opening} role="status">
        {recovering ? 'Reading what can be read into the new file …' : 'Opening …'}
      </p>
    </main>
  );
}
