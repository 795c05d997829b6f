import { describeKeys } from '../commands/keys.ts';
import { useObservable } from '../session/observable.ts';
import { useSession } from '../session/session-context.ts';
import styles from './Keys.module.css';

/** A key combination as this system writes it. `keys` as commands name them: 'Mod+Shift+Z'. */
export function Keys({ keys }: { readonly keys: string }) {
  const platform = useObservable(useSession().state, (state) => state.shell?.platform ?? 'linux');
  return <kbd className={styles.keys}>{describeKeys(keys, platform)}</kbd>;
}
