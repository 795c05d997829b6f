import { useEffect, useMemo, useState } from 'react';
import type { LinkTarget } from '../../contract/procedures.ts';
import { useLinkTargets } from '../session/discussion-queries.ts';
import { type RecordReference, recordAt } from './record-links.ts';

const KIND_WORDS: Readonly<Record<LinkTarget['kind'], string>> = {
  document: 'Document',
  code: 'Code',
  annotation: 'Annotation',
  entity: 'Entity',
  memo: 'Memo',
};

function linksIn(root: HTMLElement): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-record]')];
}

/** The record that a link under the root leads to; null for anything else. */
export function recordOfElement(target: EventTarget | null): RecordReference | null {
  const link = target instanceof Element ? target.closest<HTMLElement>('[data-record]') : null;
  const { record, recordId } = link?.dataset ?? {};
  return record && recordId ? recordAt(`glossator:${record}/${recordId}`) : null;
}

/**
 * Says on each link to a record what it leads to, and that there is no such record any more where that is so. `version` is
 * what changes when links may have changed.
 */
export function useRecordChips(root: HTMLElement | null, version: unknown, reachable: boolean): void {
  const [addresses, setAddresses] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when to look again
  useEffect(() => {
    const found = root
      ? linksIn(root).map(({ dataset }) => `glossator:${dataset.record}/${dataset.recordId}`)
      : [];
    setAddresses([...new Set(found)].sort().join(' '));
  }, [root, version]);
  const references = useMemo(
    () => addresses.split(' ').flatMap((address) => recordAt(address) ?? []),
    [addresses],
  );
  const targets = useLinkTargets(references);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (!root) return;
    for (const link of linksIn(root)) {
      const target = targets?.find(
        ({ kind, id }) => kind === link.dataset.record && id === link.dataset.recordId,
      );
      const kind = KIND_WORDS[link.dataset.record as LinkTarget['kind']];
      const isGone = target !== undefined && target.label === null;
      if (isGone) link.dataset.missing = '';
      else delete link.dataset.missing;
      link.dataset.tip = isGone ? `${kind} that is not there any more` : `${kind}: ${target?.label ?? '…'}`;
      if (reachable) {
        link.setAttribute('role', 'link');
        link.tabIndex = 0;
        if (isGone) link.setAttribute('aria-disabled', 'true');
      }
    }
  }, [root, version, targets, reachable]);
}
