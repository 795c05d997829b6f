import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCodePath, parseCodePath } from '../code-path.ts';
import { type AnnotatedSet, arbitrarySet } from '../testing/arbitrary-set.ts';
import { arbitrarySetWithLost } from '../testing/lost-places.ts';
import { sourceOf } from '../testing/source-of.ts';
import { written } from '../testing/written.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';
import { defused, undefused } from './cell.ts';
import { csvDocumentsWriter } from './documents.ts';
import { csvEntitiesWriter } from './entities.ts';
import { csvRelationsWriter } from './relations.ts';
import { csvWriter } from './write.ts';

type Row = Record<string, string>;

async function table(set: AnnotatedSet): Promise<{ text: string; tally: ExportTally }> {
  const { bytes, tally } = await written(csvWriter, set);
  return { text: bytes.toString('utf8'), tally };
}

const rowsOf = (text: string): readonly Row[] =>
  parse(text, { bom: true, columns: true, record_delimiter: '\r\n' }) as Row[];

describe('quotations as CSV', () => {
  it('gives every span, its offsets and its texts back exactly, but for lone surrogates', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySetWithLost, async (set) => {
        const { text, tally } = await table(set);
        const source = sourceOf(set);
        const wanted = [...source.documents()].flatMap(({ document, text: { codePoints, length } }) =>
          [...source.annotations(document.id)].flatMap((annotation) =>
            annotation.spans.map((span, index) => ({
              document: document.title.toWellFormed(),
              code: formatCodePath(
                source.codes.find(({ id }) => id === annotation.codeId)?.path ?? [],
              ).toWellFormed(),
              quote: span.quote.toWellFormed(),
              context_before: span.prefix.toWellFormed(),
              context_after: span.suffix.toWellFormed(),
              note: annotation.note.toWellFormed(),
              status: annotation.status,
              entity: source.entities.find(({ id }) => id === annotation.entityId)?.name ?? '',
              comments: String(source.commentCount(annotation.id)),
              start_utf16: String(span.start),
              end_utf16: String(span.end),
              lost: annotation.lost ? 'yes' : '',
              ...(codePoints === length && !annotation.lost ? { end_code_point: String(span.end) } : {}),
              span: String(index + 1),
              spans: String(annotation.spans.length),
              annotation_id: annotation.id,
            })),
          ),
        );
        const rows = rowsOf(text);
        expect(rows).toHaveLength(wanted.length);
        expect(tally.annotations).toBe(set.annotations.length);
        for (const [index, row] of rows.entries()) {
          const plain = Object.fromEntries(
            Object.entries(row).map(([name, cell]) => [name, undefused(cell)]),
          );
          expect(plain).toMatchObject(wanted[index] ?? {});
        }
      }),
      { numRuns: 60 },
    );
  });

  it('begins with a byte order mark and ends its rows as RFC 4180 says', async () => {
    const { text } = await table(fc.sample(arbitrarySet, { numRuns: 1, seed: 3 })[0] as AnnotatedSet);
    expect(text.startsWith('\uFEFFdocument,code,person,quote,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('says what it leaves out', async () => {
    const [set] = fc.sample(arbitrarySet, { numRuns: 1, seed: 5 });
    const empty: AnnotatedSet = { ...(set as AnnotatedSet), annotations: [] };
    expect((await table(empty)).tally.lost).toContainEqual({
      what: 'codes without annotations',
      count: empty.codes.length,
    });
  });
});

describe('further tables', () => {
  const tableOf = async (writer: AnnotationWriter, set: AnnotatedSet) => {
    const { bytes, tally } = await written(writer, set);
    const rows = rowsOf(bytes.toString('utf8')).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, undefused(cell)])),
    );
    expect(tally.rows).toBe(rows.length);
    return rows;
  };

  it('hold every relation with what it connects', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (set) => {
        const rows = await tableOf(csvRelationsWriter, set);
        expect(
          rows.map((row) => [row.relation_id, row.from_annotation_id, row.to_annotation_id, row.note]),
        ).toEqual(set.relations.map(({ id, fromId, toId, note }) => [id, fromId, toId, note.toWellFormed()]));
        for (const [index, relation] of set.relations.entries()) {
          const from = set.annotations.find(({ id }) => id === relation.fromId);
          expect(rows[index]?.from_quote).toBe(
            from?.spans
              .map(({ quote }) => quote)
              .join(' … ')
              .toWellFormed(),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('hold every document, each of its codes, and the values of both', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (set) => {
        const rows = await tableOf(csvDocumentsWriter, set);
        expect(new Set(rows.map((row) => row.document_id))).toEqual(
          new Set(set.documents.map(({ record }) => record.id)),
        );
        const codes = rows.map((row) => row.document_code_id).filter((id) => id !== '');
        expect(codes.sort()).toEqual(set.documentCodes.map(({ id }) => id).sort());
        const boolean = set.documentFields.find(({ type }) => type === 'boolean');
        for (const { record } of boolean ? set.documents : []) {
          const value = record.attributes[boolean?.id ?? ''];
          const row = rows.find((each) => each.document_id === record.id);
          expect(row?.[`Field: ${boolean?.name}`]).toBe(value === undefined ? '' : value ? 'yes' : 'no');
        }
      }),
      { numRuns: 40 },
    );
  });

  it('hold every entity with how often it is named', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (set) => {
        const rows = await tableOf(csvEntitiesWriter, set);
        expect(rows).toHaveLength(set.entities.length);
        for (const row of rows) {
          const entity = set.entities.find(({ id }) => id === row.entity_id);
          expect(row).toMatchObject({ entity: entity?.name, aliases: entity?.aliases.join('; ') });
          expect(row.mentions).toBe(
            String(set.annotations.filter(({ entityId }) => entityId === entity?.id).length),
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('formulas', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '"=1"',
    "'=1",
    '\u00a0=1',
    '\u200b=1',
    '\ufeff=1',
    '＝1',
    '\tplain',
  ])('are defused: %j', (text) => {
    expect(defused(text)).toBe(`'${text}`);
  });

  it.each(['', 'a=b', "it's", '"quoted"', '5 - 3', '— dash', '(=1)'])('are not seen in %j', (text) => {
    expect(defused(text)).toBe(text);
  });

  it('come back as they were', () => {
    const text = fc.string({ unit: fc.constantFrom('=', "'", '"', ' ', '\t', '\r', '-', 'a', '😀') });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (cell) => undefused(defused(cell)) === cell),
    );
  });
});

describe('code paths in one line', () => {
  it('can be read back', () => {
    const name = fc
      .string({ unit: fc.constantFrom('a', '/', '\\', ' ', 'б') })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (path) => {
        expect(parseCodePath(formatCodePath(path))).toEqual(path);
      }),
    );
  });
});
