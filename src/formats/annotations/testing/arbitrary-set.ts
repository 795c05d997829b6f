import fc from 'fast-check';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import { PLAIN_ANNOTATION } from '../../../core/annotation/annotation.ts';
import type { DocumentCode } from '../../../core/annotation/document-code.ts';
import type { AttributeDefinition } from '../../../core/attribute/attribute.ts';
import type { Code } from '../../../core/codebook/code.ts';
import { PLAIN_CODE } from '../../../core/codebook/code.ts';
import type { Comment, Memo } from '../../../core/discussion/discussion.ts';
import type { Entity } from '../../../core/entity/entity.ts';
import type { DocumentRecord, Person, Progress } from '../../../core/project/records.ts';
import type { Relation } from '../../../core/relation/relation.ts';
import type { Assignment, RelationVerdict, Verdict } from '../../../core/review/verdict.ts';
import { describeSpan } from '../../../core/text/anchor.ts';
import type { StructuredText, TextRange } from '../../../core/text/structure.ts';
import { arbitraryStructuredText } from '../../../core/text/testing/arbitrary-text.ts';
import { commentsOf, memosOf } from './arbitrary-discussion.ts';
import {
  definitionsOf,
  documentCodesOf,
  entitiesOf,
  furnishedAnnotation,
  furnishedCodes,
  progressOf,
  relationsOf,
  valuesOf,
} from './arbitrary-links.ts';
import { assignmentsOf, relationVerdictsOf, verdictsOf } from './arbitrary-review.ts';
import { arbitraryDraws, idOf } from './draws.ts';

/** Generated annotated sets, for property tests of formats and of what stands over them. */

export interface SetDocument {
  readonly record: Omit<DocumentRecord, 'textId'>;
  readonly structured: StructuredText;
  readonly original: { bytes: Uint8Array; mediaType: string; encoding: string; format: string };
}

export interface AnnotatedSet {
  readonly persons: readonly Person[];
  /** parents before children */
  readonly codes: readonly Code[];
  readonly documents: readonly SetDocument[];
  readonly annotations: readonly Annotation[];
  readonly entities: readonly Entity[];
  readonly documentFields: readonly AttributeDefinition[];
  readonly documentCodes: readonly DocumentCode[];
  readonly progress: readonly Progress[];
  readonly assignments: readonly Assignment[];
  readonly relations: readonly Relation[];
  readonly verdicts: readonly Verdict[];
  readonly relationVerdicts: readonly RelationVerdict[];
  /** thread by thread */
  readonly comments: readonly Comment[];
  /** those on the project have PROJECT for their target */
  readonly memos: readonly Memo[];
}

const instant = fc
  .integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 })
  .map((ms) => new Date(ms).toISOString());

/** Texts of every kind, lone surrogates among them. */
const anyText = fc.oneof(
  fc.constantFrom(
    '',
    '=1+1',
    'a\r\nb',
    '"quoted", and more',
    '👩‍👩‍👧 и мир',
    '\ud83d alone',
    '\u0000',
    '\u2028',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .map((text) => text.normalize('NFC').trim())
  .filter((text) => text !== '');

const persons = fc.array(fc.record({ name, colour: fc.nat(15) }), { minLength: 1, maxLength: 3 });

const codes = fc.array(
  fc.record({
    name,
    parent: fc.option(fc.nat(5)),
    colour: fc.nat(15),
    description: anyText,
    position: fc.oneof(fc.nat(5), fc.double({ min: -10, max: 10, noNaN: true })),
    at: instant,
  }),
  { minLength: 1, maxLength: 6 },
);

/** Some texts with halves of surrogate pairs, which a program may have left behind. */
const structured = fc
  .tuple(arbitraryStructuredText, fc.boolean())
  .map(([text, broken]) => (broken ? { ...text, text: text.text.replaceAll('a', '\ud83d') } : text));

const documents = fc.array(
  fc.record({
    structured,
    original: fc.constantFrom('same', 'crlf', 'other'),
    title: anyText,
    source: anyText,
    author: anyText,
    date: fc.constantFrom('', '2024', '2024-02-29'),
    language: fc.constantFrom('', 'be', 'en'),
    fields: fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), anyText, {
      maxKeys: 3,
      noNullPrototype: true,
    }),
    at: instant,
  }),
  { maxLength: 3 },
);

const draws = (maxLength: number) => arbitraryDraws(anyText, instant, maxLength);

const annotations = fc.array(
  fc.record({
    draw: fc.option(
      draws(1).map(([draw]) => draw ?? null),
      { freq: 3 },
    ),
    document: fc.nat(5),
    person: fc.nat(5),
    code: fc.nat(5),
    cuts: fc.uniqueArray(fc.nat(400), { minLength: 2, maxLength: 6 }),
    note: anyText,
    at: instant,
  }),
  { maxLength: 25 },
);

function originalOf(kind: string, text: string): SetDocument['original'] {
  if (kind === 'same') {
    return { bytes: Buffer.from(text), mediaType: 'text/plain', encoding: 'utf-8', format: 'txt' };
  }
  if (kind === 'crlf') {
    const bytes = Buffer.from(text.replaceAll('\n', '\r\n'), 'utf16le');
    return { bytes, mediaType: 'text/plain', encoding: 'utf-16le', format: 'txt' };
  }
  const bytes = Buffer.from(`<p onclick="x()">${text}</p>`.repeat(40));
  return { bytes, mediaType: 'text/html', encoding: 'utf-8', format: 'html' };
}

