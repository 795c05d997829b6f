import type { Annotation, AnnotationStatus } from '../../../core/annotation/annotation.ts';
import { ANNOTATION_STATUSES } from '../../../core/annotation/annotation.ts';
import type { DocumentCode } from '../../../core/annotation/document-code.ts';
import {
  ATTRIBUTE_TYPES,
  type AttributeDefinition,
  type AttributeValue,
  type AttributeValues,
} from '../../../core/attribute/attribute.ts';
import { CODE_KINDS, type Code } from '../../../core/codebook/code.ts';
import { withDescendants } from '../../../core/codebook/tree.ts';
import type { Entity } from '../../../core/entity/entity.ts';
import { DOCUMENT_STATUSES, type Progress } from '../../../core/project/records.ts';
import type { Relation } from '../../../core/relation/relation.ts';
import { type Draw, dated, type Given, idOf, number, oneOf } from './draws.ts';

/** As the store keeps a text value: never blank, line ends `\n`. */
function textValue(text: string): string {
  const tidy = text.replace(/\r\n?/g, '\n');
  return tidy.trim() === '' ? 'blank' : tidy;
}

function answerTo(definition: AttributeDefinition, draw: Draw, entities: readonly Entity[]) {
  const n = number(draw, 3);
  const choices = definition.choices.map(({ id }) => id);
  const values: Record<AttributeDefinition['type'], AttributeValue | undefined> = {
    text: textValue(draw.text),
    number: n / 8 - 20,
    date: ['2024-02-29', '2024-02', '1999'][n % 3] ?? '2024',
    boolean: n % 2 === 0,
    choice: oneOf(draw, 3, choices),
    choices: choices.filter((_, index) => index === 0 || (n >> index) % 2 === 0),
    entity: oneOf(draw, 3, entities)?.id,
  };
  return values[definition.type];
}

/** Values for some of the definitions. */
export function valuesOf(
  definitions: readonly AttributeDefinition[],
  draw: Draw,
  entities: readonly Entity[],
): AttributeValues {
  return Object.fromEntries(
    definitions.flatMap((definition, index) => {
      const value = number(draw, index + 4) % 3 === 0 ? undefined : answerTo(definition, draw, entities);
      return value === undefined ? [] : [[definition.id, value] as const];
    }),
  );
}

/** `first`: the number of the first one's id. */
export function definitionsOf(
  draws: readonly Draw[],
  first: number,
  entities: readonly Entity[],
): readonly AttributeDefinition[] {
  return draws.map((draw, index): AttributeDefinition => {
    const type = oneOf(draw, 0, ATTRIBUTE_TYPES) ?? 'text';
    const count = type === 'choice' || type === 'choices' ? 1 + (number(draw, 1) % 3) : 0;
    const bare = {
      id: idOf(20, first + index),
      name: `Attribute ${index} «é»`,
      type,
      required: number(draw, 2) % 2 === 0,
      choices: Array.from({ length: count }, (_, n) => ({
        id: idOf(21, (first + index) * 4 + n),
        label: `Choice ${n}`,
      })),
      initial: null,
    };
    return number(draw, 5) % 2 === 0 ? bare : { ...bare, initial: answerTo(bare, draw, entities) ?? null };
  });
}

export function entitiesOf(draws: readonly Draw[]): readonly Entity[] {
  return draws.map((draw, index) => ({
    id: idOf(22, index),
    name: `Лукашэнка ${number(draw, 0)}`,
    kind: oneOf(draw, 1, ['person', '', 'own kind']) ?? '',
    aliases: number(draw, 2) % 2 === 0 ? ['Lukashenka', `Łukaszenka ${index}`] : [],
    identifiers: number(draw, 3) % 2 === 0 ? [{ scheme: 'wikidata', value: `Q${number(draw, 4)}` }] : [],
    description: draw.text,
    ...dated(draw),
  }));
}

