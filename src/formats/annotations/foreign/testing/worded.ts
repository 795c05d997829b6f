import type { Annotation } from '../../../../core/annotation/annotation.ts';
import type { AttributeValues } from '../../../../core/attribute/attribute.ts';
import { PLAIN_CODE } from '../../../../core/codebook/code.ts';
import type { Relation } from '../../../../core/relation/relation.ts';
import { describeSpan } from '../../../../core/text/anchor.ts';
import type { StructuredText, TextRange } from '../../../../core/text/structure.ts';
import type { AnnotatedSet } from '../../testing/arbitrary-set.ts';
import { idOf } from '../../testing/draws.ts';

/** What the marks of the formats themselves look like, and white space of each kind. */
const SHARP = [
  'a\tb\nc',
  ' at the ends ',
  '|',
  '*',
  '_',
  'a->b',
  '\\n',
  '\\',
  'x[1]',
  '[2]',
  '*[3]',
  'p;q',
  'true',
  '12',
  '<b>&amp;"\'',
  'A1\tx T1',
  '\u0085\u2028',
  '👩‍👩‍👧 и мир',
] as const;

/** The set with such texts for notes and for the values of attributes that are texts. */
export function sharpened(set: AnnotatedSet): AnnotatedSet {
  const codes = new Map(set.codes.map((code) => [code.id, code]));
  let turn = set.annotations.length;
  const sharp = (): string => SHARP[turn++ % SHARP.length] ?? '';
  const values = ({ codeId, attributes }: Pick<Annotation, 'codeId' | 'attributes'>): AttributeValues =>
    Object.fromEntries(
      Object.entries(attributes).map(([id, value]) => [
        id,
        codes.get(codeId)?.attributes.find((each) => each.id === id)?.type === 'text' ? sharp() : value,
      ]),
    );
  return {
    ...set,
    annotations: set.annotations.map((each) => ({
      ...each,
      attributes: values(each),
      note: each.note === '' ? '' : sharp(),
    })),
    relations: set.relations.map((each) => ({ ...each, attributes: values(each) })),
  };
}

/** The set with each document's annotations connected, each to the next, besides what connects them already. */
export function linked(set: AnnotatedSet): AnnotatedSet {
  const [first] = set.codes;
  if (!first) return set;
  const code = {
    ...PLAIN_CODE,
    id: idOf(40, 0),
    name: 'leads to',
    kind: 'relation' as const,
    parentId: null,
    colour: 0,
    description: '',
    key: null,
    position: 1000,
    ends: { from: [], to: [], directed: true },
    createdAt: first.createdAt,
    updatedAt: first.updatedAt,
    deleted: false,
  };
  const relations = set.annotations.flatMap((from, index): readonly Relation[] => {
    const to = set.annotations.slice(index + 1).find(({ documentId }) => documentId === from.documentId);
    if (!to) return [];
    const { personId, createdAt, updatedAt } = from;
    const id = idOf(41, index);
    return [
      {
        id,
        personId,
        codeId: code.id,
        codeVersion: 1,
        fromId: from.id,
        toId: to.id,
        attributes: {},
        note: '',
        createdAt,
        updatedAt,
        deleted: false,
      },
    ];
  });
  return { ...set, codes: [...set.codes, code], relations: [...set.relations, ...relations] };
}

/** The range without white space at its ends. */
function trimmed(text: string, { start, end }: TextRange): TextRange {
  const within = text.slice(start, end);
  const from = start + within.length - within.trimStart().length;
  return { start: from, end: Math.max(from, start + within.trimEnd().length) };
}

function cut({ text, blocks, marks }: StructuredText, { start, end }: TextRange): StructuredText {
  const inside = <R extends TextRange>(ranges: readonly R[]): readonly R[] =>
    ranges
      .filter((range) => range.end > start && range.start < end && range.end > range.start)
      .map((range) => ({
        ...range,
        start: Math.max(0, range.start - start),
        end: Math.min(end, range.end) - start,
      }));
  return { text: text.slice(start, end), blocks: inside(blocks), marks: inside(marks) };
}

/** Texts and annotations without white space at their ends, which token formats have no place for, each annotation in one part. */
export function worded(set: AnnotatedSet): AnnotatedSet {
  const texts = new Map(set.documents.map(({ record, structured }) => [record.id, structured.text]));
  const annotations = set.annotations.flatMap((annotation) => {
    const text = texts.get(annotation.documentId) ?? '';
    const [span] = annotation.spans;
    if (annotation.lost || !span) return [];
    const whole = trimmed(text, { start: 0, end: text.length });
    const { start, end } = trimmed(text, span);
    if (start === end) return [];
    const range = { start: start - whole.start, end: end - whole.start };
    return [{ ...annotation, spans: [describeSpan(text.slice(whole.start, whole.end), range)] }];
  });
  const kept = new Set(annotations.map(({ id }) => id));
  return {
    ...set,
    documents: set.documents
      .map((document) => ({
        ...document,
        structured: cut(
          document.structured,
          trimmed(document.structured.text, { start: 0, end: document.structured.text.length }),
        ),
      }))
      .filter(({ structured }) => structured.text !== ''),
    annotations,
    relations: set.relations.filter(({ fromId, toId }) => kept.has(fromId) && kept.has(toId)),
    documentCodes: [],
    comments: [],
  };
}
