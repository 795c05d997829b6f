import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AttributeMigration } from '../../contract/procedures.ts';
import type { AttributeDefinition } from '../../core/attribute/attribute.ts';
import { plainDefinitions } from './definition-draft.ts';

/** Milliseconds after the last change before it is asked what becomes of the values. */
const PAUSE = 200;

/** What the draft would do to the values, once it rests and can be stored. `key`: whose values they are. */
export function useMigration(
  key: string,
  draft: readonly AttributeDefinition[],
  canBeStored: boolean,
  preview: (definitions: ReturnType<typeof plainDefinitions>) => Promise<AttributeMigration>,
): AttributeMigration | undefined {
  const [resting, setResting] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setResting(draft), PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);
  return useQuery({
    queryKey: ['migration', key, JSON.stringify(resting)],
    queryFn: () => preview(plainDefinitions(resting)),
    enabled: canBeStored && resting === draft,
    placeholderData: (before: AttributeMigration | undefined) => before,
    gcTime: 0,
  }).data;
}
