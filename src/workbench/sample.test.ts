import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hull } from '../core/annotation/annotation.ts';
import { newId } from '../core/ids.ts';
import { openProject, type ProjectStore } from '../store/index.ts';
import type { Profile } from './profile.ts';
import { buildSampleProject } from './sample.ts';
import { readSampleDefinition, type SampleDefinition } from './sample-definition.ts';

const texts = path.resolve(import.meta.dirname, '../../resources/sample');

let folder: string;
let file: string;
let profile: Profile;
let definition: SampleDefinition;
let store: ProjectStore;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'glossator-sample-'));
  file = path.join(folder, 'Sample.gloss');
  profile = {
    personId: newId(),
    name: 'Reader',
    colour: 15,
    machineId: newId(),
    backupFolder: path.join(folder, 'backups'),
  };
  definition = await readSampleDefinition(texts);
  await buildSampleProject(file, texts, profile);
  store = openProject(file, { ...profile, appVersion: '0.0.0-test' });
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the sample project', () => {
  it('holds every text that lies in its folder', () => {
    const listed = readdirSync(texts).filter((name) => name !== 'sample.json');
    expect(
      store.read
        .documents()
        .map(({ fileName }) => fileName)
        .sort(),
    ).toEqual(listed.sort());
    expect(listed).toHaveLength(6);
  });

  it('is in four languages, one of them written from right to left', () => {
    const languages = store.read.documents().map(({ language }) => language.split('-')[0]);
    expect(new Set(languages)).toEqual(new Set(['en', 'ru', 'be', 'ar']));
  });

  it('says of every document what it is, who wrote it and when', () => {
    for (const { title, source, date } of store.read.documents()) {
      expect(title).not.toBe('');
      expect(source).not.toBe('');
      expect(date).toMatch(/^2031-04-\d\d$/);
    }
  });

  it('has a text in an encoding that had to be detected', () => {
    const document = store.read.documents().find(({ language }) => language === 'ru');
    expect(store.read.text(document?.textId ?? '')?.encoding).toBe('windows-1251');
  });

  it('has structure to look at: headings, lists, quotes, a table, links, emphasis', () => {
    const chunks = store.read.documents().flatMap(({ textId }) => [...store.read.everyChunk(textId)]);
    const blocks = chunks.flatMap((chunk) => chunk.blocks);
    expect(new Set(blocks.map(({ kind }) => kind))).toEqual(
      new Set(['paragraph', 'heading', 'list-item', 'caption']),
    );
    expect(blocks.some(({ quote }) => quote)).toBe(true);
    expect(blocks.some(({ cell }) => cell?.header)).toBe(true);
    const marks = new Set(chunks.flatMap((chunk) => chunk.marks).map(({ kind }) => kind));
    expect([...marks]).toEqual(expect.arrayContaining(['link', 'strong', 'emphasis']));
  });

  it('has every annotation of its definition, by me and by a colleague', () => {
    const annotations = [...store.read.everyAnnotation({})];
    expect(annotations).toHaveLength(definition.annotations.length);
    const quotes = (spans: readonly { readonly quote: string }[]) => spans.map(({ quote }) => quote);
    expect(annotations.map(({ spans }) => quotes(spans).join('|')).sort()).toEqual(
      definition.annotations.map(({ quotes: defined }) => defined.join('|')).sort(),
    );
    const mine = annotations.filter(({ personId }) => personId === profile.personId);
    expect(mine).toHaveLength(definition.annotations.filter(({ by }) => by === 'me').length);
    const people = store.read.persons();
    expect(people.map(({ name }) => name).sort()).toEqual(['Reader', definition.colleague]);
    expect(new Set(people.map(({ colour }) => colour)).size).toBe(2);
  });

  it('shows what there is to show: nesting, overlap without nesting, a quotation in two pieces', () => {
    const all = [...store.read.everyAnnotation({})];
    const hulls = all.map(({ documentId, spans }) => ({ documentId, ...hull(spans) }));
    const pairs = hulls.flatMap((a) =>
      hulls.filter((b) => b.documentId === a.documentId).map((b) => [a, b] as const),
    );
    const nested = pairs.filter(
      ([a, b]) => a.start <= b.start && b.end <= a.end && a.end - a.start > b.end - b.start,
    );
    const crossing = pairs.filter(([a, b]) => a.start < b.start && b.start < a.end && a.end < b.end);
    expect(nested.length).toBeGreaterThan(5);
    expect(crossing.length).toBeGreaterThan(0);
    expect(all.filter(({ spans }) => spans.length > 1)).toHaveLength(1);
  });

  it('gives each code a key of its own or none, and nests some', () => {
    const codes = store.read.codes();
    const keys = codes.flatMap(({ key }) => (key === null ? [] : [key]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(codes.filter(({ parentId }) => parentId === null)).toHaveLength(8 + definition.codes.length);
    expect(codes.filter(({ parentId }) => parentId !== null).length).toBeGreaterThan(0);
    expect(new Set(codes.map(({ colour }) => colour)).size).toBe(codes.length);
    for (const { description } of codes) expect(description).not.toBe('');
  });

  it('has a little of all that can be said of passages', () => {
    const { read } = store;
    const [minister] = read.entities().filter(({ name }) => name === 'Yauhen Rudzevich');
    const mentions = read.mentions(minister?.id ?? '', 100);
    expect(new Set(mentions.map(({ spans }) => spans[0]?.quote)).size).toBeGreaterThan(3);
    const claims = [...read.everyAnnotation({})].filter(
      ({ attributes }) => Object.keys(attributes).length > 0,
    );
    expect(claims.length).toBeGreaterThan(3);
    const [relation] = read.relationPage({ limit: 10 });
    const ends = [relation?.fromId, relation?.toId].map((id) => read.annotation(id ?? '')?.documentId);
    expect(new Set(ends).size).toBe(2);
    expect(read.documentCodes()).toHaveLength(1);
    const [comment] = [...read.everyComment()];
    expect(read.comments('annotation', comment?.targetId ?? '').map(({ personId }) => personId)).toHaveLength(
      2,
    );
    expect(read.memos()).toMatchObject([
      { targetKind: 'project', body: expect.stringContaining('glossator:') },
    ]);
    expect(read.everyProgress()).toHaveLength(definition.progress.length);
    expect(read.countAnnotations({ outdated: true })).toBe(0);
  });

  it('passes its own check', async () => {
    expect((await store.check()).problems).toEqual([]);
  });

  it('leaves nothing behind but the file, and never writes over one', async () => {
    await expect(buildSampleProject(file, texts, profile)).rejects.toMatchObject({ code: 'project-exists' });
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
