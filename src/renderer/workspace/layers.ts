import type { InputOf, LayersView } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { counted } from '../controls/words.ts';
import { queryKeys } from '../session/invalidation.ts';
import type { Workspace } from './workspace.ts';

type Change = InputOf<'people.setLayers'>;

function changed(view: LayersView, { people, adjudicated }: Change): LayersView {
  const changes = new Map(people.map((change) => [change.personId, change]));
  return {
    ...view,
    people: view.people.map((layer) => {
      const { shown = layer.shown, locked = layer.locked } = changes.get(layer.personId) ?? {};
      return { ...layer, shown, locked };
    }),
    adjudicated: { ...view.adjudicated, shown: adjudicated ?? view.adjudicated.shown },
  };
}

/** Shows, hides or locks layers: at once in the list, then in the text. */
export async function setLayers({ client, queries }: Workspace, change: Change): Promise<void> {
  queries.setQueriesData<LayersView>({ queryKey: queryKeys.layers }, (view) => view && changed(view, change));
  try {
    await client.call('people.setLayers', change);
  } catch (thrown) {
    void queries.invalidateQueries({ queryKey: queryKeys.layers });
    throw thrown;
  }
}

/** Shows only the layers of these people; null: of everyone, with the adjudicated set. */
export async function showOnly(workspace: Workspace, personIds: readonly Id[] | null): Promise<void> {
  const { people } = await workspace.client.call('people.layers', { counts: false });
  const shows = (personId: Id) => personIds?.includes(personId) ?? true;
  await setLayers(workspace, {
    people: people.map(({ personId }) => ({ personId, shown: shows(personId) })),
    adjudicated: personIds === null,
  });
}

/** What is hidden, in words; empty where nothing is. */
export function hiddenWords({ people, adjudicated }: LayersView): string {
  const hidden = people.filter(({ shown }) => !shown).length;
  const what = [
    ...(hidden > 0 ? [counted(hidden, 'person', 'people')] : []),
    ...(adjudicated.shown ? [] : ['adjudicated set']),
  ];
  return what.length === 0 ? '' : `${what.join(' and ')} hidden`;
}
