import type { WorkbenchClient } from '../../../contract/client.ts';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import type { SpanHandles } from '../handles/span-handles.ts';
import { Pointing } from '../rail/pointing.ts';
import { Rail } from '../rail/rail.ts';
import { RailInput } from '../rail/rail-input.ts';
import type { RailNames } from '../rail/rail-item.ts';
import { RelationDrag } from '../relations/relation-drag.ts';
import { Relations } from '../relations/relations.ts';
import type { ReadingViewProps } from '../types.ts';
import { Discussed } from './discussed.ts';
import type { ReadingElements } from './elements.ts';
import type { Tags } from './tags.ts';
import type { TextGeometry } from './text-geometry.ts';
import type { TextViewport } from './text-viewport.ts';
import type { Travel } from './travel.ts';

/** What all parts of the view share. */
interface Shared {
  readonly client: WorkbenchClient;
  readonly documentId: Id;
  readonly viewport: TextViewport;
  readonly geometry: TextGeometry;
  readonly travel: Travel;
  readonly tags: Tags;
  readonly names: RailNames;
  readonly pane: HTMLElement;
}

/** What the rail asks of the rest; asked for only when something happens, as the rest is made after it. */
interface Beyond {
  props(): ReadingViewProps;
  handles(): SpanHandles;
  /** says something to those who do not see it */
  say(words: string): void;
  focusText(): void;
}

export interface RailSide {
  readonly pointing: Pointing;
  readonly relations: Relations;
  readonly rail: Rail;
  readonly discussed: Discussed;
  /** all that has to be ended, what was made last first */
  readonly parts: readonly { close(): void }[];
}

/** Puts together what stands beside the text: brackets, labels, arcs, and pointing at them. */
export function railSide(elements: ReadingElements, shared: Shared, beyond: Beyond): RailSide {
  const { client, documentId, viewport, tags, names } = shared;
  const { props, handles } = beyond;
  const choose = (annotation: Annotation | null) => props().onSelectAnnotation(annotation);
  const menu = (annotation: Annotation, x: number, y: number) =>
    props().onMenu({ about: 'annotation', annotation, x, y });
  const pointing = new Pointing({
    ...shared,
    ...elements,
    rail: () => rail,
    choose,
    picked: (annotation, offset) => handles().pick(annotation, offset),
    hovered: () => handles().drawHovered(),
    menu,
  });
  const relations = new Relations(
    elements,
    { ...shared, anchorOf: (id) => rail.anchorOf(id), chosenId: () => tags.chosenId },
    {
      changed: () => rail.rewrite(),
      pointedAt: (ids) => pointing.pointAt(...ids),
      follow: (end) => props().onFollow(end),
      list: (views) => props().onListRelations(views),
      menu: (relation, x, y) => props().onMenu({ about: 'relation', relation, x, y }),
      failed: reportError,
    },
  );
  const open = (ids: readonly Id[], beside: HTMLElement) => pointing.openList(ids, beside);
  const rail = new Rail(elements, viewport, tags, names, open, relations);
  const drag = new RelationDrag(
    {
      ...shared,
      view: elements.view,
      svg: elements.joints,
      at: (event) => railInput.at(event) ?? pointing.at(event.clientX, event.clientY)?.id ?? null,
    },
    {
      began: (from) => {
        rail.markStart(from ?? props().relationStartId);
        if (from !== null) beyond.say('Drop on another annotation to relate them');
      },
      over: (target) => pointing.pointAt(target),
      dropped: (from, to) => props().onRelate(from, to),
    },
  );
  const railInput = new RailInput(
    { ...shared, railBox: elements.rail, list: elements.labels, rail },
    {
      chosen: choose,
      pointedAt: (id) => pointing.pointAtRail(id),
      left: beyond.focusText,
      grabbed: (id, event) => drag.grab(id, event),
      menu,
    },
  );
  const changed = () => rail.rewrite();
  const discussed = new Discussed(client, documentId, { changed, failed: reportError });
  return { pointing, relations, rail, discussed, parts: [drag, railInput, discussed, relations, pointing] };
}
