import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../core/testing/until.ts';
import { openWorkbench } from '../workbench/open.ts';
import { loadProfile, searchFolderOf } from '../workbench/profile.ts';
import { ProjectSearch } from '../workbench/search/project-search.ts';
import { runCli } from './run.ts';

const FIRST = '# Talks\n\nThe minister spoke of peace.\n\nNobody listened to the Minister.\n';
const SECOND = '# Second\n\nМы 👍🏽 вчера: the minister again.\n\nThat was all.\n';

describe('searching on the command line', () => {
  const homeBefore = process.env.GLOSSATOR_HOME;
  let folder = '';
  let project = '';

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-search-'));
    process.env.GLOSSATOR_HOME = join(folder, 'home');
    project = join(folder, 'p.gloss');
    writeFileSync(join(folder, 'first.md'), FIRST);
    writeFileSync(join(folder, 'second.md'), SECOND);
    await run('new', project);
    await run('import', project, join(folder, 'first.md'), join(folder, 'second.md'));
  });
  afterEach(() => {
    if (homeBefore === undefined) delete process.env.GLOSSATOR_HOME;
    else process.env.GLOSSATOR_HOME = homeBefore;
    rmSync(folder, { recursive: true });
  });

  async function run(...args: readonly string[]) {
    let out = '';
    let err = '';
    const status = await runCli(args, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      showProgress: false,
      signal: new AbortController().signal,
    });
    return { status, out, err };
  }
  async function search(...args: readonly string[]) {
    const { status, out } = await run('search', project, ...args, '--json');
    return { status, json: JSON.parse(out) };
  }

  it('lists passages with their documents, offsets and texts', async () => {
    const { status, json } = await search('minister');
    expect(status).toBe(0);
    expect(json).toMatchObject({
      path: project,
      kind: 'words',
      query: 'minister',
      unit: 'utf16',
      more: false,
    });
    expect(json.passages.map(({ text }: { text: string }) => text)).toEqual([
      'The minister spoke of peace.',
      'Nobody listened to the Minister.',
      'Мы 👍🏽 вчера: the minister again.',
    ]);
    const [, , last] = json.passages;
    expect(last.title).toBe('Second');
    expect(last.end - last.start).toBe(last.text.length);
    const [[start, end]] = last.ranges;
    expect(last.text.slice(start - last.start, end - last.start)).toBe('minister');
    const { out } = await run('search', project, 'minister', '--limit', '2');
    expect(out).toContain('Talks');
    expect(out).toContain('The minister spoke of peace.');
    expect(out).toContain('The first 2 passages; there are more.');
  });

  it.each<[string[], number]>([
    [['"spoke of"'], 1],
    [['minist* -again'], 2],
    [['--text', 'Minister'], 3],
    [['--text', 'Minister', '--case-sensitive'], 1],
    [['--text', 'miniST', '--whole-word'], 0],
    [['--pattern', '^the .*peace'], 1],
    [['--pattern', '^the', '--case-sensitive'], 0],
    [['minister', '--document', 'second'], 1],
  ])('searches as the options say: %j', async (args, count) => {
    expect((await search(...args)).json.passages).toHaveLength(count);
    expect((await search(...args, '--count')).json.passages).toBe(count);
  });

  it('goes on over pages up to the limit, and says whether there is more', async () => {
    const paragraphs = Array.from({ length: 450 }, (_, at) => `Number ${at} is listed.`);
    writeFileSync(join(folder, 'long.txt'), paragraphs.join('\n\n'));
    await run('import', project, join(folder, 'long.txt'));
    expect((await search('listed')).json).toMatchObject({ passages: { length: 100 }, more: true });
    const { json } = await search('listed', '--limit', '449');
    expect(json).toMatchObject({ passages: { length: 449 }, more: true });
    expect(new Set(json.passages.map(({ start }: { start: number }) => start)).size).toBe(449);
    expect((await search('listed', '--limit', '450')).json).toMatchObject({
      passages: { length: 450 },
      more: false,
    });
  });

  it('counts by document', async () => {
    const { json } = await search('minister', '--count');
    expect(json).toMatchObject({
      passages: 3,
      documents: [
        { title: 'Talks', passages: 2 },
        { title: 'Second', passages: 1 },
      ],
    });
    const { out } = await run('search', project, 'minister', '--count');
    expect(out).toBe('2\tTalks\n1\tSecond\n3 passages in 2 documents\n');
  });

  it('says what is wrong with a query or an option', async () => {
    expect(await search('--pattern', '(')).toMatchObject({
      status: 2,
      json: { error: { code: 'invalid-input', place: { field: 'query' } } },
    });
    for (const args of [
      ['minister', '--whole-word'],
      ['minister', '--case-sensitive'],
      ['a', '--pattern', '--whole-word'],
      ['a', '--pattern', '--text'],
      ['a', '--limit', '0'],
    ]) {
      expect(await search(...args)).toMatchObject({ status: 1, json: { error: { code: 'usage' } } });
    }
  });

  it('makes no index, finds the same with the one that the application makes, and while the project is open there', async () => {
    const without = await search('minister');
    const searchFolder = searchFolderOf(loadProfile().profile);
    expect(() => readdirSync(searchFolder)).toThrow('ENOENT');
    const open = await openWorkbench({ path: project });
    const indexing = new ProjectSearch(project, searchFolder);
    try {
      await indexing.index();
      await until(() => !indexing.state().indexing);
      expect(indexing.state().state.indexedTexts).toBe(2);
      expect(await search('minister')).toEqual(without);
    } finally {
      await indexing.close();
      await open.close();
    }
    expect(await search('minister')).toEqual(without);
  });
});
