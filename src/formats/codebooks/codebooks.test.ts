import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN_CODE } from '../../core/codebook/code.ts';
import { CODE_COLOURS } from '../../core/codebook/colours.ts';
import { codePath } from '../../core/codebook/tree.ts';
import { isId } from '../../core/ids.ts';
import { errorOf } from '../../core/testing/raised.ts';
import type { CodebookCode } from './codebook.ts';
import { colourValue, nearestColour } from './colour-value.ts';
import { CODEBOOK_FORMATS, codebookFormatOf, readCodebook, writeCodebook } from './index.ts';
import { arbitraryCodebook } from './testing/arbitrary-codebook.ts';

const samples = join(import.meta.dirname, '../../../../shared/interop/refi_qda');

function read(text: string, format?: 'qdc' | 'csv' | 'json') {
  return readCodebook(Buffer.from(text), format);
}

function paths(codes: readonly CodebookCode[]): readonly string[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  return codes.map((code) => codePath(code, byId).join(' / '));
}

/** Only what a table shows: attributes without ids and initial values. */
function inTable(code: CodebookCode): unknown {
  const attributes = code.attributes.map(({ name, type, required, choices }) => ({
    name,
    type,
    required,
    labels: choices.map((choice) => choice.label),
  }));
  return { ...code, attributes, version: 1 };
}

function inQdc(code: CodebookCode): unknown {
  const { id, name, parentId, colour, position } = code;
  // Sets tell further places, in the order of the codes above.
  return {
    id,
    name,
    parentId,
    colour,
    position,
    others: [...code.otherParentIds].sort(),
    description: xmlText(code.description),
  };
}

function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd');
}

