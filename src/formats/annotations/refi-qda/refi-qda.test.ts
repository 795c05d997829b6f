import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HAS_INTEROP, interopPath } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { documentsIn, itemsOf, problemsIn } from '../foreign/testing/reading.ts';
import { expectSetsReturned, writtenBy } from '../foreign/testing/round-trip.ts';
import { arbitrarySet } from '../testing/arbitrary-set.ts';
import { refiQdaReader } from './read.ts';
import { refiQdaWriter } from './write.ts';

const TEXT = 'Ann 😀 met Ben.\r\nBen met Ann.';

/** A project of one text, whose selections are given as [start, end, name]. */
function project(
  selections: readonly (readonly [number, number, string])[],
  { namespace = 'urn:QDA-XML:project:1.0', more = '' } = {},
): string {
  const written = selections.map(
    ([start, end, name], at) =>
      `<PlainTextSelection guid="{00000000-0000-0000-0000-00000000010${at}}" startPosition="${start}" endPosition="${end}" name="${name}">
        <Coding guid="00000000-0000-0000-0000-00000000020${at}" creatingUser="{00000000-0000-0000-0000-0000000000aa}" creationDateTime="2020-01-02T03:04:05">
          <CodeRef targetGUID="00000000-0000-0000-0000-0000000000C2"/></Coding></PlainTextSelection>`,
  );
  return `<?xml version="1.0"?><Project xmlns="${namespace}" name="p">
    <Users><User guid="00000000-0000-0000-0000-0000000000AA" name="Ann"/></Users>
    <CodeBook><Codes><Code guid="00000000-0000-0000-0000-0000000000c1" name="Actor" isCodable="true" color="#ff0000">
      <Code guid="{00000000-0000-0000-0000-0000000000c2}" name="Person" isCodable="true"/></Code></Codes></CodeBook>
    <Sources><TextSource guid="00000000-0000-0000-0000-0000000000d1" name="One" plainTextPath="internal://ABC.txt">${written.join('')}</TextSource></Sources>${more}</Project>`;
}

async function read(xml: string, text = TEXT) {
  const items = await itemsOf(refiQdaReader, bundleOf({ 'Project.qde': xml, 'SOURCES/abc.txt': text }));
  const [document] = documentsIn(items);
  const quotes = document?.annotations.map(({ ranges }) =>
    ranges.map(({ start, end }) => document.structured.text.slice(start, end)).join('|'),
  );
  return { items, document, quotes, problems: problemsIn(items) };
}

describe('REFI-QDA projects', () => {
  it('names codes by their places, people, and times without a zone', async () => {
    const { document, problems } = await read(project([[4, 5, '😀']]));
    expect(problems).toEqual([]);
    expect(document?.annotations).toMatchObject([
      { code: ['Actor', 'Person'], person: 'Ann', createdAt: '2020-01-02T03:04:05.000Z' },
    ]);
  });

  it.each([
    ['code points, the end after the last', 10, 13, 16, 19],
    ['code points, a line end counted once', 10, 13, 15, 18],
    ['UTF-16, the end after the last', 11, 14, 17, 20],
    ['UTF-16, a line end counted once', 11, 14, 16, 19],
    ['code points, the end being the last', 10, 12, 16, 18],
    ['UTF-16, the end being the last, a line end counted once', 11, 13, 16, 18],
  ])('tells the convention by what selections are called: %s', async (_, start, end, later, laterEnd) => {
    const { quotes, problems } = await read(
      project([
        [start, end, 'Ben'],
        [later, laterEnd, 'Ben'],
        [start, end, 'a label of somebody'],
      ]),
    );
    expect(quotes).toEqual(['Ben', 'Ben', 'Ben']);
    expect(problems).toEqual([]);
  });

  it('knows names that are cut short, and takes the usual convention where names say nothing', async () => {
    expect((await read(project([[10, 27, 'Ben. Ben met…']]))).quotes).toEqual(['Ben.\nBen met Ann']);
    expect((await read(project([[10, 13, 'some label']]))).quotes).toEqual(['Ben']);
  });

  it('keeps selections without a code, and counts what the model has no place for', async () => {
    const xml = project([[0, 3, 'Ann']], {
      namespace: 'urn:QDA-XML:project:0:10',
      more: '<Sets><Set guid="00000000-0000-0000-0000-0000000000e1" name="s"/></Sets>',
    }).replace(/<Coding[\s\S]*<\/Coding>/, '<Description>why?</Description>');
    const { document, problems } = await read(xml);
    expect(document?.annotations).toMatchObject([{ code: ['Quotation without a code'], note: 'why?' }]);
    expect(problems.map(({ message }) => message)).toEqual(['Not taken over: 1 sets.']);
  });

  it('says which text is not there, and refuses what is no project', async () => {
    const items = await itemsOf(refiQdaReader, bundleOf({ 'p.qde': project([[0, 3, 'Ann']]) }));
    expect(documentsIn(items)).toEqual([]);
    expect(problemsIn(items)).toMatchObject([
      {
        code: 'file-missing',
        message: expect.stringContaining('its 1 selections are left out'),
        place: { line: 5 },
      },
    ]);
    const refused = (xml: string) => itemsOf(refiQdaReader, bundleOf({ 'p.qde': xml }));
    await expect(refused('<Project><Users>')).rejects.toMatchObject({ code: 'file-damaged' });
    await expect(refused('<CodeBook/>')).rejects.toMatchObject({ code: 'record-malformed' });
    await expect(refused('<!DOCTYPE p [<!ENTITY a "aaaa">]><Project name="&a;"/>')).rejects.toMatchObject({
      code: 'file-damaged',
    });
  });

  it('is recognised by its namespace', async () => {
    const recognise = (files: Record<string, string>) => refiQdaReader.recognise(bundleOf(files));
    expect(await recognise({ 'a/Project.QDE': project([]) })).toBeGreaterThan(0.9);
    expect(await recognise({ 'a.txt': project([]) })).toBe(0);
    expect(await recognise({ 'a.qde': 'no XML' })).toBe(0);
  });

  it('returns generated sets as far as it holds them', async () => {
    await expectSetsReturned(
      refiQdaReader,
      refiQdaWriter,
      { persons: true, documentCodes: true, documentCodePersons: true, relations: true },
      (set) => ({
        ...set,
        annotations: set.annotations.map((annotation) => ({
          ...annotation,
          spans: annotation.spans.slice(0, 1),
          attributes: {},
          entityId: null,
          status: 'draft' as const,
        })),
      }),
    );
  });
});

