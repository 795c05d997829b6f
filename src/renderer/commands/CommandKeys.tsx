import { Keys } from '../controls/Keys.tsx';
import { useCommandById } from './registry.ts';

/** The keys of a command as they are now; nothing where it has none. */
export function CommandKeys({ id }: { readonly id: string }) {
  const [keys] = useCommandById()(id)?.keys ?? [];
  return keys ? <Keys keys={keys} /> : null;
}
