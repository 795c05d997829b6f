import type { Id } from '../core/ids.ts';
import type { WriteTransaction } from '../store/types.ts';
import { revised } from './revised.ts';

/** Mentions held in memory at a time. */
const PAGE = 1_000;

/** Links all that names these entities to another, or to none. */
export function relink(tx: WriteTransaction, fromIds: ReadonlySet<Id>, entityId: Id | null): void {
  const filter = { entityIds: [...fromIds], limit: PAGE };
  // Always the first page: what has been changed is no mention of them any more.
  for (let page = tx.annotationPage(filter); page.length > 0; page = tx.annotationPage(filter)) {
    for (const annotation of page) tx.putAnnotation(revised(annotation, { entityId }));
  }
}
