import { useQuery } from '@tanstack/react-query';
import type { LayersView } from '../../contract/procedures.ts';
import { queryKeys } from './invalidation.ts';
import { useWorkspace } from './session-context.ts';

/** Which layers are shown, without counting what is in them: it stays while one tags. */
export function useLayers(): LayersView | undefined {
  const { client } = useWorkspace();
  const queryFn = () => client.call('people.layers', { counts: false });
  return useQuery({ queryKey: [...queryKeys.layers, 'choice'], queryFn }).data;
}

/** The layers with what is in them. */
export function useCountedLayers(): LayersView | undefined {
  const { client } = useWorkspace();
  const queryFn = () => client.call('people.layers', { counts: true });
  return useQuery({ queryKey: queryKeys.layerCounts, queryFn }).data;
}
