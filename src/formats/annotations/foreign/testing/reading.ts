import type { ErrorValue } from '../../../../core/errors.ts';
import type { Bundle, ForeignDocument, ForeignItem, ForeignReader } from '../types.ts';

/** All that a reader hands on, without intake. */
export async function itemsOf(reader: ForeignReader, bundle: Bundle): Promise<readonly ForeignItem[]> {
  const items: ForeignItem[] = [];
  for await (const item of reader.read(bundle)) items.push(item);
  return items;
}

export function documentsIn(items: readonly ForeignItem[]): readonly ForeignDocument[] {
  return items.flatMap((item) => (item.kind === 'document' ? [item.document] : []));
}

export function problemsIn(items: readonly ForeignItem[]): readonly ErrorValue[] {
  return items.flatMap((item) => (item.kind === 'problem' ? [item.error] : []));
}

/** What a reader made of a bundle, sorted out. */
export interface ForeignSet {
  readonly documents: readonly ForeignDocument[];
  readonly codes: readonly Extract<ForeignItem, { kind: 'code' }>[];
  readonly problems: readonly Extract<ForeignItem, { kind: 'problem' }>[];
}

export async function readAll(reader: ForeignReader, bundle: Bundle): Promise<ForeignSet> {
  const documents: ForeignDocument[] = [];
  const codes: Extract<ForeignItem, { kind: 'code' }>[] = [];
  const problems: Extract<ForeignItem, { kind: 'problem' }>[] = [];
  for await (const item of reader.read(bundle)) {
    if (item.kind === 'document') documents.push(item.document);
    else if (item.kind === 'code') codes.push(item);
    else if (item.kind === 'problem') problems.push(item);
  }
  return { documents, codes, problems };
}
