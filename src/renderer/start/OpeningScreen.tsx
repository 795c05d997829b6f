import styles from './FailedScreen.module.css';

/** While main opens the project: mostly too short to be seen, so it says little. */
export function OpeningScreen() {
  return (
    <main className={styles.screen}>
      <p className={styles.opening} role="status">
        Opening …
      </p>
    </main>
  );
}
