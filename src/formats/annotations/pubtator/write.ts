import { ByteGatherer } from '../byte-gatherer.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter, loseSaid } from '../foreign/describe.ts';
import type { ForeignWriter, WriteOptions } from '../foreign/format.ts';
import { partsOf } from '../foreign/parts.ts';
import type { ForeignEntity } from '../foreign/types.ts';
import type { ExportSource } from '../source.ts';
import { type ExportTally, PIECE_LENGTH } from '../writer.ts';

/** On one line, without tabs: as long as before. */
function flat(text: string): string {
  return text.replace(/[\t\n\r]/g, ' ');
}

function conceptOf(entity: ForeignEntity | undefined): string {
  return flat(
    (entity?.identifiers ?? [])
      .map(({ scheme, value }) => (scheme === 'pubtator' ? value : `${scheme}:${value}`))
      .join(';'),
  );
}

/** An article a document: the first line of its text for a title, the rest as abstract. */
function* articlesOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<Uint8Array> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, { relations: true });
  const gatherer = new ByteGatherer(PIECE_LENGTH);
  let id = 0;
  for (const entry of source.documents()) {
    losses.document(entry);
    id += 1;
    const text = describer.text(entry);
    const count = codePointCounter(text);
    const cut = text.indexOf('\n');
    const [title, abstract] = cut < 0 ? [text, undefined] : [text.slice(0, cut), text.slice(cut + 1)];
    tally.lose('line ends within texts (written as spaces)', (abstract?.split('\n').length ?? 1) - 1);
    gatherer.text(`${id}|t|${flat(title)}\n${abstract === undefined ? '' : `${id}|a|${flat(abstract)}\n`}`);
    for (const annotation of losses.annotations(entry.document.id)) {
      const concept = conceptOf(describer.entity(annotation.entityId)) || '-';
      const label = flat(describer.label(annotation.codeId));
      for (const { start, end } of partsOf(annotation, options.discontinuous, tally)) {
        gatherer.text(
          `${[id, count(start), count(end), flat(text.slice(start, end)), label, concept].join('\t')}\n`,
        );
      }
      if (gatherer.isFull) yield gatherer.take();
    }
    for (const relation of describer.relations(entry.document.id)) {
      const { fromId, toId, codeId } = relation;
      // The first identifier of each stands for it.
      const [from, to] = [fromId, toId].map(
        (end) => conceptOf(describer.entity(source.annotation(end)?.entityId ?? null)).split(';')[0],
      );
      if (!from || !to || from === to)
        tally.lose('relations between passages without identifiers, or of one and the same', 1);
      else {
        loseSaid(relation, tally);
        gatherer.text(`${[id, flat(describer.label(codeId)), from, to].join('\t')}\n`);
      }
    }
    gatherer.text('\n');
  }
  losses.set();
  yield gatherer.take();
}

export const pubTatorWriter: ForeignWriter = {
  format: 'pubtator',
  write: (source, tally, options) => [
    { path: 'export.pubtator', pieces: articlesOf(source, tally, options) },
  ],
};
