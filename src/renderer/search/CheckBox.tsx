import styles from './CheckBox.module.css';

/** Whether a row of a list is taken: for the eye and the pointer, since the list itself tells it to screen readers. */
export function CheckBox({ isChecked }: { readonly isChecked: boolean }) {
  return (
    <span data-check className={styles.check} data-checked={isChecked || undefined} aria-hidden="true">
      {isChecked && '✓'}
    </span>
  );
}