/** The codes with kinds, attributes, further parents, ends and versions. */
export function furnishedCodes(
  codes: readonly Code[],
  draws: readonly Draw[],
  entities: readonly Entity[],
): readonly Code[] {
  const first = draws[0];
  if (!first) return codes;
  const drawFor = (index: number): Draw => draws[index % draws.length] ?? first;
  const furnished = codes.map((code, index): Code => {
    const draw = drawFor(index);
    // The first is always one for passages.
    const kind = index === 0 ? 'span' : (oneOf(draw, index, [...CODE_KINDS, 'span' as const]) ?? 'span');
    const asked = draws.slice(0, number(draw, index + 1) % 4);
    return {
      ...code,
      kind,
      version: 1 + (number(draw, index) % 3),
      attributes: definitionsOf(asked, index * 10, entities),
    };
  });
  const made = [...furnished];
  for (const [index, code] of furnished.entries()) {
    const draw = drawFor(index);
    const other = oneOf(draw, index + 2, furnished);
    const isFree = other && other.id !== code.parentId && !withDescendants([code.id], made).has(other.id);
    const spans = furnished.filter(({ kind }) => kind === 'span').map(({ id }) => id);
    made[index] = {
      ...code,
      otherParentIds: isFree && number(draw, 6) % 2 === 0 ? [other.id] : [],
      ends:
        code.kind === 'relation'
          ? {
              from: spans.slice(0, number(draw, 0) % 3),
              to: spans.slice(0, number(draw, 1) % 3),
              directed: number(draw, 2) % 2 === 0,
            }
          : null,
    };
  }
  return made;
}

/** What an annotation has besides its place. */
export function furnishedAnnotation(
  annotation: Annotation,
  code: Code,
  draw: Draw,
  entities: readonly Entity[],
): Annotation {
  const status: AnnotationStatus = oneOf(draw, 0, ANNOTATION_STATUSES) ?? 'draft';
  return {
    ...annotation,
    codeVersion: 1 + (number(draw, 1) % code.version),
    attributes: valuesOf(code.attributes, draw, entities),
    status,
    entityId: number(draw, 2) % 2 === 0 ? (oneOf(draw, 3, entities)?.id ?? null) : null,
  };
}

export function relationsOf(draws: readonly Draw[], given: Given): readonly Relation[] {
  const codes = given.codes.filter(({ kind }) => kind === 'relation');
  return draws.flatMap((draw, index) => {
    const code = oneOf(draw, 0, codes);
    const person = oneOf(draw, 1, given.persons);
    const from = oneOf(draw, 2, given.annotations);
    const to = oneOf(draw, 3, given.annotations);
    if (!code || !person || !from || !to || from.id === to.id) return [];
    return {
      id: idOf(23, index),
      personId: person.id,
      codeId: code.id,
      codeVersion: 1 + (number(draw, 4) % code.version),
      fromId: from.id,
      toId: to.id,
      attributes: valuesOf(code.attributes, draw, given.entities),
      note: draw.text,
      ...dated(draw),
    };
  });
}

/** A person says of a document once that it bears a code. */
export function documentCodesOf(draws: readonly Draw[], given: Given): readonly DocumentCode[] {
  const codes = given.codes.filter(({ kind }) => kind === 'document');
  const made = new Map<string, DocumentCode>();
  for (const [index, draw] of draws.entries()) {
    const code = oneOf(draw, 0, codes);
    const person = oneOf(draw, 1, given.persons);
    const documentId = oneOf(draw, 2, given.documentIds);
    if (!code || !person || documentId === undefined) continue;
    made.set([code.id, person.id, documentId].join(), {
      id: idOf(24, index),
      documentId,
      personId: person.id,
      codeId: code.id,
      codeVersion: 1 + (number(draw, 4) % code.version),
      attributes: valuesOf(code.attributes, draw, given.entities),
      ...dated(draw),
    });
  }
  return [...made.values()];
}

export function progressOf(draws: readonly Draw[], given: Given): readonly Progress[] {
  const made = new Map<string, Progress>();
  for (const [index, draw] of draws.entries()) {
    const person = oneOf(draw, 0, given.persons);
    const documentId = oneOf(draw, 1, given.documentIds);
    const status = oneOf(draw, 2, DOCUMENT_STATUSES);
    if (!person || documentId === undefined || !status) continue;
    const id = idOf(25, index);
    made.set(`${person.id} ${documentId}`, {
      id,
      documentId,
      personId: person.id,
      status,
      updatedAt: draw.at,
    });
  }
  return [...made.values()];
}