describe('codebooks in files', () => {
  it('come back from JSON as they were, and lose nothing', () => {
    fc.assert(
      fc.property(arbitraryCodebook, (codes) => {
        const { bytes, lost } = writeCodebook('json', codes, 'Test 1');
        expect(lost).toEqual([]);
        expect(readCodebook(bytes)).toEqual({ format: 'json', codes, warnings: [] });
      }),
    );
  });

  it('come back from a table but for what it says is lost', () => {
    fc.assert(
      fc.property(arbitraryCodebook, (codes) => {
        const { bytes, lost } = writeCodebook('csv', codes, 'Test 1');
        const back = readCodebook(bytes, 'csv');
        expect(back.warnings).toEqual([]);
        expect(back.codes.map(inTable)).toEqual(
          codes.map((code) =>
            inTable({ ...code, position: back.codes.find((each) => each.id === code.id)?.position ?? -1 }),
          ),
        );
        expect(lost.some((each) => each.what.startsWith('initial'))).toBe(false);
        expect(lost.find((each) => each.what.startsWith('versions'))?.count ?? 0).toBe(
          codes.filter((code) => code.version > 1).length,
        );
      }),
    );
  });

  it('come back from REFI-QDA but for what it says is lost', () => {
    fc.assert(
      fc.property(arbitraryCodebook, (codes) => {
        const { bytes, lost } = writeCodebook('qdc', codes, 'Test <1>');
        const back = readCodebook(bytes);
        expect(back.format).toBe('qdc');
        expect(back.codes.map(inQdc)).toEqual(
          codes.map((code) => inQdc({ ...code, name: xmlText(code.name) })),
        );
        expect(lost.find((each) => each.what === 'keys')?.count ?? 0).toBe(
          codes.filter((code) => code.key !== null).length,
        );
      }),
    );
  });

  it('are known by how they begin', () => {
    const codes = [
      {
        ...PLAIN_CODE,
        id: '01900000-0000-7000-8000-000000000001',
        name: 'Claim',
        parentId: null,
        colour: 0,
        key: null,
        description: '',
        position: 0,
      },
    ];
    for (const format of CODEBOOK_FORMATS) {
      const { bytes } = writeCodebook(format, codes, 'Test');
      expect(codebookFormatOf(bytes)).toBe(format);
      const utf16 = Buffer.from(
        `\ufeff${Buffer.from(bytes)
          .toString('utf8')
          .replace(/^\ufeff/, '')
          .replace('encoding="utf-8"', '')}`,
        'utf16le',
      );
      expect(codebookFormatOf(utf16)).toBe(format);
      expect(paths(readCodebook(utf16).codes)).toEqual(['Claim']);
    }
  });

  it('that are no codebooks are refused whole, with the place', () => {
    const refused: readonly [string, string][] = [
      ['', 'codebook-unreadable'],
      ['<html></html>', 'codebook-unreadable'],
      ['<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>', 'codebook-unreadable'],
      ['<Project xmlns="urn:QDA-XML:project:1.0"></Project>', 'codebook-unreadable'],
      ['{"format":"glossator-codebook","version":9,"codes":[]}', 'format-version-unknown'],
      ['{"format":"other","version":1,"codes":[]}', 'codebook-unreadable'],
      ['{"format":"glossator-codebook","version":1,"codes":[{"id":"x","name":"a"}]}', 'codebook-unreadable'],
      ['{"codes":', 'codebook-unreadable'],
      ['a,b\n1,2\n', 'codebook-unreadable'],
    ];
    for (const [text, code] of refused) expect([text, errorOf(() => read(text)).code]).toEqual([text, code]);
    const broken = errorOf(() => read('<CodeBook xmlns="urn:QDA-XML:codebook:1.0">\n<Codes>\n</Code>'));
    expect(broken.place?.line).toBe(3);
    expect(broken.remedy).toBeDefined();
  });

  it('are mended where single codes are wrong, each with a warning', () => {
    const id = (n: number): string => `01900000-0000-7000-8000-00000000000${n}`;
    const codes = [
      { id: id(1), name: 'A', parent: id(2), key: 'x' },
      { id: id(2), name: 'B', parent: id(1), key: 'X' },
      { id: id(3), name: 'C', parent: id(9), otherParents: [id(3), id(8)] },
      { id: id(3), name: 'c', key: '??' },
      { id: id(4), name: ' ', kind: 'relation', ends: { from: [id(3), id(4)] } },
      { id: id(5), name: 'D', ends: { from: [] }, attributes: [{ id: id(6), name: '', type: 'text' }] },
    ];
    const { codes: mended, warnings } = read(
      JSON.stringify({ format: 'glossator-codebook', version: 1, codes }),
    );
    expect(paths(mended)).toEqual(['A', 'A / B', 'C', 'c (2)', 'Code without a name', 'D']);
    expect(mended.map((code) => code.key)).toEqual(['x', null, null, null, null, null]);
    expect(mended.find((code) => code.kind === 'relation')?.ends).toEqual({
      from: [id(3)],
      to: [],
      directed: true,
    });
    expect(new Set(mended.map((code) => code.id)).size).toBe(6);
    expect(warnings.map((warning) => warning.place?.field).sort()).toEqual([
      'attributes',
      'ends',
      'ends',
      'id',
      'key',
      'key',
      'name',
      'name',
      'otherParentIds',
      'otherParentIds',
      'parentId',
      'parentId',
    ]);
  });
});

describe('colours in files', () => {
  it('come back as the same, and others as the nearest', () => {
    for (const index of CODE_COLOURS.keys()) expect(nearestColour(colourValue(index))).toBe(index);
    const near = (value: string): string | undefined => CODE_COLOURS[nearestColour(value) ?? -1]?.name;
    expect(['#888', 'orange', '', '#12345'].map(near)).toEqual(['Slate', undefined, undefined, undefined]);
    expect(near('#ff8c00')).toBe('Orange');
  });
});