function outsidePair(text: string, offset: number): number {
  const low = text.charCodeAt(offset);
  const high = text.charCodeAt(offset - 1);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff ? offset - 1 : offset;
}

/** Pairs of the cuts as ranges of the text: apart, in order, none empty. */
function rangesOf(text: string, cuts: readonly number[]): readonly TextRange[] {
  const offsets = [...new Set(cuts.map((cut) => outsidePair(text, cut % (text.length + 1))))].sort(
    (a, b) => a - b,
  );
  const ranges: TextRange[] = [];
  for (let i = 0; i + 1 < offsets.length; i += 2) {
    ranges.push({ start: offsets[i] ?? 0, end: offsets[i + 1] ?? 0 });
  }
  return ranges;
}

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;

function codesOf(drawn: Drawn<typeof codes>): readonly Code[] {
  const made: Code[] = [];
  for (const [index, { parent, at, ...fields }] of drawn.entries()) {
    const parentId = parent === null || made.length === 0 ? null : (made[parent % made.length]?.id ?? null);
    const taken = made.some(
      (code) =>
        code.parentId === parentId && code.name.toLocaleLowerCase() === fields.name.toLocaleLowerCase(),
    );
    if (taken) continue;
    // SQLite and JSON know one zero.
    const position = fields.position + 0;
    const key = index < 3 ? 'абв'.charAt(index) : null;
    made.push({
      ...PLAIN_CODE,
      ...fields,
      id: idOf(2, index),
      position,
      parentId,
      key,
      createdAt: at,
      updatedAt: at,
      deleted: false,
    });
  }
  return made;
}

/**
 * Projects' contents: emoji, joined emoji, combining marks, CJK, right-to-left, lone surrogates, originals with CRLF and in other
 * encodings, annotations that overlap, nest, stack and are in several pieces; codes of every kind with attributes, entities, relations across documents,
 * document codes, threads, memos, progress.
 */
export const arbitrarySet: fc.Arbitrary<AnnotatedSet> = fc
  .record({
    persons,
    codes,
    documents,
    annotations,
    codings: draws(4),
    entities: draws(4),
    fields: draws(3),
    links: draws(12),
  })
  .map((drawn): AnnotatedSet => {
    const entities = entitiesOf(drawn.entities);
    const madeCodes = furnishedCodes(codesOf(drawn.codes), drawn.codings, entities);
    const spanCodes = madeCodes.filter(({ kind }) => kind === 'span');
    const documentFields = definitionsOf(drawn.fields, 1_000, entities);
    const [fieldDraw] = drawn.fields;
    const madePersons = drawn.persons.map((person, index) => ({ ...person, id: idOf(1, index) }));
    const madeDocuments = drawn.documents.map(({ structured: text, original, at, ...metadata }, index) => ({
      structured: text,
      original: originalOf(original, text.text),
      record: {
        ...metadata,
        id: idOf(3, index),
        attributes: fieldDraw ? valuesOf(documentFields, fieldDraw, entities) : {},
        fileName: `${index % 2}.txt`,
        createdAt: at,
        updatedAt: at,
        deleted: false,
      },
    }));
    const madeAnnotations = drawn.annotations.flatMap((each, index) => {
      const { document, person, code, cuts, note, at, draw } = each;
      const target = madeDocuments[document % Math.max(1, madeDocuments.length)];
      const by = madePersons[person % madePersons.length];
      const as = spanCodes[code % spanCodes.length];
      const ranges = target ? rangesOf(target.structured.text, cuts) : [];
      if (!target || !by || !as || ranges.length === 0) return [];
      const annotation: Annotation = {
        id: idOf(4, index),
        documentId: target.record.id,
        personId: by.id,
        codeId: as.id,
        spans: ranges.map((range) => describeSpan(target.structured.text, range)),
        ...PLAIN_ANNOTATION,
        codeVersion: as.version,
        note,
        createdAt: at,
        updatedAt: at,
        deleted: false,
      };
      return draw ? furnishedAnnotation(annotation, as, draw, entities) : annotation;
    });
    const given = {
      persons: madePersons,
      codes: madeCodes,
      entities,
      documentIds: madeDocuments.map(({ record }) => record.id),
      annotations: madeAnnotations,
    };
    const relations = relationsOf(drawn.links, given);
    return {
      persons: madePersons,
      codes: madeCodes,
      documents: madeDocuments,
      annotations: madeAnnotations,
      entities,
      documentFields,
      documentCodes: documentCodesOf(drawn.links, given),
      progress: progressOf(drawn.links, given),
      assignments: assignmentsOf(drawn.links, given),
      relations,
      verdicts: verdictsOf(drawn.links, given),
      relationVerdicts: relationVerdictsOf(drawn.links, relations, given),
      comments: commentsOf(drawn.links, given),
      memos: memosOf(drawn.links, given),
    };
  });
