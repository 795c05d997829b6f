import type { LinkedKind } from '../../contract/procedures.ts';
import { type Id, isId } from '../../core/ids.ts';

/** A record that Markdown links to. */
export interface RecordReference {
  readonly kind: LinkedKind;
  readonly id: Id;
}

const KINDS: readonly LinkedKind[] = ['document', 'code', 'annotation', 'entity', 'memo'];

/** `glossator:KIND/ID` */
export function recordAddress({ kind, id }: RecordReference): string {
  return `glossator:${kind}/${id}`;
}

/** The record that an address leads to; null for any other address. */
export function recordAt(address: string): RecordReference | null {
  const parts = /^glossator:([a-z]+)\/([0-9a-f-]{36})$/.exec(address);
  const kind = KINDS.find((each) => each === parts?.[1]);
  const id = parts?.[2];
  return kind && isId(id) ? { kind, id } : null;
}