describe('codebooks as tables', () => {
  it('are read as people make them', () => {
    const table =
      'Name;Definition;Color;Notes\r\nClaim / Denied;"says; no";#1D3F61;\r\nClaim;What is said;red?;x\r\n;;;\r\nclaim;again;;\r\n';
    const { codes, warnings } = read(table);
    expect(paths(codes)).toEqual(['Claim', 'Claim / Denied']);
    expect(codes.map((code) => code.description)).toEqual(['What is said', 'says; no']);
    expect(codes[1]?.colour).toBe(0);
    expect(codes.every((code) => isId(code.id))).toBe(true);
    expect(warnings.map((warning) => [warning.place?.field, warning.place?.line])).toEqual([
      ['notes', 1],
      ['colour', 3],
      ['path', 4],
      ['path', 5],
    ]);
  });

  it('hold attributes as lines, and nothing that a spreadsheet would run', () => {
    const { codes } = read(
      'path,attributes\nClaim,"Stance (choice, required): For; Against\nYear (number)\nWho \\(all) (choices): a\\;b\nplain"\n=1+1,\n',
    );
    expect(
      codes[0]?.attributes.map(({ name, type, required, choices }) => [
        name,
        type,
        required,
        choices.map((each) => each.label),
      ]),
    ).toEqual([
      ['Stance', 'choice', true, ['For', 'Against']],
      ['Year', 'number', false, []],
      ['Who (all)', 'choices', false, ['a;b']],
      ['plain', 'text', false, []],
    ]);
    const written = Buffer.from(writeCodebook('csv', codes, '').bytes).toString('utf8');
    expect(written).toContain("'=1+1");
    expect(written).not.toMatch(/^"?=/m);
  });
});

describe('REFI-QDA codebooks', () => {
  const book = (inner: string): string =>
    `<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0">${inner}</CodeBook>`;

  it('read no entities and no document type', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${book('<Codes><Code guid="" name="&b;" isCodable="true"/></Codes>').slice(21)}`;
    expect(errorOf(() => read(bomb)).message).toContain('document type');
    const undefinedEntity = book('<Codes><Code guid="" name="&b;" isCodable="true"/></Codes>');
    expect(errorOf(() => read(undefinedEntity)).code).toBe('codebook-unreadable');
  });

  it('nested without end are refused', () => {
    const code = '<Code guid="{5215cc69-b628-4e02-afb9-9beeaee55808}" name="x" isCodable="true">';
    expect(errorOf(() => read(book(`<Codes>${code.repeat(50_000)}`))).code).toBe('file-too-large');
  });

  it('take sets of other programs as codes, and GUIDs always to the same ids', () => {
    const guid = '5215CC69-B628-4E02-AFB9-9BEEAEE55808';
    const set =
      '<Sets><Set guid="{d7aa29da-519b-4946-9b90-253b6db8fd0a}" name="Important"><MemberCode guid="5215cc69-b628-4e02-afb9-9beeaee55808"/></Set></Sets>';
    const xml = book(
      `<Codes><Code guid="{${guid}}" name="A" isCodable="true"/><Code guid="no" name="B" isCodable="false"/></Codes>${set}`,
    );
    const first = read(xml);
    expect(paths(first.codes)).toEqual(['A', 'B', 'Important']);
    expect(first.codes[0]?.otherParentIds).toEqual([first.codes[2]?.id]);
    expect(first.codes.every((code) => isId(code.id))).toBe(true);
    expect(read(xml).codes[0]?.id).toBe(first.codes[0]?.id);
    expect(first.warnings.map((warning) => warning.place?.field)).toEqual(['guid', undefined, 'isCodable']);
  });

  it.runIf(existsSync(samples))('of other programs are read', () => {
    const sample = (name: string) => readCodebook(readFileSync(join(samples, name)));
    const annex = sample('spec-annex/A1-codebook-qdaminer.qdc').codes;
    expect(paths(annex)).toEqual(['Topics', 'Economy', 'Health care', 'Values', 'Conservatives', 'Liberals']);
    expect(annex[1]?.description).toBe('Anything about jobs or taxes or business');
    expect(annex.map((code) => CODE_COLOURS[code.colour]?.name).slice(1, 3)).toEqual(['Olive', 'Green']);
    expect(paths(sample('ornio/project.qde').codes)).toEqual([
      'Topics',
      'Topics / Health',
      'Topics / Health / Diet',
      'Topics / Wellbeing',
      'Diet-related',
    ]);
    expect(sample('atlasti8/Project.qde').codes.length).toBeGreaterThanOrEqual(14);
    expect(sample('spec-annex/A3-project-transana-0-10.qde').codes.length).toBeGreaterThanOrEqual(19);
  });
});
