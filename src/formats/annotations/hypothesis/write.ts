import { Describer, LossCounter } from '../foreign/describe.ts';
import type { ForeignWriter, OutputFile, WriteOptions } from '../foreign/format.ts';
import { jsonList } from '../foreign/json-write.ts';
import { partsOf } from '../foreign/parts.ts';
import type { ExportSource } from '../source.ts';
import { fileNames, textFile } from '../w3c/text-files.ts';
import { addressOf } from '../w3c/texts.ts';
import type { ExportTally } from '../writer.ts';

/** Names of accounts have no spaces and signs; the name itself is shown. */
function about(id: string, name: string, uri: string, title: string, createdAt: string, updatedAt: string) {
  const account = name.replace(/[^\p{L}\p{N}._-]+/gu, '.');
  return {
    id,
    created: createdAt,
    updated: updatedAt,
    user: `acct:${account || 'unknown'}@localhost`,
    user_info: { display_name: name === '' ? null : name },
    uri,
    document: { title: title === '' ? [] : [title] },
  };
}

class RowWriter {
  readonly #source: ExportSource;
  readonly #tally: ExportTally;
  readonly #options: WriteOptions;
  readonly #names: ReturnType<typeof fileNames>;
  count = 0;

  constructor(
    source: ExportSource,
    tally: ExportTally,
    options: WriteOptions,
    names: ReturnType<typeof fileNames>,
  ) {
    this.#source = source;
    this.#tally = tally;
    this.#options = options;
    this.#names = names;
  }

  *rows(): Generator<object> {
    const describer = new Describer(this.#source);
    const losses = new LossCounter(this.#source, this.#tally, describer, {
      persons: true,
      comments: true,
      features: true,
    });
    for (const entry of this.#source.documents()) {
      losses.document(entry);
      const uri = addressOf(this.#names.get(entry.document.id) ?? '');
      const text = describer.text(entry);
      const { title } = entry.document;
      const before = this.count;
      for (const annotation of losses.annotations(entry.document.id)) {
        const { id, personId, codeId, note, createdAt, updatedAt } = annotation;
        this.#tally.lose('attribute values', Object.keys(annotation.attributes).length);
        if (annotation.entityId !== null) this.#tally.lose('links to entities', 1);
        this.#tally.lose('statuses of annotations', annotation.status === 'draft' ? 0 : 1);
        const tags = [describer.label(codeId)];
        for (const [index, { start, end }] of partsOf(
          annotation,
          this.#options.discontinuous,
          this.#tally,
        ).entries()) {
          const selector = [
            { type: 'TextPositionSelector', start, end },
            {
              type: 'TextQuoteSelector',
              exact: text.slice(start, end),
              prefix: text.slice(Math.max(0, start - 32), start),
              suffix: text.slice(end, end + 32),
            },
          ];
          const own = about(
            index === 0 ? id : `${id}.${index + 1}`,
            describer.person(personId),
            uri,
            title,
            createdAt,
            updatedAt,
          );
          yield this.#counted({ ...own, text: note, tags, target: [{ source: uri, selector }] });
        }
      }
      this.#tally.lose('documents without annotations', this.count === before ? 1 : 0);
    }
    for (const { id, targetKind, targetId, personId, body, createdAt, deleted } of this.#source.comments()) {
      const target = targetKind === 'annotation' ? this.#source.annotation(targetId) : undefined;
      const name = this.#names.get(target?.documentId ?? targetId);
      if (deleted) continue;
      if (name === undefined || target?.lost) {
        losses.comment();
        continue;
      }
      const uri = addressOf(name);
      const own = about(id, describer.person(personId), uri, '', createdAt, createdAt);
      yield this.#counted({
        ...own,
        text: body,
        tags: [],
        target: [{ source: uri }],
        ...(target ? { references: [targetId] } : {}),
      });
    }
    losses.set();
  }

  #counted(row: object): object {
    this.count += 1;
    return row;
  }
}

/** The texts, and the annotations on them as the search of Hypothesis answers. */
function* filesOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<OutputFile> {
  const names = fileNames(source, '.txt');
  for (const entry of source.documents()) yield textFile(names.get(entry.document.id) ?? '', entry, source);
  const writer = new RowWriter(source, tally, options, names);
  yield {
    path: 'annotations.json',
    pieces: jsonList(writer.rows(), '{"rows":', () => `,"total":${writer.count}}`),
  };
}

export const hypothesisWriter: ForeignWriter = { format: 'hypothesis', write: filesOf };