const HAS_XMLLINT = spawnSync('xmllint', ['--version']).error === undefined;

it.runIf(HAS_INTEROP && HAS_XMLLINT)('is written as the published schema says', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySet, async (set) => {
      const { bundle } = await writtenBy(refiQdaWriter, set);
      const xml = await bundle.files.find(({ path }) => path === 'project.qde')?.bytes(1e8);
      const schema = interopPath('refi_qda', 'schema', 'Project.xsd');
      const { stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
        input: xml ?? '',
        encoding: 'utf8',
      });
      expect(stderr.trim()).toBe('- validates');
    }),
    { numRuns: 15 },
  );
});

describe.runIf(HAS_INTEROP)('projects that other programs wrote', () => {
  const at = (file: string) => itemsOf(refiQdaReader, bundleAtPath(interopPath('refi_qda', file)));

  it('ATLAS.ti 8: codes and links are read; its texts are not in the file, which is said', async () => {
    const items = await at('atlasti8/Project.qde');
    expect(items.filter(({ kind }) => kind === 'code')).toHaveLength(14);
    expect(documentsIn(items)).toEqual([]);
    // Six text sources, and what is written of PDF files, sound and film.
    expect(problemsIn(items).filter(({ code }) => code === 'file-missing')).toHaveLength(11);
  });

  it('Transana in four scripts, of an older namespace', async () => {
    const items = await at('spec-annex/A3-project-transana-0-10.qde');
    expect(items.filter(({ kind }) => kind === 'code')).toHaveLength(19);
    expect(problemsIn(items).filter(({ code }) => code === 'file-missing').length).toBeGreaterThan(6);
  });

  it('a project by hand: overlapping passages, a text of a PDF, a transcript in step with its sound', async () => {
    const xml = await bundleAtPath(interopPath('refi_qda', 'ornio/project.qde')).files[0]?.bytes(1e6);
    const text = 'Diet and health are closely related.';
    const items = await itemsOf(
      refiQdaReader,
      bundleOf({
        'project.qde': xml ?? '',
        'sources/11111111-1111-1111-1111-111111111111.txt': text,
      }),
    );
    const documents = documentsIn(items);
    expect(items.filter(({ kind }) => kind === 'code')).toHaveLength(4);
    expect(
      documents.map(({ metadata, structured, annotations }) => [
        metadata.title,
        annotations.map(({ code, ranges }) => [
          code.at(-1),
          ...ranges.map(({ start, end }) => structured.text.slice(start, end)),
        ]),
      ]),
    ).toEqual([
      [
        'Interview 1.txt',
        [
          ['Health', 'Diet and health'],
          ['Diet', 'health are clo'],
        ],
      ],
      ['doc.pdf', [['Health', 'diet and health']]],
      ['interview.m4a', [['Diet', 'Diet and health are ']]],
    ]);
    expect(items.filter(({ kind }) => kind === 'memo')).toMatchObject([
      { on: 'project', title: 'Research memo' },
    ]);
    expect(problemsIn(items).filter(({ code }) => code === 'file-missing')).toEqual([]);
  });
});
